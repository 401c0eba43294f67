"""One phone call goes through all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from kajo.access.roles import CONSOLE
from kajo.law.calendar import legal_day
from kajo.run.history import cast
from tests.journeys.stack import Stack
from tests.journeys.walk import Walk, whole_line
from tests.pseudo import CODE, pseudo_locale

OFFICIAL = {"fi": "Päätös", "sv": "Beslut"}


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The whole of Kajo with the invented people, as `bin/run` starts it."""
    running = Stack(tmp_path_factory.mktemp("kajo"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def cast_here(transactional_db: None, settings: Any) -> None:
    """The demonstration's cast in the tests' own database."""
    settings.DEMO = True
    cast.make(CONSOLE, at=datetime.now(UTC))


def typeset() -> None:
    """Do what the worker does, in the tests' own process."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.models import ProcrastinateJob

    for job in ProcrastinateJob.objects.filter(status="todo", task_name="decisions.typeset"):
        app.tasks[job.task_name](**job.args)


def seen(found: dict[str, Any], decided_in: str) -> None:
    assert ("746/2011" in found["organiser"] and "Lappeenranta" in found["organiser"]) or "38" in found["organiser"]
    assert "Minh Esimerkki" in found["family"]
    assert OFFICIAL[decided_in].lower() in found["letter"].lower()
    assert "Linh Esimerkki" in found["letter"].replace("\u2068", "").replace("\u2069", "")


def test_the_line_with_everything_running(browser: Any, stack: Stack) -> None:
    today = legal_day(datetime.now(UTC)).isoformat()
    found = whole_line(Walk(browser, stack.staff, decided_in="fi"), today)

    seen(found, "fi")
    assert found["before"][0] + 1 == found["after"][0], "one more client since 2006"


def test_the_line_without_scripts_on_a_phone(browser: Any, live_server: Any, cast_here: None) -> None:
    today = legal_day(datetime.now(UTC)).isoformat()
    walk = Walk(browser, live_server.url, decided_in="sv", scripts=False, width=320, work=typeset)
    found = whole_line(walk, today)

    seen(found, "sv")
    assert found["before"][0] + 1 == found["after"][0]


def test_the_line_from_right_to_left_on_a_phone(
    browser: Any, live_server: Any, cast_here: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    today = legal_day(datetime.now(UTC)).isoformat()
    with pseudo_locale(tmp_path_factory.mktemp("locale")):
        walk = Walk(browser, live_server.url, width=320, locale=CODE, direction="rtl", work=typeset)
        found = whole_line(walk, today)

    assert "Minh Esimerkki" in found["family"]
