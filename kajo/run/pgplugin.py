"""Where do tests get their PostgreSQL from?

A cluster of its own in the temporary folder for each process of a run, started when its first test needs it,
migrated as the owner and then used as `kajo_staff`: no test ever runs as owner or superuser unless it asks for it.
"""

from __future__ import annotations

import hashlib
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from kajo.run.embedded import EmbeddedPostgres
from kajo.run.faults import Unusable
from kajo.run.ground import fingerprint
from kajo.run.roles import OWNER, apply_roles, ensure_database

ROOT = Path(__file__).resolve().parents[2]
NAME = "kajo_test"
SERVING = "kajo_staff"
PLACES = 8
VACUUMED_FROM_BYTES = 1_000_000
TEMPLATES_KEPT = 3
DEEP = os.environ.get("KAJO_DEEP") == "1"
SEED = int(os.environ.get("KAJO_SEED") or random.SystemRandom().randrange(2**32))
os.environ["KAJO_SEED"] = str(SEED)  # the processes of one run draw the same worlds


class _Server:
    def __init__(self) -> None:
        self.cluster: EmbeddedPostgres | None = None
        self.seeded: list[str] = []

    def start(self) -> EmbeddedPostgres:
        if self.cluster is None:
            mark = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
            folder = Path(tempfile.gettempdir()) / f"kajo-test-{os.geteuid()}-{mark}"
            _own(folder)
            for place in range(PLACES):
                candidate = EmbeddedPostgres(folder / f"pg{place}", durable=False)
                try:
                    candidate.hold()
                except Unusable:
                    continue
                candidate.start()
                self.cluster = candidate
                break
            else:
                raise Unusable(f"{PLACES} test runs are under way in {folder} already.")
        return self.cluster

    def stop(self) -> None:
        if self.cluster is not None:
            self.cluster.stop()
            self.cluster = None


class _Cleaner:
    """Empties the tables a test filled, as administrator: the serving role may not, and triggers refuse it."""

    def __init__(self, postgres: EmbeddedPostgres) -> None:
        self.connection = psycopg.connect(postgres.dsn(NAME), autocommit=True)
        # Switches off ordinary triggers and foreign keys; what fires always is named below and switched by hand.
        self.connection.execute("set session_replication_role = replica")
        self.connection.execute("set lock_timeout = '20s'")
        self._always: dict[str, list[str]] = {}
        for name, trigger in self.connection.execute(
            "select quote_ident(n.nspname) || '.' || quote_ident(c.relname), quote_ident(t.tgname) from pg_trigger t"
            " join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace"
            " where t.tgenabled = 'A' and not t.tgisinternal"
        ).fetchall():
            self._always.setdefault(name, []).append(trigger)
        tables = self.connection.execute(
            "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables"
            " where schemaname <> 'information_schema' and schemaname not like 'pg\\_%' order by 1"
        ).fetchall()
        self._ask_filled = " union all ".join(
            f"select '{name}', pg_relation_size('{name}') where exists (select 1 from {name})"  # noqa: S608 (names from the catalogue)
            for (name,) in tables
        )
        # Rows that migrations put there come back after each test.
        self._born: dict[str, bytes] = {}
        for name, _size in self._filled():
            with self.connection.cursor().copy(f"copy {name} to stdout") as copy:
                self._born[name] = b"".join(bytes(block) for block in copy)

    def _filled(self) -> list[tuple[str, int]]:
        return self.connection.execute(self._ask_filled).fetchall() if self._ask_filled else []

    def clean(self) -> None:
        """Bring every table back to what it held after migrating."""
        with self.connection.transaction():
            filled = dict(self._filled())
            always = [(name, trigger) for name in filled for trigger in self._always.get(name, [])]
            for name, trigger in always:
                self.connection.execute(f"alter table {name} disable trigger {trigger}")
            for name in filled:
                self.connection.execute(f"delete from {name}")  # noqa: S608 (names from the catalogue)
            for name, rows in self._born.items():
                with self.connection.cursor().copy(f"copy {name} from stdin") as copy:
                    copy.write(rows)
            for name, trigger in always:
                self.connection.execute(f"alter table {name} enable always trigger {trigger}")
        for name, size in filled.items():
            if size > VACUUMED_FROM_BYTES:  # nothing else clears away what a large test left
                self.connection.execute(f"vacuum {name}")


_server = _Server()


