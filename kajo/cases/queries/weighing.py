"""What is recorded of a case, for and against, beside the draft of a decision on it?"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases.models import Case, RiskNote
from kajo.cases.queries.lists import with_draft
from kajo.cases.queries.page import case
from kajo.cases.queries.reflection import ReflectionDraft, with_reflection
from kajo.cases.queries.rows import Drafted, Page
from kajo.cases.terms import ASKED, CRITERIA, HousingLevel
from kajo.decisions import queries as decisions
from kajo.decisions.terms import DecisionKind
from kajo.facts import queries as facts
from kajo.facts.queries import Balance, Line
from kajo.facts.terms import About, Matter, Recorded
from kajo.law.finding import N_ as _

THREATENS, THREATENED = _("What or who threatens"), _("Whom it threatens")


@reading(Verb.CASE_VIEW)
def to_draft(actor: Actor, key: UUID, /, *, doing: Verb, kind: DecisionKind) -> tuple[Page, Balance | None]:
    """Give a case to whoever drafts a decision of this kind, with what speaks for and against. Raises NotFound.

    None stands in the place of for and against where the actor may not see what happened.
    """
    return case(actor, key, doing=doing), _beside(actor, key, kind)


@reading(Verb.CASE_VIEW)
def to_decide_reflection(
    actor: Actor, key: UUID, /, *, decision: UUID, on: date, doing: Verb = Verb.CASE_DECIDE_REFLECTION
) -> tuple[Page, ReflectionDraft, Balance | None]:
    """Give a case and the draft on a reflection period, with what speaks for and against. Raises NotFound."""
    found, drafted = with_reflection(actor, key, decision=decision, on=on, doing=doing)
    return found, drafted, _beside(actor, key, drafted.kind)


@reading(Verb.CASE_VIEW)
def to_admit_child(actor: Actor, key: UUID, /, *, decision: UUID, on: date) -> tuple[Page, Drafted, Balance | None]:
    """Give a case and the drafted admission of a child, with what speaks for and against. Raises NotFound."""
    found, drafted = with_draft(actor, key, decision=decision, on=on)
    return found, drafted, _beside(actor, key, DecisionKind.ADMIT_35_3)


@reading(Verb.FACT_VIEW)
def weighed(actor: Actor, key: UUID, /) -> tuple[facts.Page, Balance]:
    """Give the page of for and against of a case. Raises NotFound."""
    row = Case.objects.within(actor, Verb.FACT_VIEW).filter(pk=key).first()
    if row is None:
        raise NotFound
    return facts.weighed(actor, About(Matter.CASE, key), criteria=ASKED, beside=beside(actor, row))


def beside(actor: Actor, row: Case) -> tuple[Line, ...]:
    """List what the case itself holds: what threatens the client now, replies to hearings. Two queries.

    Nothing of the risk for whoever may not see the case. Only inside a door.
    """
    return (*_risk(actor, row), *replied(actor, row.pk))


def replied(actor: Actor, matter: UUID) -> tuple[Line, ...]:
    """List the replies to hearings about drafts of a matter, a referral's too. One query. Only inside a door."""
    return tuple(
        Line(
            record=Recorded.REPLY,
            item=each.id,
            heading=Recorded.REPLY.label,
            pieces=each.reply,
            source=_("the party"),
            on=each.replied_on,
            by=each.noted_by,
            at=each.noted_at,
        )
        for each in decisions.replies(actor, matter)
    )


def _beside(actor: Actor, key: UUID, kind: DecisionKind) -> Balance | None:
    row = Case.objects.within(actor, Verb.FACT_VIEW).filter(pk=key).first()
    if row is None:
        return None
    return facts.balance(actor, About(Matter.CASE, key), criteria=CRITERIA[kind], beside=beside(actor, row))


def _risk(actor: Actor, row: Case) -> tuple[Line, ...]:
    rows = RiskNote.objects.within(actor).filter(case=row, superseded_at__isnull=True).select_related("made_by")
    note = rows.first()
    if note is None:
        return ()
    said = ((THREATENS, note.source), (THREATENED, note.target))
    level = HousingLevel(str(note.housing.open())).label
    about = {"on": note.noted_on, "by": note.made_by.name if note.made_by else "", "at": note.made_at}
    return (
        Line(Recorded.RISK, note.pk, heading=_("How safe the housing has to be"), words=level, **about),
        *(
            Line(Recorded.RISK, note.pk, place, heading=heading, pieces=facts.of_pieces(text), **about)
            for place, (heading, text) in enumerate(said, start=1)
            if text is not None
        ),
    )
