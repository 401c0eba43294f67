"""Who works here, where, and in which roles?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.roles import Actor, Role
from kajo.access.verbs import Verb
from kajo.accounts.models import Office, Posting, Reach, RoleAssignment, Staff, Team
from kajo.bridges.carrying import Means


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody holds, will hold or held."""

    id: UUID
    role: Role
    from_on: date
    until_on: date | None
    ended_at: datetime | None

    def is_held(self, on: date) -> bool:
        """Tell whether the role is in force on a day."""
        return self.ended_at is None and self.from_on <= on and (self.until_on is None or on < self.until_on)


@dataclass(frozen=True, slots=True)
class Posted:
    """An office, and a team of it if any, that somebody was posted to."""

    office: int
    office_name: str
    team: str
    from_on: date
    until_on: date | None

    @property
    def place(self) -> str:
        """Give office and team in words."""
        return f"{self.office_name}, {self.team}" if self.team else self.office_name


@dataclass(frozen=True, slots=True)
class Formed:
    """A team that is there, will be or was, and who is posted to it on the day it was asked for."""

    id: UUID
    office: int
    office_name: str
    name: str
    from_on: date
    until_on: date | None
    members: tuple[tuple[UUID, str], ...]

    def has_ended(self, on: date) -> bool:
        """Tell whether the team is there no more."""
        return self.until_on is not None and self.until_on <= on


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person with all roles and postings, the latest first."""

    id: UUID
    login: str
    name: str
    title: str
    organisation: str
    from_on: date
    until_on: date | None
    postings: tuple[Posted, ...]
    roles: tuple[Held, ...]

    def office(self, on: date) -> Posted | None:
        """Give the office on a day."""
        here = (each for each in self.postings if each.from_on <= on and (each.until_on is None or on < each.until_on))
        return next(here, None)

    def held(self, on: date) -> list[Held]:
        """Give the roles in force on a day."""
        return [each for each in self.roles if each.is_held(on)]

    def has_left(self, on: date) -> bool:
        """Tell whether the person works here no more."""
        return self.until_on is not None and self.until_on <= on


@reading(Verb.STAFF_LIST)
def staff_list(actor: Actor, _nothing: None = None, /, *, on: date) -> list[Colleague]:
    """List everybody by name, those who have left last; in four queries whatever their number."""
    found = sorted((_colleague(row) for row in _rows()), key=lambda each: (each.has_left(on), each.name, each.id))
    current().note(Verb.STAFF_LIST, "read", shown=[each.id for each in found])
    return found


@reading(Verb.STAFF_LIST)
def colleague(actor: Actor, key: UUID, /) -> Colleague:
    """Give one person. Raises NotFound if there is none."""
    row = _rows().filter(pk=key).first()
    if row is None:
        raise NotFound
    current().note(Verb.STAFF_LIST, "read", record=key)
    return _colleague(row)


@reading(Verb.STAFF_REACH)
def own_reach(actor: Actor, _nothing: None = None, /) -> dict[Means, str]:
    """Open how the actor is reached by messages on duty, by means. One query."""
    rows = Reach.objects.filter(staff=actor.id, value__isnull=False) if actor.id else Reach.objects.none()
    return {Means(each.means): each.value.open() for each in rows}


@reading(Verb.STAFF_LIST)
def offices(actor: Actor, _nothing: None = None, /, *, on: date) -> list[tuple[int, str]]:
    """List the offices that are open on a day, by code."""
    open_then = Office.objects.filter(from_on__lte=on).exclude(until_on__lte=on).order_by("code")
    return [(each.code, each.name) for each in open_then]


@reading(Verb.STAFF_LIST)
def teams(actor: Actor, _nothing: None = None, /, *, on: date) -> list[Formed]:
    """List the teams by office and name, those that have ended last, with their members of a day; in two queries."""
    found = [_formed(each) for each in _team_rows(on).order_by("office", "name", "id")]
    current().note(Verb.STAFF_LIST, "read", shown=sorted({key for each in found for key, _name in each.members}))
    return sorted(found, key=lambda each: each.has_ended(on))


@reading(Verb.STAFF_LIST)
def team(actor: Actor, key: UUID, /, *, on: date) -> Formed:
    """Give one team with its members of a day. Raises NotFound if there is none."""
    row = _team_rows(on).filter(pk=key).first()
    if row is None:
        raise NotFound
    found = _formed(row)
    current().note(Verb.STAFF_LIST, "read", record=key, shown=sorted(each for each, _name in found.members))
    return found


def reach_row(staff: UUID, means: Means, on: date) -> Reach | None:
    """Give how somebody who works here on a day is reached by a means; None for nobody and nothing."""
    here = Reach.objects.filter(staff=staff, means=str(means), value__isnull=False)
    return here.exclude(staff__until_on__lte=on).first()


def posting_rows(on: date) -> QuerySet[Posting]:
    """Give the rows of who is posted where on a day."""
    return Posting.objects.filter(from_on__lte=on).exclude(until_on__lte=on)


def team_rows(on: date) -> QuerySet[Team]:
    """Give the rows of the teams that are there on a day."""
    return Team.objects.filter(from_on__lte=on).exclude(until_on__lte=on)


def _team_rows(on: date) -> QuerySet[Team]:
    here = posting_rows(on).select_related("staff").order_by("staff__name", "staff")
    return Team.objects.select_related("office").prefetch_related(Prefetch("posting_set", here))


def _formed(row: Team) -> Formed:
    return Formed(
        id=row.pk,
        office=row.office_id,
        office_name=row.office.name,
        name=row.name,
        from_on=row.from_on,
        until_on=row.until_on,
        members=tuple((each.staff_id, each.staff.name) for each in row.posting_set.all()),
    )


def _rows() -> QuerySet[Staff]:
    postings = Posting.objects.select_related("office", "team").order_by("-from_on", "id")
    roles = RoleAssignment.objects.order_by("-from_on", "role", "id")
    return Staff.objects.select_related("login").prefetch_related(
        Prefetch("postings", postings), Prefetch("roles", roles)
    )


def _colleague(row: Staff) -> Colleague:
    return Colleague(
        id=row.pk,
        login=row.login.login,
        name=row.name,
        title=row.title,
        organisation=row.organisation,
        from_on=row.from_on,
        until_on=row.until_on,
        postings=tuple(
            Posted(each.office_id, each.office.name, each.team.name if each.team else "", each.from_on, each.until_on)
            for each in row.postings.all()
        ),
        roles=tuple(
            Held(each.pk, Role(each.role), each.from_on, each.until_on, each.ended_at) for each in row.roles.all()
        ),
    )
