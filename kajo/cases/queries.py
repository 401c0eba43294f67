"""What may be seen of a case?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from kajo.access.compiled import Compiled
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.models import Tie, Tied
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.accounts.models import Staff
from kajo.cases.models import Case, ServiceOrganiser
from kajo.clients import queries as clients
from kajo.clients.queries import Profile, Wish
from kajo.decisions.models import Decision, Service
from kajo.decisions.terms import DecisionKind

PAGE = 25


@dataclass(frozen=True, slots=True)
class Child:
    """A child of the client with a case of its own."""

    case: UUID
    reference: str
    name: str
    born_on: date | None
    opened_on: date
    is_open: bool


@dataclass(frozen=True, slots=True)
class Organised:
    """Who organises the services during a period, by which section and why; the standing it follows from."""

    organiser: str
    code: str
    basis: str
    because: str
    from_on: date
    until_on: date | None
    facts: dict[str, Any]
    is_as_recorded: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in the case's list."""

    key: UUID
    reference: str
    kind: str
    state: str
    decided_on: date | None
    is_as_recorded: bool
    received_on: date | None
    appeal_ends_on: date | None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the team, and since when."""

    key: UUID
    name: str
    title: str
    since: date


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of a case shows. Everything personal in it was opened for this one answer."""

    key: UUID
    edition: int
    reference: str
    state: str
    ground: str
    category: str
    opened_on: date
    removed_on: date | None
    removal_ground: str
    main_form: str
    exploited_in: str
    office: int
    is_as_recorded: bool
    parent: UUID | None
    person: Profile
    wishes: tuple[Wish, ...]
    organisers: tuple[Organised, ...]
    decisions: tuple[Decided, ...]
    team: tuple[Member, ...]
    children: tuple[Child, ...]

    @property
    def organised(self) -> Organised | None:
        """The organiser of today, None where no standing was recorded yet."""
        return next((each for each in self.organisers if each.until_on is None), None)


@dataclass(frozen=True, slots=True)
class Line:
    """One case in a list."""

    key: UUID
    reference: str
    name: str
    category: str
    state: str
    opened_on: date
    office: int
    county: str


@dataclass(frozen=True, slots=True)
class Lines:
    """A stretch of a list, newest first; `next` is the key to go on from, None at the end."""

    lines: tuple[Line, ...]
    next: str | None


@reading(Verb.CASE_VIEW)
def case(actor: Actor, key: UUID, /) -> Page:
    """Give a case with its client, safe-contact wishes, organiser of services, decisions, team and children.

    Raises NotFound for a case that is not there or not in the actor's reach. Eight queries with the keys and the event.
    """
    rows = _case_and_children(actor, key=key)
    found = next((each for each in rows if each.pk == key), None)
    if found is None:
        raise NotFound
    act = current()
    act.note(Verb.CASE_VIEW, "read", kind="cases.case", record=found.pk, subject=found.subject_id)
    children = [each for each in rows if each.parent_id == key]
    decided = _decisions(actor, found)
    act.ring.prefetch({found.subject_id, *(each.subject_id for each in children)})
    details = clients.details_of(actor, [each.person_id for each in rows])
    return Page(
        key=found.pk,
        edition=found.edition,
        reference=found.reference,
        state=found.state,
        ground=found.ground,
        category=found.category,
        opened_on=found.opened_on,
        removed_on=found.removed_on,
        removal_ground=found.removal_ground,
        main_form=found.main_form,
        exploited_in=found.exploited_in,
        office=found.office,
        is_as_recorded=found.is_as_recorded,
        parent=found.parent_id,
        person=clients.profile(found.person, details.get(found.person_id, [])),
        wishes=clients.wishes(actor, found.person_id),
        organisers=_organisers(actor, found),
        decisions=decided,
        team=_team(actor, found),
        children=tuple(_child(each, details) for each in children),
    )


