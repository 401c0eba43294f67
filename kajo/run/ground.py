"""Which database stands under this data folder, is it up to date, and what is known about it?"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql

from kajo.run.embedded import EmbeddedPostgres
from kajo.run.faults import Unusable
from kajo.run.place import prepare_folder
from kajo.run.roles import OWNER, ensure_database
from kajo.settings.databases import NAME

ROOT = Path(__file__).resolve().parents[2]
# What a database is made of: a change in any of these files means that migrating has something to do.
MADE_OF = (
    "deploy/roles.sql",
    "requirements.txt",
    "kajo/**/migrations/*.py",
    "kajo/**/*.sql",
    "kajo/vault/**/*.py",
    "kajo/ledger/**/*.py",
    "kajo/access/**/*.py",
    "kajo/settings/*.py",
    "kajo/run/roles.py",
)
PATIENCE_SECONDS = 60.0


def fingerprint() -> str:
    """Return the mark of everything a database is made of."""
    digest = hashlib.sha256()
    for pattern in MADE_OF:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


@dataclass(frozen=True)
class Standing:
    """What the database says of itself; kept as its comment, so it travels with a backup."""

    made_of: str = ""
    demo: bool = False
    keys: str = ""


class Ground:
    """The database of one data folder: the embedded one, or the one that DATABASE_URL names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_embedded = not os.environ.get("DATABASE_URL")
        self._server: EmbeddedPostgres | None = None

    @property
    def server(self) -> EmbeddedPostgres:
        """Return the embedded server, known only where there is one."""
        if self._server is None:
            self._server = EmbeddedPostgres(self.folder / "pg")
        return self._server

    def start(self, stopping: threading.Event | None = None) -> None:
        """Start the embedded server, if there is one, and make the database in it."""
        if self.is_embedded:
            self.server.start(stopping=stopping)
            ensure_database(self.server.dsn("postgres"), NAME)

    def stop(self) -> None:
        """Stop the embedded server if it is ours."""
        if self._server is not None:
            self._server.stop()

    def owner_dsn(self) -> str:
        """Return the address at which the owner of the tables connects."""
        if self.is_embedded:
            return self.server.dsn(NAME, OWNER)
        return os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]

    def administrator_dsn(self) -> str | None:
        """Return the address of the database's administrator: known for the embedded server, else if it was given."""
        return self.server.dsn(NAME) if self.is_embedded else os.environ.get("DATABASE_ADMIN_URL")

    def standing(self) -> Standing:
        """Return what the database says of itself; raise Unusable if it does not answer."""
        try:
            with psycopg.connect(self.owner_dsn(), connect_timeout=5) as connection:
                row = connection.execute(
                    "select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()"
                ).fetchone()
        except psycopg.OperationalError as error:
            raise Unusable(f"The database does not answer: {_reason(error)}.") from error
        try:
            said = json.loads(row[0]) if row and row[0] else {}
            return Standing(str(said.get("made_of", "")), bool(said.get("demo", False)), str(said.get("keys", "")))
        except (ValueError, AttributeError):
            return Standing()

    def note(self, **changes: Any) -> None:
        """Write down what has become true of the database."""
        said = json.dumps(asdict(replace(self.standing(), **changes)))
        with psycopg.connect(self.owner_dsn(), autocommit=True) as connection:
            name = connection.info.dbname
            connection.execute(sql.SQL("comment on database {} is {}").format(sql.Identifier(name), sql.Literal(said)))


@contextlib.contextmanager
def borrowed(folder: Path) -> Iterator[Ground]:
    """Use the database of this folder: the running one, or one started for as long as it is needed.

    Several commands may borrow at once; the one that started the server stops it when the last has gone.
    """
    ground = Ground(folder)
    if not ground.is_embedded:
        yield ground
        return
    prepare_folder(folder)
    with _borrowing(folder) as borrowers:
        started = _start_or_join(ground)
        try:
            yield ground
        finally:
            if started:
                fcntl.flock(borrowers, fcntl.LOCK_EX)
                ground.stop()


@contextlib.contextmanager
def _borrowing(folder: Path) -> Iterator[IO[str]]:
    with open(os.open(folder / "borrowers.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+") as borrowers:
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                fcntl.flock(borrowers, fcntl.LOCK_SH | fcntl.LOCK_NB)
                break
            except BlockingIOError:  # somebody is just stopping the server
                if time.monotonic() > end:
                    raise Unusable("Another command is stopping the database and does not finish.") from None
                time.sleep(0.05)
        yield borrowers


def _start_or_join(ground: Ground) -> bool:
    """Tell whether the server was started now; wait while another command is starting it."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            ground.server.hold()
        except Unusable:
            try:
                psycopg.connect(ground.server.dsn(NAME, OWNER), connect_timeout=5).close()
            except psycopg.OperationalError as error:
                if time.monotonic() > end:
                    raise Unusable(f"The running database does not answer: {_reason(error)}.") from error
                time.sleep(0.05)
                continue
            return False
        ground.start()
        return True


def _reason(error: psycopg.Error) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].rpartition(": ")[2].rstrip(".?") if lines else type(error).__name__
