"""Whose turn is it when, as the rows stand? Only inside a door, for this room's deeds and for rooms above."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q

from kajo.access.matrix import MATRIX
from kajo.access.verbs import Verb
from kajo.accounts.models import RoleAssignment, Staff
from kajo.law.calendar import DAY, legal_day, moment_of
from kajo.rota import rules
from kajo.rota.models import Leave, Override, Rotation
from kajo.rota.terms import Duty, Slot, Span, Stretch, Turn

LOOK_AHEAD = 8 * DAY
MAY_STAND = {
    Duty.LINE: frozenset(map(str, MATRIX[Verb.CONTACT_LOG])),
    Duty.BACKUP: frozenset(map(str, MATRIX[Verb.CONTACT_LOG])),
    Duty.DECIDER: frozenset(map(str, MATRIX[Verb.DECISION_SIGN])),
}
"""Who may have a duty: whoever may take a call, and whoever may decide."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody who has a duty, from a moment until another."""

    staff: UUID
    name: str
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Who has a duty at a moment, who has it after them, and who is back-up; None where it is nobody's turn."""

    now: Standing | None
    then: Standing | None
    backup: Standing | None


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of all layers that touch a period, and when each person has no right to a duty any more."""

    rotations: tuple[Rotation, ...]
    overrides: tuple[Override, ...]
    leaves: tuple[Leave, ...]
    away: Mapping[Duty, tuple[Stretch, ...]]


def on_duty(duty: Duty, at: datetime) -> OnDuty:
    """Tell who has a duty at a moment, who has it next, and who is back-up. Five queries."""
    found = turns({duty, Duty.BACKUP}, Span(at, at + LOOK_AHEAD))
    names = names_of(turn.who for each in found.values() for turn in each)
    own = found[duty]
    now = _at(own, at)
    then = next((each for each in own if each.from_at > at and (now is None or each.who != now.who)), None)
    return OnDuty(_named(now, names), _named(then, names), _named(_at(found[Duty.BACKUP], at), names))


def turns(duties: Collection[Duty], period: Span) -> dict[Duty, tuple[Turn, ...]]:
    """Give the turns of some duties in a period. Four queries."""
    return turns_of(rows(duties, period), duties, period)


def turns_of(found: Rows, duties: Iterable[Duty], period: Span) -> dict[Duty, tuple[Turn, ...]]:
    """Give the turns that follow from rows already read."""
    absent = [
        Stretch(str(each.staff_id), start_of(each.from_on), start_of(each.until_on))
        for each in found.leaves
        if each.from_on < each.until_on
    ]
    return {
        duty: rules.turns(
            [_slot(each) for each in found.rotations if each.duty == duty],
            [_stretch(each) for each in found.overrides if each.duty == duty and each.swap_id is None],
            [_stretch(each) for each in found.overrides if each.duty == duty and each.swap_id is not None],
            [*absent, *found.away[duty]],
            period=period,
        ).outcome
        for duty in sorted(duties)
    }


def rows(duties: Collection[Duty], period: Span) -> Rows:
    """Read the layers of some duties, as far as they touch a period. Four queries."""
    first, last = legal_day(period.from_at) - LOOK_AHEAD, legal_day(period.until_at) + DAY
    words = [str(each) for each in duties]
    rotations = tuple(
        Rotation.objects.select_related("staff")
        .filter(duty__in=words, from_on__lte=last)
        .exclude(until_on__lte=first)
        .order_by("duty", "from_minute", "from_on", "id")
    )
    overrides = tuple(
        Override.objects.select_related("staff")
        .filter(duty__in=words, superseded_at__isnull=True, until_at__gt=period.from_at, from_at__lt=period.until_at)
        .order_by("duty", "from_at", "id")
    )
    leaves = tuple(
        Leave.objects.select_related("staff")
        .filter(ended_at__isnull=True, from_on__lte=last, until_on__gte=first)
        .order_by("from_on", "id")
    )
    people = {each.staff for each in rotations} | {each.staff for each in overrides}
    return Rows(rotations, overrides, leaves, _away(people, duties))


def may_stand(duty: Duty, on: date) -> list[tuple[UUID, str]]:
    """List by name who may have a duty on a day. One query."""
    held = RoleAssignment.objects.filter(role__in=MAY_STAND[duty], from_on__lte=on, ended_at__isnull=True)
    keys = held.exclude(until_on__lte=on).values("staff")
    here = Staff.objects.filter(pk__in=keys, organisation="").exclude(until_on__lte=on).order_by("name", "id")
    return list(here.values_list("pk", "name"))


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """Give the names of people by their keys. One query."""
    return {str(key): name for key, name in Staff.objects.filter(pk__in=set(keys)).values_list("pk", "name")}


def overlapping(period: Span) -> Q:
    """Filter stretches of time that have a moment in common with a period."""
    return Q(from_at__lt=period.until_at, until_at__gt=period.from_at)


def start_of(day: date) -> datetime:
    """Give the moment a day starts in Finland."""
    return moment_of(datetime.combine(day, time()))


def _away(people: Iterable[Staff], duties: Iterable[Duty]) -> dict[Duty, tuple[Stretch, ...]]:
    people = list(people)
    held: dict[UUID, list[RoleAssignment]] = {}
    for each in RoleAssignment.objects.filter(staff__in=people).order_by("from_on", "id"):
        held.setdefault(each.staff_id, []).append(each)
    return {duty: tuple(_ends(people, held, duty)) for duty in duties}


def _ends(people: Iterable[Staff], held: Mapping[UUID, list[RoleAssignment]], duty: Duty) -> Iterator[Stretch]:
    """Give from when on each person may not have a duty any more: the last role that allowed it, or the work, ended."""
    for person in people:
        ends = [_end(each) for each in held.get(person.pk, ()) if each.role in MAY_STAND[duty]]
        last = None if None in ends else max((each for each in ends if each), default=start_of(person.from_on))
        left = start_of(person.until_on) if person.until_on else None
        known = [each for each in (last, left) if each is not None]
        if known:
            yield Stretch(str(person.pk), min(known))


def _end(held: RoleAssignment) -> datetime | None:
    until_at = start_of(held.until_on) if held.until_on else None
    known = [each for each in (held.ended_at, until_at) if each is not None]
    return min(known) if known else None


def _slot(row: Rotation) -> Slot:
    return Slot(str(row.staff_id), row.from_minute, row.minutes, row.from_on, row.until_on)


def _stretch(row: Override) -> Stretch:
    return Stretch(str(row.staff_id), row.from_at, row.until_at)


def _at(found: Iterable[Turn], at: datetime) -> Turn | None:
    return next((each for each in found if each.from_at <= at < each.until_at), None)


def _named(turn: Turn | None, names: Mapping[str, str]) -> Standing | None:
    return Standing(UUID(turn.who), names[turn.who], turn.from_at, turn.until_at) if turn else None
