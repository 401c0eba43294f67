"""What tests of what is asked and told share."""

from __future__ import annotations

import pytest

from kajo.access.roles import Actor
from kajo.cases.models import Case
from kajo.disclosures.terms import About, Matter
from tests.factories import line, trail


@pytest.fixture
def case(mikko: Actor, aino: Actor, veikko: Actor) -> Case:
    """Return the case of a client whom Veikko works with."""
    return line.admitted(mikko, aino, veikko)


@pytest.fixture
def matter(case: Case) -> Matter:
    """Return that case as this room knows it."""
    return Matter(About.CASE, case.pk)


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch) -> list[trail.Trace]:
    """Return the list that every event is added to as it is written."""
    return trail.kept(monkeypatch)
