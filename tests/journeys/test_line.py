"""One phone call goes through all of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from kajo.access.roles import CONSOLE
from kajo.law.calendar import legal_day
from kajo.run.history import cast
from tests.journeys.walk import Walk, whole_line

OFFICIAL = {"fi": "Päätös", "sv": "Beslut"}


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


def test_the_line_without_scripts_on_a_phone(browser: Any, live_server: Any, cast_here: None) -> None:
    today = legal_day(datetime.now(UTC)).isoformat()
    walk = Walk(browser, live_server.url, decided_in="sv", scripts=False, width=320, work=typeset)
    found = whole_line(walk, today)

    seen(found, "sv")
    assert found["before"][0] + 1 == found["after"][0]
