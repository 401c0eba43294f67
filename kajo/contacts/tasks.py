"""Which work of the line is done outside a request?"""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kajo.access.roles import SYSTEM
from kajo.contacts import actions, queries

EVERY_HOUR = "7 * * * *"


@app.periodic(cron=EVERY_HOUR)
@app.task(
    name="contacts.forget_numbers", queueing_lock="contacts.forget_numbers",
    retry=RetryStrategy(max_attempts=3, exponential_wait=60),
)  # fmt: skip
def forget_numbers(timestamp: int) -> None:
    """Destroy the numbers of calls that were not saved in time. Done twice, it changes nothing."""
    forget(at=now())


def forget(*, at: datetime) -> int:
    """Destroy them, each in an act of its own; gives how many there were."""
    found = queries.numbers_left(SYSTEM, None, at=at)
    for ring in found:
        actions.forget_number(SYSTEM, ring, at=at)  # type: ignore[arg-type]  # a door takes a row or its key
    return len(found)
