"""What tests of the rota share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from kajo.access.roles import Actor
from kajo.rota import actions
from kajo.rota.models import Override
from kajo.rota.terms import Duty

HOUR = timedelta(hours=1)


@pytest.fixture
def put(marja: Actor, at: datetime) -> Callable[..., Override]:
    """Return who gives somebody a duty: put(mikko, 2, 10) from two until ten hours from now."""

    def given(who: Actor, first: float, last: float, duty: Duty = Duty.LINE, **facts: Any) -> Override:
        return actions.override(
            marja, None, duty=duty, staff=who.id, from_at=at + first * HOUR, until_at=at + last * HOUR, at=at, **facts
        )

    return given
