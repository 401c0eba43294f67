"""What is read before somebody decides on a reflection period, writes its draft anew, or tells the police?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import rules
from kajo.cases.queries.page import case
from kajo.cases.queries.rows import Decided, Page
from kajo.cases.terms import InterruptionGround
from kajo.decisions import queries as decisions
from kajo.decisions.models import Decision
from kajo.decisions.queries import Preview
from kajo.decisions.terms import REFLECTION, DecisionKind
from kajo.disclosures.models import Disclosure
from kajo.disclosures.terms import Told
from kajo.law.finding import Finding

TOLD_BY = rules.REFLECTION_BY_US
"""By which section the police are told of such a decision."""


@dataclass(frozen=True, slots=True)
class ReflectionDraft:
    """A draft on a reflection period; `right` tells whether the reader may decide, `waits` whether it is unsigned.

    `until_on` is exclusive; the days of an interruption are those of the period that runs.
    """

    id: UUID
    reference: str
    kind: DecisionKind
    from_on: date | None
    until_on: date | None
    right_of_residence: bool
    admitted_first: bool
    ground: InterruptionGround | None
    own_will: bool
    reasons: str
    language: str
    explained_in: str
    previews: tuple[Preview, ...]
    prepared_by: str
    is_mine: bool
    right: Finding[bool]
    waits: bool
    blocking: tuple[Finding[bool], ...]

    @property
    def last_on(self) -> date | None:
        """The last day of the period."""
        return self.until_on - timedelta(days=1) if self.until_on else None


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What the police were told of a decision beside it and its days: who was told what and when, and who answers."""

    unit: str
    extent: tuple[Told, ...]
    told_on: date
    made_by: str
    approved_by: str


@reading(Verb.CASE_VIEW)
def with_reflection(
    actor: Actor, key: UUID, /, *, decision: UUID, on: date, doing: Verb = Verb.CASE_DECIDE_REFLECTION
) -> tuple[Page, ReflectionDraft]:
    """Give a case and the draft on a reflection period, signed meanwhile or not. Raises NotFound."""
    found = case(actor, key, doing=doing)
    rows = Decision.objects.within(actor).filter(pk=decision, matter=key, corrects__isnull=True)
    row = rows.filter(decision_kind__in=[str(kind) for kind in REFLECTION]).select_related("prepared_by").first()
    if row is None or row.is_as_recorded:
        raise NotFound
    said, texts = (
        decisions.words_of(row, on=on, signer=decisions.signer(actor), heard=decisions.heard(actor, row, on=on)),
        row.texts.open(),
    )
    return found, ReflectionDraft(
        id=row.pk,
        reference=row.reference,
        kind=said.kind,
        from_on=said.reflection.from_on if said.reflection else None,
        until_on=said.reflection.until_on if said.reflection else None,
        right_of_residence=bool(texts.get("right_of_residence")),
        admitted_first=bool(texts.get("admitted_first")),
        ground=InterruptionGround(texts["ground"]) if texts.get("ground") else None,
        own_will=bool(texts.get("own_will")),
        reasons=said.reasons,
        language=row.language,
        explained_in=row.explained_in,
        previews=decisions.previews(said),
        prepared_by=row.prepared_by.name if row.prepared_by else "",
        is_mine=row.prepared_by_id == actor.id,
        right=decisions.right_today(actor, said.kind, on=on),
        waits=row.state == "draft",
        blocking=decisions.blocking(actor, row, on=on) if row.state == "draft" else (),
    )


@reading(Verb.CASE_VIEW)
def with_told(actor: Actor, key: UUID, /, *, decision: UUID) -> tuple[Page, Decided, Disclosed | None]:
    """Give a case, a signed decision on a reflection period, and what the police were told of it. Raises NotFound."""
    found = case(actor, key, doing=Verb.CASE_TELL_POLICE)
    about = next((each for each in found.decisions if each.key == decision and each.is_told_to_police), None)
    if about is None:
        raise NotFound
    row = Disclosure.objects.within(actor).filter(decision=decision).select_related("made_by", "approved_by").first()
    if row is None:
        return found, about, None
    words = row.extent.split()
    return found, about, Disclosed(
        unit=row.unit.open(),
        extent=tuple(each for each in Told if each in words),
        told_on=row.told_on,
        made_by=row.made_by.name if row.made_by else "",
        approved_by=row.approved_by.name if row.approved_by else "",
    )  # fmt: skip
