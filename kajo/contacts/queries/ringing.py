"""What does the exchange tell of calls: which ring now, and which did nobody answer?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from kajo.access import gate
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.contacts.models import Ring
from kajo.contacts.queries.calling import Place
from kajo.contacts.terms import NUMBER_HOURS, Direction, Ringing
from kajo.law.calendar import legal_day
from kajo.law.terms import in_force

KIND = "contacts.ring"
SHOWN, PAGE = 5, 25
LONGEST_CALL = timedelta(hours=6)
"""A call of which no end was told by then is not shown as going on any more."""


@dataclass(frozen=True, slots=True)
class Going:
    """A call that rings or is being talked on. Nothing in it tells who calls."""

    id: UUID
    state: Ringing
    since: datetime
    queue: str
    is_mine: bool
    is_number_wanted: bool
    may_keep_number: bool


@dataclass(frozen=True, slots=True)
class Missed:
    """A call that ended before anybody answered, and how long the caller waited."""

    id: UUID
    rung_at: datetime
    seconds: int
    is_withheld: bool
    queue: str
    looked_at: datetime | None
    looked_by: str


@dataclass(frozen=True, slots=True)
class AllMissed:
    """A stretch of the list and, where it goes on, the place to go on from."""

    lines: tuple[Missed, ...]
    next: Place | None


@reading(Verb.RING_LIST)
def ringing(actor: Actor, _: None = None, /, *, at: datetime) -> tuple[Going, ...]:
    """List the calls to the line that go on now, those that nobody has answered first; one query beside the event."""
    rows = Ring.objects.within(actor).filter(
        ~Q(state=str(Ringing.OVER)), direction=str(Direction.IN), heard_at__gt=at - LONGEST_CALL, contact__isnull=True
    )
    found = list(rows.order_by("answered_at", "heard_at", "pk")[:SHOWN])
    current().note(Verb.RING_LIST, "read", kind=KIND)
    may = gate.may(actor, Verb.RING_KEEP_NUMBER)
    lines = [
        Going(
            id=row.pk,
            state=Ringing(row.state),
            since=row.answered_at or row.rung_at or row.heard_at,
            queue=row.queue,
            is_mine=row.answered_by_id is not None and row.answered_by_id == actor.id,
            is_number_wanted=row.is_number_wanted,
            may_keep_number=may and row.number is not None and not row.is_number_wanted,
        )
        for row in found
    ]
    return tuple(sorted(lines, key=lambda each: (not each.is_mine, each.state != Ringing.RINGING)))


@reading(Verb.RING_LIST)
def missed(actor: Actor, _: None = None, /, *, after: Place | None = None) -> AllMissed:
    """List the calls that nobody answered, the newest first, 25 at a time; one query beside the event."""
    rows = Ring.objects.within(actor).filter(
        state=str(Ringing.OVER), direction=str(Direction.IN), answered_at__isnull=True
    )
    if after is not None:
        rows = rows.filter(Q(heard_at__lt=after.started_at) | Q(heard_at=after.started_at, pk__gt=after.id))
    found = list(rows.select_related("looked_by").order_by("-heard_at", "pk")[: PAGE + 1])
    current().note(Verb.RING_LIST, "read", kind=KIND, shown=[row.subject_id for row in found[:PAGE]])
    lines = tuple(
        Missed(
            id=row.pk,
            rung_at=row.rung_at or row.heard_at,
            seconds=int((row.ended_at - (row.rung_at or row.heard_at)).total_seconds()),
            is_withheld=row.is_withheld,
            queue=row.queue,
            looked_at=row.looked_at,
            looked_by=row.looked_by.name if row.looked_by else "",
        )
        for row in found[:PAGE]
    )
    last = found[PAGE - 1] if len(found) > PAGE else None
    return AllMissed(lines, Place(last.heard_at, last.pk) if last else None)


@reading(Verb.RING_LIST)
def numbers_left(actor: Actor, _: None = None, /, *, at: datetime) -> tuple[UUID, ...]:
    """List the rings whose number has lain there for longer than it may."""
    before = at - timedelta(hours=in_force(NUMBER_HOURS, legal_day(at)))
    rows = Ring.objects.within(actor).filter(number__isnull=False, heard_at__lte=before).order_by("heard_at", "pk")
    return tuple(rows.values_list("pk", flat=True))
