"""One phone call goes through all of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kajo.law.calendar import legal_day
from tests.factories.stack import Stack, reachable_folder
from tests.journeys.walk import Found, Walk, whole_line
from tests.pseudo import CODE, pseudo_locale

OFFICIAL = {"fi": "päätös", "sv": "beslut"}


@contextmanager
def running(folder: Path) -> Iterator[Stack]:
    """The whole of Kajo with the invented people, as `bin/run` starts it."""
    stack = Stack(folder)
    stack.start()
    try:
        yield stack
    finally:
        assert stack.stop() == 0


def typeset() -> None:
    """Do what the worker does, in the tests' own process."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.models import ProcrastinateJob

    for job in ProcrastinateJob.objects.filter(status="todo", task_name="decisions.typeset"):
        app.tasks[job.task_name](**job.args)


def today() -> str:
    return legal_day(datetime.now(UTC)).isoformat()


def see(found: Found, decided_in: str) -> None:
    assert "746/2011" in found.organiser
    assert "Lappeenranta" in found.organiser
    assert "Minh Esimerkki" in found.family
    assert OFFICIAL[decided_in] in found.letter.lower()
    assert "Linh Esimerkki" in found.letter.replace("\u2068", "").replace("\u2069", "")
    assert found.admitted == found.before.plus(clients=1, in_services=1, admissions=1)
    assert found.after == found.admitted.plus(in_services=1), "a client's child is helped, and no client of its own"


def test_the_line_with_everything_running(browser: Any) -> None:
    with reachable_folder() as folder, running(folder) as stack:
        walk = Walk(browser, stack.staff, decided_in="fi", locale="fi-FI")

        see(whole_line(walk, today()), "fi")


def test_the_line_without_scripts_on_a_phone(browser: Any, live_server: Any, cast_here: None) -> None:
    walk = Walk(browser, live_server.url, decided_in="sv", scripts=False, width=320, work=typeset)

    see(whole_line(walk, today()), "sv")


def test_the_line_from_right_to_left_on_a_phone_at_night(
    browser: Any, live_server: Any, cast_here: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pseudo_locale(tmp_path_factory.mktemp("locale")):
        walk = Walk(browser, live_server.url, width=320, locale=CODE, direction="rtl", scheme="dark", work=typeset)

        see(whole_line(walk, today()), "fi")
