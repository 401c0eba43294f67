"""What tests of decisions share."""

from __future__ import annotations

import pytest

from kajo.access.roles import Actor
from kajo.cases.models import Case
from kajo.decisions.models import Decision
from tests.factories import deciding, line


@pytest.fixture
def signed(mikko: Actor, aino: Actor, veikko: Actor) -> Decision:
    """Return an admission that Mikko prepared, Aino signed and Veikko works on."""
    return deciding.decision_of(aino, line.admitted(mikko, aino, veikko))


@pytest.fixture
def case(mikko: Actor, aino: Actor, veikko: Actor) -> Case:
    return line.admitted(mikko, aino, veikko)