@reading(Verb.CASE_LIST)
def cases(actor: Actor, after: tuple[date, UUID] | None, /) -> Lines:
    """List the cases in the actor's reach, the newest first, 25 at a time. Four queries, whatever their number."""
    rows = Case.objects.within(actor).order_by("-opened_on", "-pk")
    if after is not None:
        rows = rows.filter(Q(opened_on__lt=after[0]) | Q(opened_on=after[0], pk__lt=after[1]))
    shown = list(rows[: PAGE + 1])
    is_more, shown = len(shown) > PAGE, shown[:PAGE]
    act = current()
    act.note(Verb.CASE_LIST, "read", kind="cases.case", shown=[each.subject_id for each in shown])
    act.ring.prefetch(each.subject_id for each in shown)
    details = clients.details_of(actor, [each.person_id for each in shown])
    lines = tuple(
        Line(
            key=each.pk,
            reference=each.reference,
            name=clients.name_in(details.get(each.person_id, [])),
            category=each.category,
            state=each.state,
            opened_on=each.opened_on,
            office=each.office,
            county=each.county,
        )
        for each in shown
    )
    return Lines(lines, f"{shown[-1].opened_on.isoformat()}_{shown[-1].pk}" if is_more else None)


@Compiled
def _case_and_children(actor: Actor, *, key: UUID) -> QuerySet[Case]:
    rows = Case.objects.within(actor).filter(Q(pk=key) | Q(parent=key))
    return rows.select_related("person").order_by("opened_on", "pk")


@Compiled
def _organiser_rows(actor: Actor, *, case: UUID) -> QuerySet[ServiceOrganiser]:
    rows = ServiceOrganiser.objects.within(actor).filter(case=case, superseded_at__isnull=True)
    return rows.select_related("standing").order_by("-from_on", "-pk")


@Compiled
def _decision_rows(actor: Actor, *, case: UUID, admission: UUID | None) -> QuerySet[Decision]:
    latest = Service.objects.within(actor).filter(decision=OuterRef("pk")).order_by("-made_at", "-pk")
    return (
        Decision.objects.within(actor)
        .filter(Q(pk=admission) | Q(matter=case))
        .annotate(
            received_on=Subquery(latest.values("received_on")[:1]),
            appeal_ends_on=Subquery(latest.values("appeal_ends_on")[:1]),
        )
        .defer("texts", "party", "alone_reason")
        .order_by("-decided_on", "-pk")
    )


@Compiled
def _team_rows(actor: Actor, *, subject: UUID) -> QuerySet[Staff]:
    ties = Tie.objects.filter(subject=subject, how=Tied.ASSIGNED, until_on__isnull=True)
    since = ties.filter(staff=OuterRef("pk")).values("from_on")[:1]
    return Staff.objects.filter(pk__in=ties.values("staff")).annotate(since=Subquery(since)).order_by("name", "pk")


def _organisers(actor: Actor, found: Case) -> tuple[Organised, ...]:
    return tuple(
        Organised(
            organiser=each.organiser,
            code=each.code,
            basis=each.basis,
            because=each.because,
            from_on=each.from_on,
            until_on=each.until_on,
            facts=each.standing.facts.open(),
            is_as_recorded=each.is_as_recorded,
        )
        for each in _organiser_rows(actor, case=found.pk)
    )


def _decisions(actor: Actor, found: Case) -> tuple[Decided, ...]:
    return tuple(
        Decided(
            key=each.pk,
            reference=each.reference,
            kind=str(DecisionKind(each.decision_kind).label),
            state=each.state,
            decided_on=each.decided_on,
            is_as_recorded=each.is_as_recorded,
            received_on=each.received_on,
            appeal_ends_on=each.appeal_ends_on,
        )
        for each in _decision_rows(actor, case=found.pk, admission=found.decision_id)
    )


def _team(actor: Actor, found: Case) -> tuple[Member, ...]:
    rows = _team_rows(actor, subject=found.subject_id)
    return tuple(Member(each.pk, each.name, each.title, each.since) for each in rows)


def _child(each: Case, details: dict[UUID, list[Any]]) -> Child:
    return Child(
        case=each.pk,
        reference=each.reference,
        name=clients.name_in(details.get(each.person_id, [])),
        born_on=each.person.born_on.open() if each.person.born_on else None,
        opened_on=each.opened_on,
        is_open=each.removed_on is None,
    )
