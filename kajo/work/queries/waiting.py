"""What waits, for whom, until when?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from uuid import UUID

from django.db.models import Case, Q, QuerySet, SmallIntegerField, Value, When

from kajo.access import gate
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.models import covers
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.accounts.queries import posting_rows
from kajo.law.calendar import legal_day
from kajo.work import rules
from kajo.work.models import Task
from kajo.work.terms import Reason

PAGE = 25
AHEAD = timedelta(days=180)  # what is due later stays off a person's own list: it comes when there is something to do


@dataclass(frozen=True, slots=True)
class Place:
    """Where the list goes on: after the task with these values."""

    is_childs: bool
    due_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Waiting:
    """One task that waits. `days` are left until it is due, negative once it is late."""

    id: UUID
    subject: UUID
    edition: int
    about_kind: str
    about: UUID
    record: str
    reason: Reason
    owner: str
    team: str
    is_mine: bool
    also: str
    is_also_mine: bool
    due_on: date
    days: int
    may_complete: bool


@dataclass(frozen=True, slots=True)
class Tasks:
    """A stretch of the list and, where it goes on, the place to go on from."""

    lines: tuple[Waiting, ...]
    next: Place | None


@reading(Verb.TASK_VIEW)
def tasks(actor: Actor, _: None = None, /, *, everybodys: bool, on: date, after: Place | None = None) -> Tasks:
    """List the tasks that wait for the actor, or all in reach, the most pressing first; two queries."""
    rows = open_tasks(actor) if everybodys else own_tasks(actor, on)
    if after is not None:
        rows = rows.filter(_after(after))
    found = list(rows[: PAGE + 1])
    shown = lines(actor, found[:PAGE], on)
    current().note(Verb.TASK_VIEW, "read", kind="work.task", shown=[each.subject for each in shown])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Tasks(shown, Place(last.is_childs, last.due_at, last.pk) if last else None)


def open_tasks(actor: Actor) -> QuerySet[Task]:
    """Give the rows of all tasks in reach that wait, a child's first, then the most pressing. Only inside a door.

    It is the order of `rules.stands_before`; the danger that makes a referral urgent lies in the day a task is due.
    """
    rows: QuerySet[Task] = Task.objects.within(actor, Verb.TASK_VIEW).filter(state="open")
    return rows.select_related("owner", "team", "escalated_to").order_by("-is_childs", "due_at", "pk")


def queue_place(*, is_childs: Q, is_urgent: Q) -> Case:
    """Build the group in which a row stands in a queue, from the conditions for a child's matter and an urgent one.

    A group is numbered by how many of the four kinds of matter stand before it by `rules.stands_before`.
    """
    cases = [
        When(
            (is_childs if childs else ~is_childs) & (is_urgent if urgent else ~is_urgent),
            then=Value(_groups_before(childs, urgent)),
        )
        for childs, urgent in product((True, False), repeat=2)
    ]
    return Case(*cases, output_field=SmallIntegerField())


def _groups_before(childs: bool, urgent: bool) -> int:
    others = product((True, False), repeat=2)
    return sum(
        rules.stands_before(is_childs=one, is_urgent=two, other_is_childs=childs, other_is_urgent=urgent).outcome
        for one, two in others
    )


def _after(place: Place) -> Q:
    later = Q(due_at__gt=place.due_at) | Q(due_at=place.due_at, pk__gt=place.id)
    same = Q(is_childs=place.is_childs) & later
    return same | Q(is_childs=False) if place.is_childs else same


def own_tasks(actor: Actor, on: date) -> QuerySet[Task]:
    """Give the rows of the actor's own tasks, those that are the actor's too since nobody came, the actor's team's, and
    those nobody owns. Only inside a door.

    All of them only as far as the actor may see them, and due within half a year. What a team owns in which nobody is
    on that day, since it has ended or its people have gone, nobody owns.
    """
    posted = posting_rows(on).filter(team__isnull=False)
    of_mine, of_others = Q(team__in=posted.filter(staff=actor.id).values("team")), Q(team__in=posted.values("team"))
    nobodys = Q(owner__isnull=True) & (of_mine | ~of_others)
    near = open_tasks(actor).filter(due_at__date__lte=on + AHEAD)
    return near.filter(Q(owner=actor.id) | Q(escalated_to=actor.id) | nobodys).exclude(not_for=actor.id)


def lines(actor: Actor, rows: list[Task], on: date) -> tuple[Waiting, ...]:
    """Give tasks as a list shows them on a day. Only inside a door."""
    return tuple(
        Waiting(
            id=each.pk,
            subject=each.subject_id,
            edition=each.edition,
            about_kind=each.about_kind,
            about=each.about,
            record=each.record,
            reason=Reason(each.reason),
            owner=each.owner.name if each.owner else "",
            team=each.team.name if each.team else "",
            is_mine=each.owner_id == actor.id,
            also=each.escalated_to.name if each.escalated_to else "",
            is_also_mine=each.escalated_to_id is not None and each.escalated_to_id == actor.id,
            due_on=legal_day(each.due_at),
            days=(legal_day(each.due_at) - on).days,
            may_complete=each.not_for_id != actor.id
            and gate.may(actor, Verb.TASK_COMPLETE)
            and covers(actor, Verb.TASK_COMPLETE, each),
        )
        for each in rows
    )
