"""What tests of the sign-in share."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kajo.access.crossing import Act

_numbers = itertools.count(1)


@pytest.fixture
def browser_elsewhere() -> Callable[[], Client]:
    """Return a maker of browsers, each at an address of its own: wrong tries are counted by address in memory."""

    def make() -> Client:
        number = next(_numbers)
        return Client(REMOTE_ADDR=f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}")

    return make


@pytest.fixture
def client(browser_elsewhere: Callable[[], Client]) -> Client:
    return browser_elsewhere()


@pytest.fixture
def trail(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """The events of the test as (actor, verb, outcome), since the serving role may not read the ledger."""
    noted: list[tuple[str, str, str]] = []
    note = Act.note

    def listen(act: Act, *words: Any, **more: Any) -> None:
        note(act, *words, **more)
        event = act.events[-1]
        noted.append((event.actor, event.verb, event.outcome))

    monkeypatch.setattr(Act, "note", listen)
    return noted
