"""What has the night job to ask for, to close, to escalate and to let go on?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.content import queries as content
from kajo.desk.queries.lacking import lacking_cases, lacking_referrals, lacks, referrals_without_clock
from kajo.law.calendar import legal_day
from kajo.work import queries as work
from kajo.work import rules
from kajo.work.models import Task
from kajo.work.terms import NIGHTLY, Because, Reason


@dataclass(frozen=True, slots=True)
class Over:
    """A clock that ran out on a day, and who is to see why."""

    clock: UUID
    owner: UUID | None
    due_on: date


@dataclass(frozen=True, slots=True)
class Night:
    """What a night finds. Each list holds what is to be done, and nothing that was done already."""

    clockless: tuple[UUID, ...]
    of_referrals: tuple[tuple[UUID, Reason], ...]
    of_cases: tuple[tuple[UUID, Reason], ...]
    texts: tuple[str, ...]
    mended: tuple[UUID, ...]
    late: tuple[tuple[UUID, UUID], ...]
    over: tuple[Over, ...]
    rested: tuple[tuple[UUID, Because], ...]


@reading(Verb.DESK_CHECK)
def night(actor: Actor, _: None = None, /, *, on: date, at: datetime) -> Night:
    """Find what open matters, tasks, clocks and texts lack on a day."""
    waiting = {(each.about, Reason(each.reason)): each for each in _asked(actor)}
    of_referrals = [(each.pk, reason) for each in lacking_referrals(actor, on) for reason in lacks(each)]
    of_cases = [(each.pk, reason) for each in lacking_cases(actor, on) for reason in lacks(each)]
    stale = {key_of(block): block for block in _stale(on)}
    over = work.overdue_clocks(actor, on)
    missing = {*of_referrals, *of_cases, *((key, Reason.REVIEW_TEXT) for key in stale)}
    missing |= {(clock.about, Reason.CLOCK_OVERDUE) for clock, _due in over}
    found = Night(
        clockless=tuple(each.pk for each in referrals_without_clock(actor)),
        of_referrals=tuple(each for each in of_referrals if each not in waiting),
        of_cases=tuple(each for each in of_cases if each not in waiting),
        texts=tuple(block for key, block in stale.items() if (key, Reason.REVIEW_TEXT) not in waiting),
        mended=tuple(task.pk for each, task in waiting.items() if each not in missing),
        late=tuple(_late(actor, on, at)),
        over=tuple(
            Over(clock.pk, _keeper(clock, on, is_for_worker=True), due.due_on)
            for clock, due in over
            if (clock.about, Reason.CLOCK_OVERDUE) not in waiting
        ),
        rested=tuple((each.clock_id, Because(each.because)) for each in work.rested_pauses(actor, on)),
    )
    current().note(Verb.DESK_CHECK, "read")
    return found


def key_of(block: str) -> UUID:
    """Give the key under which a task names a text: texts are files and have none of their own."""
    return uuid5(NAMESPACE_URL, f"kajo:text:{block}")


def _asked(actor: Actor) -> list[Task]:
    return list(work.open_tasks(actor).filter(reason__in=[str(reason) for reason in NIGHTLY]))


def _stale(on: date) -> list[str]:
    return sorted({each.block for each in content.texts() if each.is_stale(on)})


def _late(actor: Actor, on: date, at: datetime) -> list[tuple[UUID, UUID]]:
    """Pair each task that is long overdue, or that nobody may do, with whoever is to look after it too."""
    found: dict[UUID, UUID] = {}
    stuck = list(work.stuck_tasks(actor, on))
    overdue = work.open_tasks(actor).filter(due_at__lt=at, escalated_to=None)
    late = [each for each in overdue if rules.escalates_on(legal_day(each.due_at)).outcome <= on]
    for each in (*stuck, *late):
        to = _deputy(each, on) or _keeper(each, on, is_for_worker=False)
        if to is not None and to != each.escalated_to_id:
            found[each.pk] = to
    return list(found.items())


def _deputy(task: Task, on: date) -> UUID | None:
    deputy = work.deputy_of(task.owner_id, on) if task.owner_id else None
    if deputy is None or deputy == task.not_for_id:
        return None
    may = work.able(task.subject_id, is_sealed=task.sealed, on=on).filter(staff=deputy)
    return deputy if may.exists() else None


def _keeper(row: Any, on: date, *, is_for_worker: bool) -> UUID | None:
    but = {getattr(row, "owner_id", None), getattr(row, "not_for_id", None)}
    return work.keeper(
        row.subject_id, office=row.office, is_sealed=row.sealed, on=on, but=but, is_for_worker=is_for_worker
    )
