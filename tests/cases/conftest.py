"""What tests of cases share."""

from __future__ import annotations

import pytest

from kajo.access.roles import Actor
from kajo.cases.models import Case
from tests.factories import line, trail


@pytest.fixture
def case(mikko: Actor, aino: Actor, veikko: Actor) -> Case:
    """Return the case of a client whom Veikko works with."""
    return line.admitted(mikko, aino, veikko)


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch) -> list[trail.Trace]:
    """Return the list that every event is added to as it is written."""
    return trail.kept(monkeypatch)