def _own(folder: Path) -> None:
    """Make the folder, refusing one that somebody else made: a shared temporary folder is open to all."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid != os.geteuid():
        raise Unusable(f"The folder {folder} belongs to somebody else.")
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)  # the server's own account must reach what is inside


def pytest_collection_finish() -> None:
    """Give every random world of the run the printed seed."""
    if "hypothesis" in sys.modules:
        sys.modules["hypothesis"].core.global_force_seed = SEED


def pytest_report_header() -> str:
    """Print what is needed to repeat a run."""
    return f"kajo: seed {SEED}, {'full' if DEEP else 'sampled'} sizes"


def pytest_unconfigure() -> None:
    """Stop the server when the run is over."""
    _server.stop()


@pytest.fixture(scope="session")
def seed() -> int:
    """Return the number every random choice of this run starts from; KAJO_SEED repeats it."""
    return SEED


@pytest.fixture(scope="session")
def amount() -> Callable[[int, int], int]:
    """Return a chooser of two sizes; its second one is taken only under bin/test --deep."""
    return lambda sampled, full: full if DEEP else sampled


@pytest.fixture(scope="session")
def postgres() -> EmbeddedPostgres:
    """Return the running test cluster."""
    return _server.start()


@pytest.fixture(scope="session")
def django_db_setup(postgres: EmbeddedPostgres, django_db_blocker: Any) -> Iterator[None]:
    """Migrate as the owner into a template, copy it, and serve the copy as kajo_staff."""
    from django.db import connection

    with django_db_blocker.unblock():
        if not _exists(postgres, _template()):
            _make_template(postgres, _template())
        copied(postgres, NAME)
        _use(postgres, NAME, SERVING)
        cleaner = _Cleaner(postgres)
        # Django's own flush would run as the serving role and make its post-migrate rounds each time.
        # For the class: while the browser's driver runs its event loop, the same thread has another connection.
        operations: Any = type(connection.ops)
        operations.sql_flush = lambda _ops, *_words, **_options: []
        operations.execute_sql_flush = lambda _ops, _statements: cleaner.clean()
    yield
    cleaner.connection.close()
    with django_db_blocker.unblock():
        connection.close()


def copied(postgres: EmbeddedPostgres, name: str) -> str:
    """Make a database that holds what migrating makes and nothing else, in place of any former one; gives its DSN."""
    with psycopg.connect(postgres.dsn("postgres"), autocommit=True) as administrator:
        administrator.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
        administrator.execute(
            sql.SQL("create database {} owner {} template {} strategy file_copy").format(
                sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(_template())
            )
        )
    apply_roles(postgres.dsn(name))  # what a template does not copy: settings and grants of the database itself
    return postgres.dsn(name)


def _template() -> str:
    return f"{NAME}_{fingerprint()}"


def _use(postgres: EmbeddedPostgres, name: str, user: str) -> None:
    from django.db import connection

    connection.close()
    connection.settings_dict.update({"HOST": str(postgres.socket_dir), "NAME": name, "USER": user})


def _exists(postgres: EmbeddedPostgres, name: str) -> bool:
    with psycopg.connect(postgres.dsn("postgres")) as administrator:
        return administrator.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is not None


def _make_template(postgres: EmbeddedPostgres, template: str) -> None:
    """Build under another name and rename last, so a killed run leaves no half-made template."""
    from django.core.management import call_command
    from django.db import connection

    draft = f"{NAME}_draft"
    with psycopg.connect(postgres.dsn("postgres"), autocommit=True) as administrator:
        old = administrator.execute(
            "select datname from pg_database where datname like %s order by oid", [f"{NAME}\\_%"]
        ).fetchall()
        for (name,) in old[: -TEMPLATES_KEPT + 1] + [row for row in old if row[0] == draft]:
            administrator.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
    ensure_database(postgres.dsn("postgres"), draft)
    apply_roles(postgres.dsn(draft))
    _use(postgres, draft, OWNER)
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()
    apply_roles(postgres.dsn(draft))
    with psycopg.connect(postgres.dsn("postgres"), autocommit=True) as administrator:
        administrator.execute(
            sql.SQL("alter database {} rename to {}").format(sql.Identifier(draft), sql.Identifier(template))
        )


@pytest.fixture
def as_role(postgres: EmbeddedPostgres, django_db_setup: None) -> Iterator[Callable[..., psycopg.Connection[Any]]]:
    """Return a connector to the test database as any role: a raw connection, closed after the test.

    It sees committed rows only, so the test that uses it is marked django_db(transaction=True).
    """
    opened: list[psycopg.Connection[Any]] = []

    def connect(name: str, *, autocommit: bool = False) -> psycopg.Connection[Any]:
        opened.append(psycopg.connect(postgres.dsn(NAME, name), autocommit=autocommit))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()
