"""The worker's process in a test: its own database role, the jobs that wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

STAFF, WORKER = "kajo_staff", "kajo_worker"


@contextmanager
def as_worker() -> Iterator[None]:
    """Speak to the database as the worker does. Only in tests that really commit (`transaction=True`)."""
    _speak_as(WORKER)
    try:
        yield
    finally:
        _speak_as(STAFF)


def waiting(job: str) -> int:
    """How many orders of this job wait."""
    return ProcrastinateJob.objects.filter(task_name=job, status="todo").count()


def work_off(job: str) -> int:
    """Do all waiting orders of a job as the worker; tell how many there were."""
    orders = list(ProcrastinateJob.objects.filter(task_name=job, status="todo").order_by("id"))
    with as_worker():
        for order in orders:
            app.tasks[job](**order.args)
    return len(orders)


def _speak_as(role: str) -> None:
    connection.close()
    connection.settings_dict["USER"] = role
