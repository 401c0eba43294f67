"""What does nobody look after?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.desk.queries.lacking import lacking_cases, lacking_referrals
from kajo.disclosures import queries as disclosures
from kajo.work import queries as work
from kajo.work.queries import Waiting

SHOWN = 25


@dataclass(frozen=True, slots=True)
class Matter:
    """An open referral or case that lacks somebody who works on it, a next step, or a fresh note of the risk."""

    id: UUID
    reference: str
    is_referral: bool
    since: date | datetime
    has_worker: bool
    has_next_step: bool
    has_fresh_risk: bool


@dataclass(frozen=True, slots=True)
class Overdue:
    """A child welfare notification that should have been made: of which matter, and until when."""

    id: UUID
    record: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Unattended:
    """What nobody looks after: matters, the longest open first, tasks that nobody may do, and children of whom child
    welfare should have been told.

    Each list holds at most 25; the numbers count all of them.
    """

    referrals: tuple[Matter, ...]
    referrals_in_all: int
    cases: tuple[Matter, ...]
    cases_in_all: int
    tasks: tuple[Waiting, ...]
    tasks_in_all: int
    notifications: tuple[Overdue, ...]


@reading(Verb.DESK_UNATTENDED)
def unattended(actor: Actor, _: None = None, /, *, on: date) -> Unattended:
    """Give open matters without a worker, a next step or a fresh risk note, and tasks nobody may do. Eight queries.

    A worker is whoever works cases and is assigned today, or the case's team; a next step is an open task about the
    matter, but for those of the nightly check, which finds the same.
    """
    waiting, going_on = lacking_referrals(actor, on), lacking_cases(actor, on)
    left = work.stuck_tasks(actor, on)
    found_referrals, found_cases, found_tasks = list(waiting[:SHOWN]), list(going_on[:SHOWN]), list(left[:SHOWN])
    late = list(disclosures.overdue(actor, on)[:SHOWN])
    subjects = {each.subject_id for each in (*found_referrals, *found_cases, *found_tasks, *late)}
    current().note(Verb.DESK_UNATTENDED, "read", shown=sorted(subjects))
    return Unattended(
        referrals=tuple(_matter(each, since=each.received_at, is_referral=True) for each in found_referrals),
        referrals_in_all=waiting.count() if len(found_referrals) == SHOWN else len(found_referrals),
        cases=tuple(_matter(each, since=each.opened_on, is_referral=False) for each in found_cases),
        cases_in_all=going_on.count() if len(found_cases) == SHOWN else len(found_cases),
        tasks=work.lines(actor, found_tasks, on),
        tasks_in_all=left.count() if len(found_tasks) == SHOWN else len(found_tasks),
        notifications=tuple(Overdue(each.pk, each.record, each.due_on) for each in late),
    )


def _matter(row: Any, *, since: date | datetime, is_referral: bool) -> Matter:
    return Matter(
        id=row.pk,
        reference=row.reference,
        is_referral=is_referral,
        since=since,
        has_worker=row.is_worked,
        has_next_step=row.has_task,
        has_fresh_risk=getattr(row, "is_fresh", True),
    )
