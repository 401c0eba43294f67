"""How far has a long piece of work come, and how long will it still take?"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

WIDTH = 30
STEPS_WITHOUT_TERMINAL = 10


class Progress:
    """A bar on standard error: one line that grows on a terminal, a line every tenth elsewhere."""

    def __init__(
        self, what: str, total: int, *, out: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.what = what
        self.total = max(1, total)
        self._out = out or sys.stderr
        self._clock = clock
        self._began = clock()
        self._first: int | None = None
        self._shown = -1

    def show(self, done: int) -> None:
        """Say that so many of the total are done. What was done before the first call does not count for speed."""
        if self._first is None:
            self._first = done
        done = min(done, self.total)
        steps = 100 if self._out.isatty() else STEPS_WITHOUT_TERMINAL
        if done * steps // self.total == self._shown and done < self.total:
            return
        self._shown = done * steps // self.total
        bar = "#" * (done * WIDTH // self.total)
        line = f"kajo: {self.what} [{bar:.<{WIDTH}}] {done * 100 // self.total:3} %{self._left(done)}"
        if self._out.isatty():
            self._out.write(f"\r{line}\033[K" + ("\n" if done == self.total else ""))
        else:
            self._out.write(line + "\n")
        self._out.flush()

    def _left(self, done: int) -> str:
        took, now_done = self._clock() - self._began, done - (self._first or 0)
        if done == self.total:
            return f", {_spoken(took)}"
        return f", {_spoken(took / now_done * (self.total - done))} left" if now_done > 0 else ""


def _spoken(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
