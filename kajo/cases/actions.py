"""What may be done with a case?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kajo.access import ties
from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused, require_step_up
from kajo.access.models import Tie, Tied
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.accounts import actions as accounts
from kajo.cases import queries, rules
from kajo.cases.models import Case, ServiceOrganiser, Standing
from kajo.cases.terms import OF_AGE_MONTHS, ChildFound, ChildSituation, OrganisedBy, Organiser, State
from kajo.cases.terms import Standing as Facts
from kajo.clients import actions as clients
from kajo.clients import queries as people
from kajo.clients.models import Person
from kajo.clients.terms import BirthPrecision, ClientCategory, Identity, Kinship, Known, Sex
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import DecisionKind
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding
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


def standing_row(
    case: Case, facts: dict[str, Any], *, from_on: date, made_by: UUID | None, at: datetime
) -> Standing:  # fmt: skip
    """Make the row of a standing, open and not yet saved."""
    return Standing(
        subject_id=case.subject_id,
        office=case.office,
        case=case,
        facts=facts,
        from_on=from_on,
        made_by_id=made_by,
        made_at=at,
    )


def organiser_row(standing: Standing, found: OrganisedBy, *, basis: str = "", because: str = "") -> ServiceOrganiser:
    """Make the row of the organiser that a standing leads to, not yet saved, and note the county in the case's."""
    is_mainland = found.organiser in (Organiser.COUNTY, Organiser.HELSINKI)
    standing.case.county = (found.code or "") if is_mainland else ""
    return ServiceOrganiser(
        subject_id=standing.subject_id,
        office=standing.office,
        case=standing.case,
        standing=standing,
        organiser=str(found.organiser),
        code=found.code or "",
        basis=basis[:120],
        because=because,
        from_on=standing.from_on,
        made_at=standing.made_at,
    )


def organised(facts: dict[str, Any], on: date) -> Finding[OrganisedBy]:
    """Apply the rule of who organises the services to the facts of a standing. Raises Refused for senseless ones."""
    return rules.organiser_of_services(
        Facts(
            on=on,
            municipality=facts.get("municipality") or None,
            asylum_seeker=bool(facts.get("asylum_seeker")),
            temporary_protection=bool(facts.get("temporary_protection")),
        )
    )


def child_words(
    case: Case, known: Known, *, found: Collection[ChildFound], reasons: str, language: str, explained_in: str
) -> decisions.Draft:  # fmt: skip
    """Give what the decision says that admits a child with a parent's case, and what was found of the child."""
    texts = {
        "reasons": reasons,
        "born_on": known.born_on.isoformat() if known.born_on else "",
        "birth_precision": str(known.birth_precision),
        "sex": str(known.sex),
        "languages": list(known.languages),
        "found": {str(each): each in found for each in ChildFound},
    }
    return decisions.Draft(
        kind=DecisionKind.ADMIT_35_3,
        subject=case.subject_id,
        office=case.office,
        matter=case.pk,
        language=language,
        explained_in=explained_in,
        party=known.name,
        texts=texts,
    )


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
    return noted


@action(Verb.CASE_RECORD_STANDING)
def record_standing(
    actor: Actor, case: Case, /, *, facts: dict[str, Any], from_on: date, at: datetime
) -> ServiceOrganiser:
    """Record where the client stands in Finland from a day on; who organises the services follows by the rule.

    The former standing and its organiser end that day. Raises Refused for facts that make no sense.
    """
    _must_be_open(case)
    if from_on > legal_day(at):
        raise Refused(_("A standing does not begin in the future."), field="from_on")
    former = Standing.objects.within(actor).filter(case=case, until_on__isnull=True, superseded_at__isnull=True).first()
    if former is not None and from_on <= former.from_on:
        raise Refused(_("A new standing begins after the present one began."), field="from_on")
    finding = organised(facts, from_on)
    if former is not None:
        Standing.objects.filter(pk=former.pk).update(until_on=from_on)
        ServiceOrganiser.objects.within(actor).filter(standing=former, until_on__isnull=True).update(until_on=from_on)
    standing = standing_row(case, facts, from_on=from_on, made_by=actor.id, at=at)
    organiser = organiser_row(standing, finding.outcome, basis=finding.basis.cite("en"), because=finding.because)
    standing.save(force_insert=True)
    organiser.save(force_insert=True)
    case.save(update_fields=["county"])
    return organiser


