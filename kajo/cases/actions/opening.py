"""How does a case begin, and who works it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kajo.access import ties
from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.models import Tie, Tied
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.accounts import actions as accounts
from kajo.cases import queries
from kajo.cases.actions.shared import start_reassessment
from kajo.cases.models import Case
from kajo.cases.terms import OF_AGE_MONTHS, State
from kajo.clients import actions as clients
from kajo.clients import rules as people_rules
from kajo.clients.models import Person
from kajo.clients.terms import ClientCategory, Identity
from kajo.decisions.models import Decision
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.terms import months_later
from kajo.ledger.numbers import next_numbers
from kajo.work import actions as work
from kajo.work.terms import Reason


@dataclass(frozen=True, slots=True)
class Opening:
    """What a case begins with: its ground, its category, the day, and the facts of statistics where known."""

    ground: str
    category: ClientCategory
    on: date
    main_form: str = ""
    exploited_in: str = ""


def case_row(
    person: Person, opening: Opening, *, reference: str, decision: Decision, parent: Case | None, born_on: date | None,
    is_first: bool, team: UUID | None = None,
) -> Case:  # fmt: skip
    """Make the row of a case, not yet saved. `is_first`: the person was never admitted but as a client's child."""
    return Case(
        subject_id=person.subject_id,
        office=person.office,
        sealed=person.sealed,
        reference=reference,
        person=person,
        parent=parent,
        decision=decision,
        team_id=team,
        ground=opening.ground,
        category=str(opening.category),
        opened_on=opening.on,
        is_first=is_first and opening.category != ClientCategory.CHILD,
        is_admitted_as_minor=is_minor(born_on, opening.on),
        main_form=opening.main_form,
        exploited_in=opening.exploited_in,
    )


def is_minor(born_on: date | None, on: date) -> bool:
    """Tell whether somebody born that day is under 18 on a day; nobody whose birth date is not known."""
    return born_on is not None and months_later(born_on, OF_AGE_MONTHS) > on


@action(Verb.CASE_OPEN)
def open_case(
    actor: Actor, person: Person, /, *, opening: Opening, decision: Decision, parent: Case | None = None,
    worker: UUID | None = None, at: datetime,
) -> Case:  # fmt: skip
    """Open a case on a signed admission, with its worker if one is named. Raises Refused while another one is open.

    It belongs to the worker's team, or to the parent's case's, where that is a team of the same office.
    """
    earlier = Case.objects.within(actor).filter(person=person)
    if any(each.removed_on is None for each in earlier):
        raise Refused(_("This person is a client already."))
    born_on = person.born_on.open() if person.born_on else None
    case = case_row(
        person, opening, reference=next_numbers("C", opening.on)[0], decision=decision, parent=parent, born_on=born_on,
        is_first=all(each.category == "child" for each in earlier), team=_first_team(person, opening, parent, worker),
    )  # fmt: skip
    case.save(force_insert=True)
    if worker is not None:
        ties.tie(case.subject_id, worker, Tied.ASSIGNED, at=at)
    work.make(actor, case, reason=Reason.MEET_CLIENT, due_on=opening.on, owner=worker, at=at)
    prepare_of_age(actor, case, born_on, at)
    start_reassessment(actor, case, counts_from=opening.on, at=at)
    return case


@action(Verb.CASE_ASSIGN)
def assign(actor: Actor, case: Case, /, *, worker: UUID, team: UUID | None = None, at: datetime) -> Tie:
    """Give the case to a worker, beside those who have it, and to a team of its office.

    Without a team it goes to the worker's own of that day; it stays where it is if the worker has none of its office.
    Raises Refused for somebody who works no cases, and for a team of another office or day.
    """
    on = legal_day(at)
    if not queries.worker_rows(on).filter(pk=worker).exists():
        raise Refused(_("This is nobody who works cases today."), field="worker")
    named = accounts.team_there(team, case.office, on)
    case.team_id = named.pk if named else queries.team_of(worker, case.office, on) or case.team_id
    case.save(update_fields=["team"])
    return ties.tie(case.subject_id, worker, Tied.ASSIGNED, at=at)


@action(Verb.CASE_IDENTIFY)
def identify(actor: Actor, person: Person, /, *, known: Identity, at: datetime) -> Person:
    """Note who a client is by papers and registers, and count the admissions of a minor accordingly. Raises Refused."""
    noted = clients.identify(actor, person, known=known, at=at)
    born_on = noted.born_on.open() if noted.born_on else None
    for each in Case.objects.within(actor).filter(person=person):
        as_minor = is_minor(born_on, each.opened_on)
        if as_minor is not each.is_admitted_as_minor:
            each.is_admitted_as_minor = as_minor
            each.save(update_fields=["is_admitted_as_minor"])
        if each.state == State.OPEN:
            prepare_of_age(actor, each, born_on, at)
    return noted


def prepare_of_age(actor: Actor, case: Case, born_on: date | None, at: datetime) -> None:
    """Let a task wait for the day from which a child's coming of age is prepared, and only for that day."""
    reason, on = Reason.PREPARE_OF_AGE, legal_day(at)
    work.finish(actor, case.pk, [reason], at)
    if is_minor(born_on, on) and born_on is not None:
        due_on = max(people_rules.comes_of_age(born_on).outcome.prepared_from, on)
        work.make(actor, case, reason=reason, due_on=due_on, at=at)


def _first_team(person: Person, opening: Opening, parent: Case | None, worker: UUID | None) -> UUID | None:
    if worker is not None:
        return queries.team_of(worker, person.office, opening.on)
    return parent.team_id if parent is not None and parent.office == person.office else None
