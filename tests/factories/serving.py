"""Does the tests' own server still answer somebody?"""

from __future__ import annotations

import threading
from typing import Any

from django.core.servers.basehttp import ServerHandler

IN_TIME_SECONDS = 20


class UnderWay:
    """Counts the requests that the tests' own server is answering."""

    def __init__(self) -> None:
        self._changed, self._count = threading.Condition(), 0

    def begin(self) -> None:
        """Count one that begins."""
        with self._changed:
            self._count += 1

    def end(self) -> None:
        """Count one off that was answered, or whose browser has gone."""
        with self._changed:
            self._count -= 1
            self._changed.notify_all()

    def wait(self) -> None:
        """Come back when none is left. Raises TimeoutError after a while."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._count == 0, IN_TIME_SECONDS):
                raise TimeoutError(f"{self._count} requests are still under way.")


UNDER_WAY = UnderWay()
_run = ServerHandler.run


def _counted(self: ServerHandler, application: Any) -> None:
    UNDER_WAY.begin()
    try:
        _run(self, application)
    finally:
        UNDER_WAY.end()


def count() -> None:
    """Count requests from now on, from their first word to the last of their answer."""
    ServerHandler.run = _counted  # type: ignore[method-assign]
