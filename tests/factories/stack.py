"""Everything running, as `bin/run` starts it, on a folder and ports of its own."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg

from kajo.run.children import ROOT
from kajo.run.embedded import EmbeddedPostgres

LEFT_OUT = ("DATABASE_", "KAJO_", "DJANGO_")
PATIENCE_SECONDS = 120.0
READY = "kajo is ready\n"


def until(check: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> Any:
    """Wait until something holds and give it; fail after the deadline."""
    end, pause = time.monotonic() + seconds, threading.Event()
    while not (found := check()):
        assert time.monotonic() < end, "It did not happen in time."
        pause.wait(0.02)
    return found


@contextlib.contextmanager
def reachable_folder() -> Iterator[Path]:
    """Make a folder that the database's own account may pass through, unlike pytest's; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="kajo-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


class Stack:
    """One data folder and the supervisor that runs on it, with the invented people or empty.

    The cast may sign in on an empty one too, once `inside("cast")` has let them in.
    """

    def __init__(self, folder: Path, *, is_empty: bool = False) -> None:
        self.folder = folder / "data"
        self.said = folder / "said"
        self.port = three_free_ports()
        self.public, self.staff, self.partner = (f"http://127.0.0.1:{self.port + number}" for number in range(3))
        self.postgres = EmbeddedPostgres(self.folder / "pg")
        self.more = ["--empty"] if is_empty else []
        self.python = sys.executable
        outside = {name: text for name, text in os.environ.items() if not name.startswith(LEFT_OUT)}
        self.environment = {**outside, "PYTHONPATH": str(ROOT), "KAJO_DEMO": "1"}
        self.process: subprocess.Popen[str] | None = None

    # -- up and down --

    def words(self) -> list[str]:
        """Give the words that start it."""
        return [
            self.python,
            "-P",
            "-m",
            "kajo.run",
            "--port",
            str(self.port),
            "--data",
            str(self.folder),
            *self.more,
        ]

    def start(self) -> None:
        """Start, and wait until it says that it is ready."""
        with self.said.open("a") as said:
            self.process = subprocess.Popen(
                self.words(), stdout=subprocess.PIPE, stderr=said, text=True, env=self.environment
            )
        assert self.process.stdout is not None
        if READY in self.process.stdout:  # reads on until it comes, or until the end
            return
        self.gone()
        raise AssertionError(self.said.read_text()[-2000:])

    def stop(self) -> int:
        """Stop in order and give the exit code."""
        if self.process is None:
            return 0
        self.process.terminate()
        return self.gone()

    def gone(self) -> int:
        """Wait for the end of the supervisor and give its exit code."""
        assert self.process is not None
        assert self.process.stdout is not None
        code = self.process.wait(60)
        self.process.stdout.close()
        self.process = None
        return code

    # -- what it says --

    def inside(self, deed: str) -> Any:
        """Do one of the deeds of `tests.factories.inside` beside the running sites, and give what it tells."""
        done = self._done([self.python, "-P", "-m", "tests.factories.inside", deed])
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout)

    def command(self, *words: str) -> tuple[int, str]:
        """Run `bin/kajo` on this folder."""
        done = self._done([self.python, "-P", "-m", "kajo.run.command", *words])
        return done.returncode, done.stdout + done.stderr

    def _done(self, words: list[str]) -> subprocess.CompletedProcess[str]:
        environment = self.environment | {"KAJO_DATA": str(self.folder)}
        return subprocess.run(
            self.beside(words), capture_output=True, text=True, cwd=ROOT, check=False, env=environment
        )

    def beside(self, words: list[str]) -> list[str]:
        """Give the words that do something where the data folder is seen."""
        return words

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


def three_free_ports() -> int:
    """Find three ports in a row that nobody uses, and give the first.

    Each process of a run has a thousand of its own, below those that outgoing connections take.
    """
    mine = 12000 + 1000 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for port in random.SystemRandom().sample(range(mine, mine + 998), 998):
        with contextlib.ExitStack() as held, contextlib.suppress(OSError):
            for number in (port, port + 1, port + 2):
                held.enter_context(socket.socket()).bind(("127.0.0.1", number))
            return port
    raise AssertionError("no three ports are free")
