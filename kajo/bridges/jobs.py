"""How does work reach the worker's process? It waits in the database, and comes or vanishes with what ordered it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


def order(job: str, *, unless_waiting: str = "", not_before: datetime | None = None, **facts: str) -> None:
    """Order a job by its name. Inside a door it is committed with the deed, or rolled back with it.

    `unless_waiting` names what is wanted: while an order of that name waits, another one changes nothing. With
    `not_before` it waits until that moment.
    """
    ordered = app.configure_task(job, queueing_lock=unless_waiting or None, schedule_at=not_before)
    if not unless_waiting:
        ordered.defer(**facts)
        return
    try:
        with transaction.atomic():
            ordered.defer(**facts)
    except AlreadyEnqueued:
        return
