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
from kajo.content.terms import Text
from kajo.desk.queries.lacking import (
    LAST,
    cases_without_clock,
    lacking_cases,
    lacking_referrals,
    lacks,
    places_of_referrals,
    referrals_without_clock,
    to_reassess,
)
from kajo.law.calendar import legal_day
from kajo.law.terms import in_force
from kajo.work import queries as work
from kajo.work import rules
from kajo.work.models import Task
from kajo.work.terms import NIGHTLY, Aim, Because, Reason


@dataclass(frozen=True, slots=True)
class Over:
    """A clock that ran out on a day, and who is to see why."""

    clock: UUID
    owner: UUID | None
    due_on: date


@dataclass(frozen=True, slots=True)
class Night:
    """What a night finds. Each list holds what is to be done, and nothing that was done already.

    `of_referrals`, `of_cases`, `again`, `texts` and `over` ask for new tasks: the most pressing as many as one night
    asks for. `left` is how many more are missing, for the next nights.
    """

    clockless: tuple[UUID, ...]
    clockless_cases: tuple[UUID, ...]
    of_referrals: tuple[tuple[UUID, Reason], ...]
    of_cases: tuple[tuple[UUID, Reason], ...]
    again: tuple[tuple[UUID, date], ...]
    texts: tuple[str, ...]
    mended: tuple[UUID, ...]
    late: tuple[tuple[UUID, UUID], ...]
    over: tuple[Over, ...]
    left: int
    rested: tuple[tuple[UUID, Because], ...]


@dataclass(frozen=True, slots=True, order=True)
class _Want:
    """One thing that is missing, in the order in which it is asked for: its matter's place in a queue, then its age."""

    place: int
    since: date
    key: UUID
    reason: Reason

    def lacks(self, matters: set[UUID]) -> bool:
        """Tell whether one of these matters lacks it; that a clock runs out is asked of the clock."""
        return self.key in matters and self.reason not in {Reason.CLOCK_OVERDUE, Reason.REASSESS_NEEDS}


@reading(Verb.DESK_CHECK)
def night(actor: Actor, _: None = None, /, *, on: date, at: datetime) -> Night:
    """Find what open matters, tasks, clocks and texts lack on a day."""
    waiting = {(each.about, Reason(each.reason)): each for each in _asked(actor)}
    referrals, cases = list(lacking_referrals(actor, on)), list(lacking_cases(actor, on))
    stale = {key_of(each.block): each for each in _stale(on)}
    again = to_reassess(actor, on)
    # Of a clock whose task was made before it ran out nobody hears twice: that task is late itself.
    ran_out = work.overdue_clocks(actor, on)
    over = {clock.about: (clock, due) for clock, due in ran_out if clock.aim != Aim.REASSESS_NEEDS}
    places = places_of_referrals(actor, list(over))
    wants = [
        *(
            _Want(each.place, legal_day(each.received_at), each.pk, reason)
            for each in referrals
            for reason in lacks(each)
        ),
        *(_Want(each.place, each.opened_on, each.pk, reason) for each in cases for reason in lacks(each)),
        *(_Want(place, due_on, key, Reason.REASSESS_NEEDS) for key, (place, due_on) in again.items()),
        *(_Want(LAST, each.review_by, key, Reason.REVIEW_TEXT) for key, each in stale.items()),
        *(_Want(places.get(key, LAST), due.due_on, key, Reason.CLOCK_OVERDUE) for key, (_clock, due) in over.items()),
    ]
    missing = {(each.key, each.reason) for each in wants}
    pressing = sorted(each for each in wants if (each.key, each.reason) not in waiting)
    tonight = pressing[: rules.asked_in_a_night(len(pressing), on).outcome]
    of_referrals = {each.pk for each in referrals}
    of_cases = {each.pk for each in cases}
    found = Night(
        clockless=tuple(each.pk for each in referrals_without_clock(actor)),
        clockless_cases=tuple(each.pk for each in cases_without_clock(actor)[: in_force(rules.ASKED_A_NIGHT, on)]),
        of_referrals=tuple((each.key, each.reason) for each in tonight if each.lacks(of_referrals)),
        of_cases=tuple((each.key, each.reason) for each in tonight if each.lacks(of_cases)),
        again=tuple((each.key, again[each.key][1]) for each in tonight if each.reason is Reason.REASSESS_NEEDS),
        texts=tuple(stale[each.key].block for each in tonight if each.reason is Reason.REVIEW_TEXT),
        mended=tuple(task.pk for each, task in waiting.items() if each not in missing),
        late=tuple(_late(actor, on, at)),
        over=tuple(
            Over(over[each.key][0].pk, _keeper(over[each.key][0], on, is_for_worker=True), over[each.key][1].due_on)
            for each in tonight
            if each.reason is Reason.CLOCK_OVERDUE
        ),
        left=len(pressing) - len(tonight),
        rested=tuple((each.clock_id, Because(each.because)) for each in work.rested_pauses(actor, on)),
    )
    current().note(Verb.DESK_CHECK, "read")
    return found


def key_of(block: str) -> UUID:
    """Give the key under which a task names a text: texts are files and have none of their own."""
    return uuid5(NAMESPACE_URL, f"kajo:text:{block}")


def _asked(actor: Actor) -> list[Task]:
    return list(work.open_tasks(actor).filter(reason__in=[str(reason) for reason in NIGHTLY]))


def _stale(on: date) -> list[Text]:
    return [each for each in content.texts() if each.is_stale(on)]


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
