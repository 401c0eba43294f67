"""Nobody is lost when an installation of an earlier day is brought up to date."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kajo.run.embedded import EmbeddedPostgres
from kajo.run.pgplugin import NAME
from tests.upgrade.making import counted, outside, told

HERE = Path(__file__).parent
FORMER = sorted(each.parent for each in HERE.glob("*/dump.sql.gz"))
PLACE = f"{NAME}_of_an_earlier_day"


def test_there_is_a_database_of_an_earlier_day() -> None:
    assert FORMER


@pytest.fixture
def restored(
    request: pytest.FixtureRequest, postgres: EmbeddedPostgres, django_db_setup: None, tmp_path: Path
) -> Iterator[dict[str, str]]:
    """A database as it was, with its keys and anchors; gives the environment in which commands find it."""
    folder: Path = request.param
    with psycopg.connect(postgres.dsn("postgres"), autocommit=True) as administrator:
        administrator.execute(f"drop database if exists {PLACE} with (force)")
        administrator.execute(f"create database {PLACE} owner kajo_owner template template0")
    subprocess.run(
        [postgres.bin / "psql", "-q", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, postgres.dsn(PLACE)],
        input=gzip.decompress((folder / "dump.sql.gz").read_bytes()),
        check=True,
    )
    tmp_path.joinpath("keys").mkdir(mode=0o700)
    keys = Path(shutil.copyfile(folder / "keys.json", tmp_path / "keys" / "keys.json"))
    keys.chmod(0o600)
    shutil.copytree(folder / "anchors", tmp_path / "anchors")
    yield outside() | {
        "KAJO_DATA": str(tmp_path),
        "KAJO_DEMO": "1",
        "DATABASE_URL": postgres.url(PLACE, "kajo_staff"),
        "DATABASE_OWNER_URL": postgres.url(PLACE, "kajo_owner"),
        "DATABASE_ADMIN_URL": postgres.url(PLACE),
    }
    with psycopg.connect(postgres.dsn("postgres"), autocommit=True) as administrator:
        administrator.execute(f"drop database if exists {PLACE} with (force)")


def events(said: list[str]) -> int:
    return int(said[0].split()[0])


@pytest.mark.parametrize("restored", FORMER, ids=lambda each: each.name, indirect=True)
def test_everybody_is_there_after_the_upgrade(restored: dict[str, str], request: pytest.FixtureRequest) -> None:
    before: dict[str, Any] = json.loads(
        (request.node.callspec.params["restored"] / "known.json").read_text(encoding="utf-8")
    )

    told(restored, "kajo.run.command", "migrate")
    after = counted(restored)

    assert after["figures"] == before["figures"]
    assert after["opened"].items() >= before["opened"].items()
    assert sum(after["opened"].values()) > 500
    assert after["ledger"][-1] == "all is as it was sealed"
    assert events(after["ledger"]) >= events(before["ledger"])
