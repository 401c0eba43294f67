"""Ways to kill each part of what runs."""

from __future__ import annotations

import contextlib
import os
import random
import signal
from typing import Any

import psutil
import psycopg

from kajo.run.embedded import processes_in
from tests.factories.stack import Stack, until


class Mortal(Stack):
    """Everything running, and each part of it can be killed."""

    def asked(self, question: str) -> Any:
        """Ask the database one question as its administrator, and give the one answer."""
        with self.administrator() as administrator:
            row = administrator.execute(question).fetchone()
        assert row is not None
        return row[0]

    def part(self, name: str) -> psutil.Process | None:
        """Find a child of the supervisor by its words: "site staff", "worker", "sealer"."""
        if self.process is None:
            return None
        with contextlib.suppress(psutil.Error):
            for child in psutil.Process(self.process.pid).children():
                with contextlib.suppress(psutil.Error):
                    words = child.cmdline()
                    if "kajo.run" in words and " ".join(words[words.index("kajo.run") + 1 :]).startswith(name):
                        return child
        return None

    def kill_part(self, name: str) -> None:
        """Kill a child of the supervisor."""
        with contextlib.suppress(psutil.NoSuchProcess):
            until(lambda: self.part(name)).kill()

    def kill_a_worker_of_the_staff_site(self) -> None:
        """Kill a process that answers requests."""

        def workers() -> list[psutil.Process]:
            main = self.part("site staff")
            with contextlib.suppress(psutil.Error):
                return main.children() if main else []
            return []

        with contextlib.suppress(psutil.NoSuchProcess):
            random.choice(until(workers)).kill()

    def postmaster(self) -> int | None:
        """Find the server's first process."""
        return next((pid for pid, leads in processes_in(self.folder / "pg") if leads), None)

    def kill_the_postmaster(self) -> None:
        """Kill the server's first process; the others follow it."""
        _kill(until(self.postmaster))

    def kill_a_backend(self) -> None:
        """Kill a process that serves the staff site's connection; the whole server recovers from it."""

        def backends() -> list[int]:
            with contextlib.suppress(psycopg.Error), self.administrator() as administrator:
                found = administrator.execute("select pid from pg_stat_activity where usename = 'kajo_staff'")
                return [row[0] for row in found]
            return []

        _kill(random.choice(until(backends)))

    def kill_the_supervisor(self) -> None:
        """Kill what starts and watches everything, see its children follow, and start anew."""
        assert self.process is not None
        family = psutil.Process(self.process.pid).children(recursive=True)
        database = dict(processes_in(self.folder / "pg"))
        self.process.kill()
        self.gone()
        _, alive = psutil.wait_procs([each for each in family if each.pid not in database], timeout=30)
        assert alive == []
        self.start()


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
