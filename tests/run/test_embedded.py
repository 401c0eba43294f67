"""The embedded PostgreSQL survives everything that can be done to it from outside."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kajo.run.embedded import EmbeddedPostgres, processes_in, socket_place
from kajo.run.faults import Unusable


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that the server's own account can reach, unlike pytest's."""
    with tempfile.TemporaryDirectory(prefix="kajo-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture(scope="module")
def home(folder: Path) -> Iterator[EmbeddedPostgres]:
    cluster = EmbeddedPostgres(folder / "pg")
    cluster.start()
    with psycopg.connect(cluster.dsn("postgres")) as connection:
        connection.execute("create table remembered (word text primary key)")
    yield cluster
    cluster.stop()


@pytest.fixture
def cluster(home: EmbeddedPostgres) -> EmbeddedPostgres:
    """A running cluster; what one test did to it, the next one finds repaired."""
    if not home.alive():
        home.start()
    return home


@pytest.fixture
def fresh(folder: Path) -> Iterator[EmbeddedPostgres]:
    cluster = EmbeddedPostgres(folder / "fresh" / "pg", durable=False)
    cluster.data_dir.parent.mkdir()
    yield cluster
    cluster.stop()
    shutil.rmtree(cluster.data_dir.parent)


def postmaster(cluster: EmbeddedPostgres) -> int:
    return next(pid for pid, leads in processes_in(cluster.data_dir) if leads)


def remember(cluster: EmbeddedPostgres, word: str) -> None:
    with psycopg.connect(cluster.dsn("postgres")) as connection:
        connection.execute("insert into remembered values (%s)", [word])


def remembers(cluster: EmbeddedPostgres, word: str) -> bool:
    with psycopg.connect(cluster.dsn("postgres")) as connection:
        return connection.execute("select 1 from remembered where word = %s", [word]).fetchone() is not None


def test_what_was_written_is_there_after_stop_and_start(cluster: EmbeddedPostgres) -> None:
    remember(cluster, "stop")
    cluster.stop()

    cluster.start()

    assert remembers(cluster, "stop")
    assert cluster.alive()


def test_only_the_servers_account_can_look_inside(cluster: EmbeddedPostgres) -> None:
    for place in (cluster.data_dir, cluster.socket_dir):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE(cluster.log_path.stat().st_mode) == 0o600


def test_another_account_of_the_machine_is_not_let_in(cluster: EmbeddedPostgres) -> None:
    rules = (cluster.data_dir / "pg_hba.conf").read_text().split()

    assert rules == ["local", "all", "all", "peer", "map=kajo"]


def test_statements_and_parameters_do_not_reach_the_log(cluster: EmbeddedPostgres) -> None:
    remember(cluster, "planted-secret")
    with pytest.raises(psycopg.errors.UniqueViolation):
        remember(cluster, "planted-secret")

    said = cluster.log_path.read_text()
    assert "unique constraint" in said
    assert "planted-secret" not in said


def test_it_starts_again_after_a_kill_with_everything_acknowledged(cluster: EmbeddedPostgres) -> None:
    remember(cluster, "kill")
    os.kill(postmaster(cluster), signal.SIGKILL)

    cluster.start()

    assert remembers(cluster, "kill")


def test_the_orphan_of_a_killed_owner_is_stopped_and_replaced(cluster: EmbeddedPostgres) -> None:
    cluster.stop()
    program = (
        "import sys, pathlib; from kajo.run.embedded import EmbeddedPostgres;"
        "c = EmbeddedPostgres(pathlib.Path(sys.argv[1])); c.start(); print('up', flush=True); sys.stdin.read()"
    )
    owner = subprocess.Popen(
        [sys.executable, "-c", program, str(cluster.data_dir)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "up\n"
        owner.kill()
    orphan = postmaster(cluster)

    cluster.start()

    assert postmaster(cluster) != orphan
    cluster.stop()
    assert list(processes_in(cluster.data_dir)) == []


def test_a_process_id_that_now_belongs_to_somebody_else_is_no_server(cluster: EmbeddedPostgres) -> None:
    remember(cluster, "reuse")
    marks = [cluster.data_dir / "postmaster.pid", cluster.socket_dir / ".s.PGSQL.5432.lock"]
    lines = marks[0].read_text().splitlines()
    os.kill(postmaster(cluster), signal.SIGKILL)
    cluster.stop()
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, **cluster._identity()) as somebody:
        for mark in marks:
            mark.write_text("\n".join([str(somebody.pid), *lines[1:]]) + "\n")

        cluster.start()

        assert somebody.poll() is None
        assert remembers(cluster, "reuse")


def test_a_first_start_that_was_killed_is_begun_anew(fresh: EmbeddedPostgres) -> None:
    half = fresh.data_dir.with_name("pg.new")
    (half / "base").mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")

    fresh.start()

    assert fresh.alive()
    assert not half.exists()


@pytest.mark.parametrize("lost", ["PG_VERSION", "global/pg_control"])
def test_an_incomplete_database_is_refused_and_left_as_it_is(fresh: EmbeddedPostgres, lost: str) -> None:
    for part in ("PG_VERSION", "global/pg_control", "base/1/1259"):
        (fresh.data_dir / part).parent.mkdir(parents=True, exist_ok=True)
        (fresh.data_dir / part).write_text("18\n")
    (fresh.data_dir / lost).unlink()

    with pytest.raises(Unusable, match=r"^The database folder .* is not complete"):
        fresh.start()

    assert (fresh.data_dir / "base/1/1259").exists()


def test_a_database_of_another_version_is_refused(fresh: EmbeddedPostgres) -> None:
    (fresh.data_dir / "global").mkdir(parents=True)
    (fresh.data_dir / "global" / "pg_control").write_text("")
    (fresh.data_dir / "PG_VERSION").write_text("16\n")

    with pytest.raises(Unusable, match="made by PostgreSQL 16"):
        fresh.start()


def test_a_second_owner_is_refused(cluster: EmbeddedPostgres) -> None:
    with pytest.raises(Unusable, match="is in use"):
        EmbeddedPostgres(cluster.data_dir).start()

    assert cluster.alive()


def test_a_folder_somebody_put_in_the_way_is_refused(fresh: EmbeddedPostgres, folder: Path) -> None:
    fresh.socket_dir.symlink_to(folder)

    with pytest.raises(Unusable, match="belongs to somebody else"):
        fresh.start()


def test_a_long_path_gets_a_socket_that_fits(folder: Path) -> None:
    place = socket_place(folder / ("long" * 30) / "pg")

    assert len(os.fsencode(place / ".s.PGSQL.5432.lock")) <= 107
    assert place != socket_place(folder / ("long" * 31) / "pg")
