"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation

from kajo.access.roles import Actor
from tests import closed_network

pytest_plugins = ["kajo.run.pgplugin"]

closed_network.close()

# The browser's driver runs an event loop in the test's own thread, where Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {
        "executable_path": os.environ.get("CHROMIUM") or shutil.which("chromium"),
        "headless": True,
        "args": [
            closed_network.BROWSER,
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
        ],
    }


@pytest.fixture
def live_server(live_server: Any, transactional_db: None) -> Iterator[Any]:
    """Give the tests' own server; the tables are emptied only when it answers nobody any more.

    A page that asks by itself, as the strip of what rings does, may have asked when its test ended.
    """
    from tests.factories import serving

    serving.count()
    yield live_server
    serving.UNDER_WAY.wait()


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Leave no language behind in which a test spoke last: each begins with that of the settings."""
    yield
    translation.deactivate()


@pytest.fixture
def member(db: None) -> Callable[[str], Actor]:
    """Return the giver of the cast: member("aino") is her actor."""
    from tests.factories import cast

    return cast.member


@pytest.fixture
def aino(member: Callable[[str], Actor]) -> Actor:
    return member("aino")


@pytest.fixture
def veikko(member: Callable[[str], Actor]) -> Actor:
    return member("veikko")


@pytest.fixture
def mikko(member: Callable[[str], Actor]) -> Actor:
    return member("mikko")


@pytest.fixture
def marja(member: Callable[[str], Actor]) -> Actor:
    return member("marja")


@pytest.fixture
def outi(member: Callable[[str], Actor]) -> Actor:
    return member("outi")


@pytest.fixture
def at() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def hilla(member: Callable[[str], Actor]) -> Actor:
    return member("hilla")


@pytest.fixture
def tuuli(member: Callable[[str], Actor]) -> Actor:
    return member("tuuli")


@pytest.fixture
def tove(member: Callable[[str], Actor]) -> Actor:
    return member("tove")
