"""One installation for all tests that kill parts of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.factories.stack import reachable_folder
from tests.faults.killing import Mortal


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
