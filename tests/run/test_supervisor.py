"""What `bin/run` starts stays up, comes back, and stops in order."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import psutil
import psycopg
import pytest

from kajo.run.children import ROOT
from kajo.run.embedded import EmbeddedPostgres, processes_in
from kajo.run.ground import Ground, borrowed
from kajo.run.roles import OWNER
from tests.factories.stack import three_free_ports

LEFT_OUT = ("DATABASE_", "KAJO_", "DJANGO_SETTINGS")


def until(check: Callable[[], bool], seconds: float = 30.0) -> bool:
    end, pause = time.monotonic() + seconds, threading.Event()
    while not check():
        if time.monotonic() > end:
            return False
        pause.wait(0.05)
    return True


class Kajo:
    """One data folder and the supervisor that runs on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = three_free_ports()
        self.environment = {name: text for name, text in os.environ.items() if not name.startswith(LEFT_OUT)}
        self.environment["PYTHONPATH"] = str(ROOT)
        self.process: subprocess.Popen[str] | None = None
        self.errors: IO[str] | None = None

    def start(self) -> list[str]:
        self.errors = (self.folder.parent / "errors").open("a+")
        self.process = subprocess.Popen(
            self.words(), stdout=subprocess.PIPE, stderr=self.errors, text=True, env=self.environment
        )
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line.rstrip())
            if line == "kajo is ready\n":
                return said
        self.errors.seek(0)
        raise AssertionError(f"{self.errors.read()[-2000:]}")

    def words(self, *more: str) -> list[str]:
        return [
            *(sys.executable, "-P", "-m", "kajo.run", "--port", str(self.port)),
            *("--data", str(self.folder), "--empty", *more),
        ]

    def refusal(self, *more: str) -> tuple[int, list[str]]:
        ended = subprocess.run(
            self.words(*more), capture_output=True, text=True, env=self.environment, timeout=60, check=False
        )
        return ended.returncode, ended.stderr.splitlines()

    def command(self, *words: str) -> str:
        return subprocess.run(
            [sys.executable, "-P", "-m", "kajo.run.command", *words],
            capture_output=True,
            text=True,
            env={**self.environment, "KAJO_DATA": str(self.folder)},
            check=True,
        ).stdout.strip()

    def children(self) -> dict[str, psutil.Process]:
        assert self.process is not None
        found = {}
        for child in psutil.Process(self.process.pid).children():
            with contextlib.suppress(psutil.Error):
                words = child.cmdline()
                if "kajo.run" in words:
                    found[" ".join(words[words.index("kajo.run") + 1 :][:2])] = child
        return found

    def get(self, number: int, path: str = "/healthz") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port + number, timeout=5)
        try:
            connection.request("GET", path, headers={"Host": "localhost"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except OSError:
            return 0, ""
        finally:
            connection.close()

    def serves(self) -> bool:
        return all(self.get(number)[0] == 200 for number in range(3))

    def stop(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.clean()

    def clean(self) -> int:
        assert self.process is not None
        code = self.process.wait(30)
        for stream in (self.process.stdout, self.errors):
            if stream is not None:
                stream.close()
        self.process = None
        return code


@pytest.fixture(scope="module")
def kajo() -> Iterator[Kajo]:
    """A folder of which the first start, with its migrations, is made once."""
    with tempfile.TemporaryDirectory(prefix="kajo-") as name:
        Path(name).chmod(0o711)
        kajo = Kajo(Path(name) / "var")
        yield kajo
        if kajo.process is not None:
            kajo.stop()


@pytest.fixture
def running(kajo: Kajo) -> Kajo:
    if kajo.process is None:
        kajo.start()
    return kajo


@pytest.fixture
def stopped(kajo: Kajo) -> Kajo:
    if not (kajo.folder / "keys").exists():
        kajo.start()
    if kajo.process is not None:
        kajo.stop()
    return kajo


def test_it_prints_three_addresses_and_that_it_is_ready(stopped: Kajo) -> None:
    said = stopped.start()

    assert [line.split()[1] for line in said[:3]] == [
        f"http://{site}.localhost:{stopped.port + number}/"
        for number, site in enumerate(["public", "staff", "partner"])
    ]
    assert said[3:] == ["kajo is ready"]  # no demo sign-ins where there are no demo people


def test_each_site_says_that_it_can_serve(running: Kajo) -> None:
    assert [running.get(number) for number in range(3)] == [(200, '{"status": "ok"}')] * 3


def test_each_site_connects_as_its_own_role(running: Kajo) -> None:
    running.serves()

    with psycopg.connect(EmbeddedPostgres(running.folder / "pg").dsn("kajo")) as administrator:
        users = administrator.execute(
            "select distinct application_name, usename from pg_stat_activity where application_name like 'kajo-%'"
        ).fetchall()

    assert {("kajo-public", "kajo_public"), ("kajo-staff", "kajo_staff"), ("kajo-partner", "kajo_partner")} <= {*users}
    assert all(name.replace("-", "_") == user for name, user in users)


def test_only_this_machine_is_answered(running: Kajo) -> None:
    assert running.process is not None
    family = [psutil.Process(running.process.pid), *psutil.Process(running.process.pid).children(recursive=True)]
    open_at = {each.laddr.ip for one in family for each in one.net_connections("tcp") if each.status == "LISTEN"}

    assert open_at == {"127.0.0.1"}


def test_a_second_start_is_refused_in_one_line(running: Kajo) -> None:
    code, lines = running.refusal("--port", str(three_free_ports()))

    assert (code, lines) == (2, [f"kajo: The data folder {running.folder} is in use: another kajo runs there."])


def test_a_command_uses_the_running_database(running: Kajo) -> None:
    address = running.command("database", "--owner")

    with psycopg.connect(address) as connection:
        assert connection.info.user == OWNER


@pytest.mark.parametrize("name", ["site public", "site staff", "worker", "sealer"])
def test_a_killed_part_comes_back(running: Kajo, name: str) -> None:
    assert until(lambda: name in running.children())
    killed = running.children()[name]

    killed.kill()

    assert until(lambda: running.children().get(name, killed).pid != killed.pid)
    assert until(running.serves)


def test_a_killed_worker_of_a_site_comes_back(running: Kajo) -> None:
    main = running.children()["site partner"]
    killed = main.children()[0]

    killed.kill()

    assert until(lambda: any(child.pid != killed.pid for child in main.children()) and running.get(2)[0] == 200)


def test_a_killed_database_comes_back_and_the_sites_with_it(running: Kajo) -> None:
    postmaster = next(pid for pid, leads in processes_in(running.folder / "pg") if leads)

    os.kill(postmaster, signal.SIGKILL)

    assert until(lambda: postmaster not in dict(processes_in(running.folder / "pg")) and running.serves())


def test_a_killed_supervisor_takes_its_sites_along_and_the_next_start_mends_the_rest(running: Kajo) -> None:
    assert running.process is not None
    parts = psutil.Process(running.process.pid).children(recursive=True)
    orphans = dict(processes_in(running.folder / "pg"))
    running.process.kill()
    running.clean()
    gone, _ = psutil.wait_procs([part for part in parts if part.pid not in orphans], timeout=20)
    assert len(gone) == len(parts) - len(orphans)

    running.start()

    assert running.serves()
    assert not orphans.keys() & dict(processes_in(running.folder / "pg")).keys()


def test_it_stops_in_order_and_leaves_nothing_behind(running: Kajo) -> None:
    assert running.process is not None
    running.serves()
    family = psutil.Process(running.process.pid).children(recursive=True)
    log = running.folder / "pg.log"
    before = log.stat().st_size

    code = running.stop()

    assert code == 0
    assert [each for each in family if each.is_running()] == []
    said = log.read_text()[before:]
    assert "received fast shutdown request" in said
    assert "terminating connection" not in said  # everybody had left before the database did
    assert "database system is shut down" in said


def test_a_taken_port_is_refused_in_one_line(stopped: Kajo) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", stopped.port + 1))
        taken.listen()

        code, lines = stopped.refusal()

    assert code == 2
    assert lines == [f"kajo: Port {stopped.port + 1} is taken by another program: choose one with --port."]


def test_a_damaged_key_file_is_refused_in_one_sentence(stopped: Kajo) -> None:
    keys = stopped.folder / "keys" / "keys.json"
    kept = keys.read_bytes()
    keys.write_bytes(kept[:-20])
    try:
        code, lines = stopped.refusal()
    finally:
        keys.write_bytes(kept)

    told = [line for line in lines if not line.startswith(("kajo: starting ", "kajo: bringing "))]
    assert (code, len(told)) == (2, 1)
    assert "is damaged or is no key file" in told[0]


def test_an_interrupted_start_stops_everything(stopped: Kajo) -> None:
    process = subprocess.Popen(stopped.words(), stderr=subprocess.PIPE, text=True, env=stopped.environment)
    with process:
        assert process.stderr is not None
        assert until(lambda: "starting the sites" in process.stderr.readline())  # type: ignore[union-attr]

        process.send_signal(signal.SIGINT)

        assert process.wait(30) == 0
    assert list(processes_in(stopped.folder / "pg")) == []


def test_borrowers_share_the_database_and_the_last_one_sees_it_stop(stopped: Kajo) -> None:
    first, second = borrowed(stopped.folder), borrowed(stopped.folder)
    ground = first.__enter__()
    second.__enter__()
    leaving = threading.Thread(target=first.__exit__, args=(None, None, None))

    leaving.start()
    assert connects(ground)  # the one who started it waits for the other
    second.__exit__(None, None, None)
    leaving.join(20)

    assert not leaving.is_alive()
    assert not connects(ground)


def connects(ground: Ground) -> bool:
    try:
        psycopg.connect(ground.owner_dsn()).close()
    except psycopg.OperationalError:
        return False
    return True
