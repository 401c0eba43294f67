"""One installation for all tests that kill parts of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.stack import Stack


@pytest.fixture(scope="package")
def stack() -> Iterator[Stack]:
    """Everything running, with the cast and nobody else."""
    with tempfile.TemporaryDirectory(prefix="kajo-") as name:
        Path(name).chmod(0o711)
        stack = Stack(Path(name))
        try:
            stack.start()
            stack.inside("cast")
            yield stack
        finally:
            assert stack.stop() == 0
