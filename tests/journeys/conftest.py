"""Who is there on every way through the house."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from kajo.access.roles import CONSOLE
from kajo.run.history import cast


@pytest.fixture
def cast_here(transactional_db: None, settings: Any) -> None:
    """The demonstration's cast in the tests' own database."""
    settings.DEMO = True
    cast.make(CONSOLE, at=datetime.now(UTC))
