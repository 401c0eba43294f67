"""What waits, for whom, until when?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from uuid import UUID

from django.db.models import Case, Q, QuerySet, SmallIntegerField, Value, When

from kajo.access import gate, matrix
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.models import Protected, Tie, Tied, covers
from kajo.access.roles import Actor
from kajo.access.scopes import Scope
from kajo.access.verbs import Verb
from kajo.accounts.models import RoleAssignment
from kajo.accounts.queries import posting_rows
from kajo.law.calendar import legal_day
from kajo.vault.models import Subject
from kajo.work import rules
from kajo.work.models import Task
from kajo.work.terms import Reason

PAGE = 25


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
    return rows.select_related("owner", "team").order_by("-is_childs", "due_at", "pk")


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
    """Give the rows of the actor's own tasks, of the actor's team's, and of those nobody owns. Only inside a door.

    All of them only as far as the actor may see them. What a team owns in which nobody is on that day, since it has
    ended or its people have gone, nobody owns.
    """
    posted = posting_rows(on).filter(team__isnull=False)
    of_mine, of_others = Q(team__in=posted.filter(staff=actor.id).values("team")), Q(team__in=posted.values("team"))
    nobodys = Q(owner__isnull=True) & (of_mine | ~of_others)
    return open_tasks(actor).filter(Q(owner=actor.id) | nobodys).exclude(not_for=actor.id)


def may_be_done_in(team: UUID, about: Protected, *, not_for: UUID | None, on: date) -> bool:
    """Tell whether somebody who is in a team on a day may complete a task about a record. Only inside a door.

    It is the gate's question, asked of colleagues: by a role that reaches everything that is not sealed, or by a role
    that wants a tie and has one, and never for whoever is barred. `not_for` does not count.
    """
    row = matrix.MATRIX[Verb.TASK_COMPLETE]
    tied = Tie.objects.filter(subject__in=_circle(about.subject_id), from_on__lte=on).exclude(until_on__lte=on)
    near = tied.filter(how__in=(Tied.ASSIGNED, Tied.GRANT)).values("staff")
    reach = Q(role__in=[str(role) for role in row if row[role] is Scope.OWN], staff__in=near)
    if not about.sealed:
        reach |= Q(role__in=[str(role) for role in row if row[role] is not Scope.OWN])
    held = RoleAssignment.objects.filter(reach, from_on__lte=on, ended_at__isnull=True).exclude(until_on__lte=on)
    members = held.filter(staff__in=posting_rows(on).filter(team=team).exclude(staff=not_for).values("staff"))
    return members.exclude(staff__in=tied.filter(how=Tied.CONFLICT).values("staff")).exists()


def _circle(subject: UUID) -> list[UUID]:
    """List a subject and those it is linked to: a tie to any of them reaches it."""
    found: list[UUID] = []
    above: UUID | None = subject
    while above is not None:
        found.append(above)
        above = Subject.objects.filter(pk=above).values_list("linked_to", flat=True).first()
    return found


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
            due_on=legal_day(each.due_at),
            days=(legal_day(each.due_at) - on).days,
            may_complete=each.not_for_id != actor.id
            and gate.may(actor, Verb.TASK_COMPLETE)
            and covers(actor, Verb.TASK_COMPLETE, each),
        )
        for each in rows
    )
