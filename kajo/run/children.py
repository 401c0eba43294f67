"""How is a process of ours started, watched, started again and stopped?"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 10.0
SETTLED_SECONDS = 30.0


class Child:
    """One process `python -m kajo.run WORDS`, in a session of its own so that Ctrl-C reaches only the supervisor."""

    def __init__(self, name: str, words: Iterable[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self.words = [sys.executable, "-P", "-m", "kajo.run", *words]
        self.environment = {**environment, "PYTHONPATH": str(ROOT), "KAJO_PARENT": str(os.getpid())}
        self.process: subprocess.Popen[bytes] | None = None
        self.deaths = 0
        self._born_at = 0.0
        self._again_at = 0.0

    def start(self) -> None:
        """Start the process."""
        self._born_at = time.monotonic()
        self.process = subprocess.Popen(
            self.words, env=self.environment, stdin=subprocess.DEVNULL, cwd=ROOT, start_new_session=True
        )

    def ended(self) -> int | None:
        """Return the exit code if the process has ended, else None."""
        return None if self.process is None else self.process.poll()

    def tend(self) -> str | None:
        """Start a dead process again, later each time it dies early; return what is worth saying."""
        code = self.ended()
        if code is None:
            return None
        now = time.monotonic()
        if self._again_at == 0.0:
            self.deaths = 1 if now - self._born_at > SETTLED_SECONDS else self.deaths + 1
            pause = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (self.deaths - 1))
            self._again_at = now + pause
            return f"the {self.name} ended ({_how(code)}) and is started again"
        if now >= self._again_at:
            self._again_at = 0.0
            self.start()
        return None


def stop_all(children: Iterable[Child], patience_seconds: float) -> None:
    """Ask all of them to stop at once, then end what does not in time; without any patience none is asked."""
    living = [child.process for child in children if child.process is not None]
    for process in living:
        if patience_seconds:
            process.terminate()
        else:
            process.kill()
    end = time.monotonic() + patience_seconds
    for process in living:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.01, end - time.monotonic()))
        if process.poll() is None:
            process.kill()
            process.wait()


def _how(code: int) -> str:
    if code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"
