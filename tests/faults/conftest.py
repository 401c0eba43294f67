"""One installation for all tests that kill parts of it, and all tables of the tests' own database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.factories.stack import reachable_folder
from tests.faults.killing import Mortal
from tests.faults.tables import Tables


@pytest.fixture(scope="package")
def stack() -> Iterator[Mortal]:
    """Everything running, with the cast and nobody else."""
    with reachable_folder() as folder:
        stack = Mortal(folder, is_empty=True)
        try:
            stack.start()
            stack.inside("cast")
            yield stack
        finally:
            assert stack.stop() == 0


@pytest.fixture
def tables(as_role: Callable[..., Any]) -> Tables:
    """All tables, as the administrator sees them."""
    return Tables(as_role("postgres", autocommit=True))