@action(Verb.CASE_ADD_CHILD)
def add_child(
    actor: Actor, case: Case, /, *, known: Known, found: Collection[ChildFound], reasons: str, language: str,
    explained_in: str, at: datetime,
) -> Decision:  # fmt: skip
    """Draft the admission of a client's child under 35(3); somebody else signs it.

    Raises Refused for a case that has ended or is a child's own, for an adult, and without what the law asks to be
    found; Unprintable for words that the letter cannot print.
    """
    _must_take_children(actor, case)
    _must_be_admissible(known, found, legal_day(at))
    words = child_words(case, known, found=found, reasons=reasons, language=language, explained_in=explained_in)
    return decisions.draft(actor, None, words=words, at=at)


@action(Verb.CASE_ADMIT_CHILD)
def admit_child(actor: Actor, case: Case, /, *, decision: UUID, alone_reason: str = "", at: datetime) -> Case:
    """Sign the drafted admission of a child and open the child's own case.

    What the draft says was found is asked of the law once more, on the day of the signature, and so is whose case it
    is. Raises NotFound without such a draft; StepUpNeeded for one's own, unless the second factor was given for this
    very draft; Refused for a case that has ended or is a child's own, for somebody who is 18 by now or of whom too
    little was found, and for whoever may not decide or sign.
    """
    _must_take_children(actor, case)
    drafted = Decision.objects.within(actor).filter(pk=decision, matter=case.pk).first()
    if drafted is None:
        raise NotFound
    if drafted.prepared_by_id == actor.id:
        require_step_up(actor, Verb.CASE_ADMIT_CHILD, str(drafted.pk))
    texts = drafted.texts.open()
    on = legal_day(at)
    known = Known(
        name=drafted.party.open() if drafted.party else "",
        born_on=date.fromisoformat(texts["born_on"]) if texts.get("born_on") else None,
        birth_precision=BirthPrecision(texts.get("birth_precision") or "unknown"),
        sex=Sex(texts.get("sex") or "unknown"),
        languages=tuple(texts.get("languages", ())),
    )
    _must_be_admissible(known, [each for each in ChildFound if texts.get("found", {}).get(each)], on)
    signed = decisions.sign(actor, drafted, is_urgent=True, alone_reason=alone_reason, at=at)
    child = clients.meet(actor, None, known=known, category=ClientCategory.CHILD, on=on, office=case.office, at=at)
    parent = clients.relation_row(child, str(Kinship.PARENT), adult=case.person_id, from_on=on, at=at)
    parent.save(force_insert=True)
    opened = open_case(
        actor,
        child,
        opening=Opening(ground="35.3", category=ClientCategory.CHILD, on=on),
        decision=signed,
        parent=case,
        at=at,
    )
    for each in Tie.objects.filter(subject=case.subject_id, how=Tied.ASSIGNED, until_on__isnull=True):
        ties.tie(child.subject_id, each.staff, Tied.ASSIGNED, at=at)
    if signed.is_signed_alone:
        work.make(actor, signed, reason=Reason.REVIEW_SIGNED_ALONE, due_on=on, not_for=actor.id, at=at)
    work.make(actor, signed, reason=Reason.SERVE_DECISION, due_on=on, at=at)
    return opened


def _first_team(person: Person, opening: Opening, parent: Case | None, worker: UUID | None) -> UUID | None:
    if worker is not None:
        return queries.team_of(worker, person.office, opening.on)
    return parent.team_id if parent is not None and parent.office == person.office else None


def _must_be_admissible(known: Known, found: Collection[ChildFound], on: date) -> None:
    child = ChildSituation(
        in_finland=ChildFound.IN_FINLAND in found,
        needs_assistance=ChildFound.NEEDS_ASSISTANCE in found,
        born_by=_last_day(known),
        on=on,
    )
    may = rules.child_may_be_admitted(child)
    if not may.outcome:
        raise Refused(may.because, field="born_on" if child.is_of_age else "found")


def _last_day(known: Known) -> date | None:
    """Give the last day on which somebody may have been born of whom this is known."""
    born = known.born_on
    if born is None or known.birth_precision is BirthPrecision.UNKNOWN:
        return None
    if known.birth_precision is BirthPrecision.DAY:
        return born
    month = born.month if known.birth_precision is BirthPrecision.MONTH else 12
    return date(born.year, month, monthrange(born.year, month)[1])


def _must_take_children(actor: Actor, case: Case) -> None:
    _must_be_open(case)
    if (people.category_today(actor, case.person_id) or case.category) == ClientCategory.CHILD:
        raise Refused(_("A child is admitted with the case of a victim or of an assisting person."))


def _must_be_open(case: Case) -> None:
    if case.state != State.OPEN:
        raise Refused(_("This case has ended."))
