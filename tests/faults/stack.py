"""Everything running on a folder and ports of its own, with the cast, and ways to kill each part of it."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import psycopg

from kajo.run.children import ROOT
from kajo.run.embedded import EmbeddedPostgres, processes_in

LEFT_OUT = ("DATABASE_", "KAJO_", "DJANGO_")
PATIENCE_SECONDS = 120.0


def until(check: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> Any:
    """Wait until something holds and give it; fail after the deadline."""
    end, pause = time.monotonic() + seconds, threading.Event()
    while not (found := check()):
        assert time.monotonic() < end, "It did not happen in time."
        pause.wait(0.02)
    return found


class Stack:
    """One data folder and the supervisor that runs on it, where the cast may sign in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "data"
        self.port = _three_free_ports()
        self.said = folder / "said"
        self.postgres = EmbeddedPostgres(self.folder / "pg")
        outside = {name: text for name, text in os.environ.items() if not name.startswith(LEFT_OUT)}
        self.environment = {**outside, "PYTHONPATH": str(ROOT), "KAJO_DEMO": "1"}
        self.process: subprocess.Popen[str] | None = None

    # -- up and down --

    def start(self) -> None:
        """Start, and wait until it says that it is ready."""
        words = [sys.executable, "-P", "-m", "kajo.run", "--port", str(self.port), "--data", str(self.folder)]
        with self.said.open("a") as said:
            self.process = subprocess.Popen(
                [*words, "--empty"], stdout=subprocess.PIPE, stderr=said, text=True, env=self.environment
            )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line == "kajo is ready\n":
                return
        raise AssertionError(self.said.read_text()[-2000:])

    def stop(self) -> int:
        """Stop in order and give the exit code."""
        if self.process is None:
            return 0
        self.process.terminate()
        return self._gone()

    def _gone(self) -> int:
        assert self.process is not None
        assert self.process.stdout is not None
        code = self.process.wait(60)
        self.process.stdout.close()
        self.process = None
        return code

    # -- what it says --

    def inside(self, deed: str) -> Any:
        """Do one of the deeds of `tests.faults.inside` beside the running sites, and give what it tells."""
        done = subprocess.run(
            [sys.executable, "-P", "-m", "tests.faults.inside", deed],
            capture_output=True, text=True, cwd=ROOT, check=False, env=self._environment_of_commands(),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout)

    def command(self, *words: str) -> tuple[int, str]:
        """Run `bin/kajo` on this folder."""
        done = subprocess.run(
            [sys.executable, "-P", "-m", "kajo.run.command", *words],
            capture_output=True, text=True, check=False, env=self._environment_of_commands(),
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    def _environment_of_commands(self) -> dict[str, str]:
        return self.environment | {"KAJO_DATA": str(self.folder)}

    def get(self, number: int, path: str) -> tuple[int, str]:
        """Ask one of the sites as a stranger: status and text, (0, "") where nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port + number, timeout=10)
        try:
            connection.request("GET", path, headers={"Host": "localhost"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()

    def serves(self) -> bool:
        """Tell whether all three sites say that they serve."""
        return all(self.get(number, "/healthz")[0] == 200 for number in range(3))

    def administrator(self) -> psycopg.Connection[Any]:
        """Connect as the database's administrator, for whom there are no walls."""
        return psycopg.connect(self.postgres.dsn("kajo"), autocommit=True)

    # -- killing --

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

    def kill_the_postmaster(self) -> None:
        """Kill the server's first process; the others follow it."""
        _kill(until(lambda: [pid for pid, leads in processes_in(self.folder / "pg") if leads]))

    def kill_a_backend(self) -> None:
        """Kill a process that serves the staff site's connection; the whole server recovers from it."""

        def backends() -> list[int]:
            with contextlib.suppress(psycopg.Error), self.administrator() as administrator:
                found = administrator.execute("select pid from pg_stat_activity where usename = 'kajo_staff'")
                return [row[0] for row in found]
            return []

        _kill(until(backends))

    def kill_the_supervisor(self) -> None:
        """Kill what starts and watches everything, see its children follow, and start anew."""
        assert self.process is not None
        family = psutil.Process(self.process.pid).children(recursive=True)
        database = dict(processes_in(self.folder / "pg"))
        self.process.kill()
        self._gone()
        _, alive = psutil.wait_procs([each for each in family if each.pid not in database], timeout=30)
        assert alive == []
        self.start()


def _kill(pids: list[int]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(random.choice(pids), signal.SIGKILL)


def _three_free_ports() -> int:
    while True:
        with contextlib.ExitStack() as held, contextlib.suppress(OSError, OverflowError):
            first = held.enter_context(socket.socket())
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            for number in (port + 1, port + 2):
                held.enter_context(socket.socket()).bind(("127.0.0.1", number))
            return port
