"""What does nobody look after?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.models import Tie, Tied
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import queries as cases
from kajo.cases.models import Case
from kajo.cases.terms import State
from kajo.referrals import queries as referrals
from kajo.referrals.terms import OPEN_STATES
from kajo.work import queries as work
from kajo.work.models import Task
from kajo.work.queries import Waiting

SHOWN = 25

NOBODY = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Matter:
    """An open referral or case that lacks somebody who works on it, or a next step."""

    id: UUID
    reference: str
    is_referral: bool
    since: date | datetime
    has_worker: bool
    has_next_step: bool


@dataclass(frozen=True, slots=True)
class Unattended:
    """What nobody looks after: matters, the longest open first, and tasks of somebody who has left.

    Each list holds at most 25; the numbers count all of them.
    """

    referrals: tuple[Matter, ...]
    referrals_in_all: int
    cases: tuple[Matter, ...]
    cases_in_all: int
    tasks: tuple[Waiting, ...]
    tasks_in_all: int


@reading(Verb.DESK_UNATTENDED)
def unattended(actor: Actor, _: None = None, /, *, on: date) -> Unattended:
    """Give open matters without a worker or without a next step, and tasks that wait where nobody acts. Seven queries.

    A worker is whoever works cases and is assigned today, or the case's team; a next step is an open task about the
    matter. A task waits for nobody if its owner has left.
    """
    open_referrals = referrals.bare(actor).filter(state__in=[str(state) for state in OPEN_STATES])
    waiting = _lacking(actor, open_referrals, on, has_team=False).order_by("place", "received_at", "pk")
    going_on = _lacking(actor, Case.objects.within(actor).filter(state=str(State.OPEN)), on, has_team=True)
    childs = Q(category="child") | Q(is_admitted_as_minor=True)
    going_on = going_on.annotate(place=work.queue_place(is_childs=childs, is_urgent=NOBODY))
    going_on = going_on.order_by("place", "opened_on", "pk")
    left = work.open_tasks(actor).filter(owner__until_on__lte=on)
    found_referrals, found_cases, found_tasks = list(waiting[:SHOWN]), list(going_on[:SHOWN]), list(left[:SHOWN])
    subjects = {each.subject_id for each in (*found_referrals, *found_cases, *found_tasks)}
    current().note(Verb.DESK_UNATTENDED, "read", shown=sorted(subjects))
    return Unattended(
        referrals=tuple(_matter(each, since=each.received_at, is_referral=True) for each in found_referrals),
        referrals_in_all=waiting.count() if len(found_referrals) == SHOWN else len(found_referrals),
        cases=tuple(_matter(each, since=each.opened_on, is_referral=False) for each in found_cases),
        cases_in_all=going_on.count() if len(found_cases) == SHOWN else len(found_cases),
        tasks=work.lines(actor, found_tasks, on),
        tasks_in_all=left.count() if len(found_tasks) == SHOWN else len(found_tasks),
    )


def _lacking(actor: Actor, rows: QuerySet[Any], on: date, *, has_team: bool) -> QuerySet[Any]:
    """Keep the rows that lack a worker or a next step, and say which."""
    workers = cases.worker_rows(on).values("pk")
    tied = Tie.objects.filter(subject=OuterRef("subject"), how=Tied.ASSIGNED, from_on__lte=on, staff__in=workers)
    tasks = Task.objects.within(actor, Verb.TASK_VIEW).filter(about=OuterRef("pk"), state="open")
    rows = rows.annotate(is_tied=Exists(tied.exclude(until_on__lte=on)), has_task=Exists(tasks))
    is_worked = Q(is_tied=True) | (Q(team__isnull=False) if has_team else Q(pk__isnull=True))
    return rows.filter(~is_worked | Q(has_task=False))


def _matter(row: Any, *, since: date | datetime, is_referral: bool) -> Matter:
    return Matter(
        id=row.pk,
        reference=row.reference,
        is_referral=is_referral,
        since=since,
        has_worker=row.is_tied or getattr(row, "team_id", None) is not None,
        has_next_step=row.has_task,
    )
