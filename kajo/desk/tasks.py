"""Which work of the night is done outside a request?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kajo.access.roles import SYSTEM
from kajo.desk import actions, queries
from kajo.law.calendar import legal_day
from kajo.work import actions as work

AT_NIGHT = "20 1 * * *"
"""In UTC: before the first of the staff comes, and after midnight in Finland in summer and winter."""


@dataclass(slots=True)
class Checked:
    """What a night did, in numbers. `left` is what it found missing and did not ask for: the next nights do."""

    started: int = 0
    asked: int = 0
    closed: int = 0
    escalated: int = 0
    ran_out: int = 0
    went_on: int = 0
    left: int = 0

    def lines(self) -> dict[str, int]:
        """Give the numbers by their names."""
        return asdict(self)


@app.periodic(cron=AT_NIGHT)
@app.task(name="desk.nightly", queueing_lock="desk.nightly", retry=RetryStrategy(max_attempts=3, exponential_wait=60))
def nightly(timestamp: int) -> None:
    """Look after what nobody looks after. Done twice, it changes nothing."""
    at = now()
    check(on=legal_day(at), at=at)


def check(*, on: date, at: datetime) -> Checked:
    """See that no open matter lacks somebody, a next step or a fresh risk note, and no task waits where nobody may act.

    Each thing that is missing is asked for once, in an act of its own, and the asking ends when it is there. So a night
    that is stopped halfway has done the half, and the next one does the rest. It asks for the most pressing things
    first, and for no more than people can take up on a day.
    """
    found = queries.night(SYSTEM, None, on=on, at=at)
    done = Checked(left=found.left)
    for key in found.clockless:
        done.started += _did(actions.start_clock, key, at=at)
    for key in found.clockless_cases:
        done.started += _did(actions.start_case_clock, key, at=at)
    for clock, because in found.rested:
        done.went_on += _did(work.resume, clock, because=because, at=at)
    for task in found.mended:
        done.closed += _did(work.close, task, at=at)
    for key, lacks in found.of_referrals:
        done.asked += _did(actions.ask_of_referral, key, lacks=lacks, at=at)
    for key, lacks in found.of_cases:
        done.asked += _did(actions.ask_of_case, key, lacks=lacks, at=at)
    for key, due_on in found.again:
        done.asked += _did(actions.ask_to_reassess, key, due_on=due_on, at=at)
    for block in found.texts:
        done.asked += _did(actions.ask_about_text, None, block=block, key=queries.key_of(block), at=at)
    for each in found.over:
        done.ran_out += _did(work.alarm, each.clock, owner=each.owner, due_on=each.due_on, at=at)
    for task, to in found.late:
        done.escalated += _did(work.escalate, task, to=to, at=at)
    return done


def _did(deed: Callable[..., object], key: UUID | None, /, **facts: object) -> bool:
    """Do a deed in the name of the night job; tell whether there was anything to do."""
    return deed(SYSTEM, key, **facts) is not None
