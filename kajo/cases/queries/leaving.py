"""What does a removal stand on, and what is left after it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import rules
from kajo.cases.models import AfterAssistance, Case, ContactAttempt, OverallAssessment, Removal
from kajo.cases.queries.page import case
from kajo.cases.queries.rows import Page
from kajo.cases.terms import (
    HEARD_FORMALLY,
    OF_AGE_MONTHS,
    Answer,
    ChildHeard,
    ContactOutcome,
    ContactWay,
    Proposal,
    RemovalFact,
    Situation,
    Source,
    Support,
    situation,
)
from kajo.cases.terms import Removal as Ground
from kajo.clients import queries as clients
from kajo.clients.models import Person
from kajo.clients.terms import BirthPrecision, ClientCategory
from kajo.decisions import queries as decisions
from kajo.decisions.models import Decision
from kajo.decisions.queries import Preview
from kajo.decisions.terms import DecisionKind
from kajo.law.calendar import legal_day
from kajo.law.finding import Finding
from kajo.law.terms import age_on, months_later


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment of the whole personal situation; `is_former` where a newer one took its place."""

    on: date
    words: str
    by: str
    is_former: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """An attempt to reach the client."""

    at: datetime
    way: ContactWay
    outcome: ContactOutcome
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A removal as it was signed, and the court's decision or our own correction that annulled it, if one did."""

    decision: UUID
    ground: Ground
    from_on: date
    is_enforced_at_once: bool
    annulled_on: date | None
    court_reference: str
    annulled_because: str
    correction: UUID | None


@dataclass(frozen=True, slots=True)
class Helped:
    """Help after the removal, until a day (exclusive); `is_over` on the day of the reading."""

    from_on: date
    until_on: date
    words: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the records say before a removal, beside the facts that are answered one by one.

    `attempts` are those without success since the client was last reached. `is_childs`: the case is a child's own, or
    its person is not known to be of age while admitted as a client's child.
    """

    assessed_on: date | None
    attempts: int
    is_childs: bool

    def situation(self, answers: Mapping[RemovalFact, Answer]) -> Situation:
        """Give the facts of the rule of grounds."""
        return situation(answers, is_assessed=self.assessed_on is not None)

    def support(self, proposal: Proposal, *, on: date) -> Support:
        """Give what the chosen ground stands on."""
        wish = proposal.answers.get(RemovalFact.WANTS_TO_LEAVE)
        return Support(
            ground=proposal.ground,
            overall_assessment_done=self.assessed_on is not None,
            wish_is_written=wish is not None and wish.source is Source.DOCUMENT,
            attempts=self.attempts,
            reasons_given=bool(proposal.reasons.strip()),
            on=on,
        )


@dataclass(frozen=True, slots=True)
class Leaving:
    """The page of leaving the system: what a removal stands on, the draft that waits, removals and help after them."""

    case: Page
    evidence: Evidence
    assessments: tuple[Assessed, ...]
    attempts: tuple[Tried, ...]
    draft: UUID | None
    removals: tuple[Removed, ...]
    helped: Helped | None


@dataclass(frozen=True, slots=True)
class DraftedRemoval:
    """A drafted removal, to be read before it is signed; `right` tells whether the reader may decide."""

    id: UUID
    reference: str
    name: str
    previews: tuple[Preview, ...]
    proposal: Proposal
    prepared_by: str
    is_mine: bool
    right: Finding[bool]
    waits: bool
    blocking: tuple[Finding[bool], ...]


@reading(Verb.CASE_VIEW)
def leaving(actor: Actor, key: UUID, /, *, on: date, doing: Verb = Verb.CASE_VIEW) -> Leaving:
    """Give what a client's removal stands on and what is left after it. Five queries beside the page of the case.

    Raises NotFound, also for whoever may not do the deed that the page is for.
    """
    found = case(actor, key, doing=doing)
    row = _row(actor, key)
    assessments, attempts = _assessments(actor, row), _attempts(actor, row)
    removals = Removal.objects.within(actor).filter(case=row).order_by("-made_at", "-pk")
    draft = removal_drafts(actor, key).first()
    return Leaving(
        case=found,
        evidence=_evidence(actor, row, assessments, attempts),
        assessments=tuple(
            Assessed(each.assessed_on, each.words.open(), _name(each.made_by), each.superseded_at is not None)
            for each in assessments
        ),
        attempts=tuple(
            Tried(
                each.tried_at, ContactWay(each.way), ContactOutcome(each.outcome),
                each.words.open() if each.words else "", _name(each.made_by),
            )
            for each in attempts
        ),
        draft=draft.pk if draft else None,
        removals=tuple(_removed(each) for each in removals),
        helped=_helped(actor, row, on),
    )  # fmt: skip


@reading(Verb.CASE_VIEW)
def with_proposal(actor: Actor, key: UUID, /) -> tuple[Page, Evidence, Proposal | None]:
    """Give a case whose removal is drafted, what the records say, and the draft that waits. Raises NotFound."""
    found = case(actor, key, doing=Verb.CASE_PROPOSE_REMOVAL)
    draft = removal_drafts(actor, key).first()
    return found, evidence(actor, _row(actor, key)), proposal_in(draft.texts.open(), draft) if draft else None


@reading(Verb.CASE_VIEW)
def with_removal(actor: Actor, key: UUID, /, *, decision: UUID, on: date) -> tuple[Page, DraftedRemoval]:
    """Give a case and the drafted removal, signed meanwhile or not. Raises NotFound."""
    found = case(actor, key, doing=Verb.CASE_REMOVE)
    rows = Decision.objects.within(actor).filter(
        pk=decision, matter=key, decision_kind=str(DecisionKind.REMOVE), is_as_recorded=False, corrects__isnull=True
    )
    row = rows.select_related("prepared_by").first()
    if row is None:
        raise NotFound
    said, proposal = (
        decisions.words_of(row, on=on, signer=decisions.signer(actor), heard=decisions.heard(actor, row, on=on)),
        proposal_in(row.texts.open(), row),
    )
    supported = rules.removal_supported(evidence(actor, _row(actor, key)).support(proposal, on=on))
    waits = row.state == "draft"
    against = (*decisions.blocking(actor, row, on=on), *(() if supported.outcome else (supported,))) if waits else ()
    return found, DraftedRemoval(
        id=row.pk,
        reference=row.reference,
        name=said.party,
        previews=decisions.previews(said),
        proposal=proposal,
        prepared_by=_name(row.prepared_by),
        is_mine=row.prepared_by_id == actor.id,
        right=decisions.right_today(actor, DecisionKind.REMOVE, on=on),
        waits=waits,
        blocking=against,
    )


def removal_drafts(actor: Actor, key: UUID) -> QuerySet[Decision]:
    """Ask for the drafts of a case's removal, the newest first. Only inside a door."""
    rows: QuerySet[Decision] = Decision.objects.within(actor).filter(
        matter=key, decision_kind=str(DecisionKind.REMOVE), state="draft", corrects__isnull=True
    )
    return rows.order_by("-prepared_at", "-pk")


