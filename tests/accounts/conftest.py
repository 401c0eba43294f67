"""What tests of the sign-in share."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from django.test import Client

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