def evidence(actor: Actor, row: Case) -> Evidence:
    """Tell what the records say before a removal. Only inside a door."""
    return _evidence(actor, row, _assessments(actor, row), _attempts(actor, row))


def may_be_twelve(person: Person, on: date) -> bool:
    """Tell whether somebody is twelve or older on a day, or may be as far as the birth is known."""
    return may_be_twelve_of(person.born_on.open() if person.born_on else None, person.birth_precision, on)


def may_be_twelve_of(born_on: date | None, precision: str, on: date) -> bool:
    """Tell the same of whoever is known by no more than a birth date; the first day of a month or year is its date."""
    if born_on is None or precision in (BirthPrecision.UNKNOWN, BirthPrecision.ESTIMATE):
        return True
    return age_on(born_on, on) >= HEARD_FORMALLY


def proposal_in(texts: Mapping[str, Any], row: Decision | None = None) -> Proposal:
    """Read a proposal from the words of its draft. What is not there holds no fact and no ground."""
    return Proposal(
        ground=Ground(texts["ground"]),
        answers={
            RemovalFact(fact): Answer(each["holds"], Source(each["source"]), each["words"])
            for fact, each in texts["answers"].items()
        },
        reasons=texts["reasons"],
        language=row.language if row else "",
        explained_in=row.explained_in if row else "",
        is_enforced_at_once=texts["is_enforced_at_once"],
        after_until=date.fromisoformat(texts["after_until"]) if texts["after_until"] else None,
        after_words=texts["after_words"],
        best_interest=texts["best_interest"],
        heard=ChildHeard(texts["heard"]) if texts["heard"] else None,
        view=texts["view"],
    )


def open_grounds(found: Evidence, answers: Mapping[RemovalFact, Answer]) -> Finding[tuple[Ground, ...]]:
    """Tell which grounds the answers open."""
    return rules.removal_grounds(found.situation(answers))


def _evidence(
    actor: Actor, row: Case, assessments: list[OverallAssessment], attempts: list[ContactAttempt]
) -> Evidence:
    present = next((each.assessed_on for each in assessments if each.superseded_at is None), None)
    tried = 0
    for each in attempts:
        if each.outcome == ContactOutcome.REACHED:
            break
        tried += 1
    category = clients.category_today(actor, row.person_id) or row.category
    born_on = row.person.born_on.open() if row.person.born_on else None
    is_minor = born_on is not None and months_later(born_on, OF_AGE_MONTHS) > legal_day(current().at)
    return Evidence(present, tried, category == ClientCategory.CHILD or row.category == "child" or is_minor)


def _row(actor: Actor, key: UUID) -> Case:
    found: Case = Case.objects.within(actor).select_related("person").get(pk=key)
    return found


def _assessments(actor: Actor, row: Case) -> list[OverallAssessment]:
    rows = OverallAssessment.objects.within(actor).filter(case=row.pk).select_related("made_by")
    return list(rows.order_by("-made_at", "-pk"))


def _attempts(actor: Actor, row: Case) -> list[ContactAttempt]:
    rows = ContactAttempt.objects.within(actor).filter(case=row.pk).select_related("made_by")
    return list(rows.order_by("-tried_at", "-made_at", "-pk"))


def _removed(row: Removal) -> Removed:
    return Removed(
        decision=row.decision_id,
        ground=Ground(row.ground),
        from_on=row.from_on,
        is_enforced_at_once=row.is_enforced_at_once,
        annulled_on=row.annulled_on,
        court_reference=row.court_reference.open() if row.court_reference else "",
        annulled_because=row.annulled_because.open() if row.annulled_because else "",
        correction=row.correction_id,
    )


def _helped(actor: Actor, row: Case, on: date) -> Helped | None:
    found = AfterAssistance.objects.within(actor).filter(case=row.pk, superseded_at__isnull=True).first()
    return Helped(found.from_on, found.until_on, found.words.open(), found.until_on <= on) if found else None


def _name(staff: Any) -> str:
    return staff.name if staff else ""
