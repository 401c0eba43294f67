"""What the police were told before there was a register stands in it afterwards, row by row as it was."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from kajo.cases import actions as cases
from kajo.disclosures.models import Disclosure
from kajo.law.calendar import legal_day
from kajo.run.embedded import EmbeddedPostgres
from kajo.run.pgplugin import NAME
from tests.factories import reflecting

pytestmark = pytest.mark.django_db(transaction=True)
PLACE = f"{NAME}_before_the_move"
KEPT = "id, subject_id, office, unit, basis, extent, told_on, made_by_id, approved_by_id, made_at"


@pytest.fixture
def copied(postgres: EmbeddedPostgres, veikko: Any, aino: Any, case: Any, at: Any) -> Iterator[Any]:
    """Return a connection of migrations to a copy of a database in which the police were told of a decision."""
    period = reflecting.granted(veikko, aino, case)
    cases.tell_police(
        veikko, case, decision=period.decision_id, unit="Unit of the day", extent=[], told_on=legal_day(at), at=at
    )
    with psycopg.connect(postgres.dsn("postgres"), autocommit=True) as administrator:
        administrator.execute(f"drop database if exists {PLACE} with (force)")
        administrator.execute(f"create database {PLACE} owner kajo_owner template template0")
    dumped = subprocess.run([postgres.bin / "pg_dump", postgres.dsn(NAME)], capture_output=True, check=True)
    words = [postgres.bin / "psql", "-q", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, postgres.dsn(PLACE)]
    subprocess.run(words, input=dumped.stdout, check=True)
    moving = type(connections["default"])({**connections["default"].settings_dict, "NAME": PLACE, "USER": "postgres"})
    yield moving
    moving.close()
    with psycopg.connect(postgres.dsn("postgres"), autocommit=True) as administrator:
        administrator.execute(f"drop database if exists {PLACE} with (force)")


def rows(moving: Any, table: str, keys: str) -> list[Any]:
    """The rows of a table, whoever may see them."""
    with moving.cursor() as cursor:
        cursor.execute(f"select {KEPT}, {keys} from {table} order by id")
        return [tuple(bytes(each) if isinstance(each, memoryview) else each for each in row) for row in cursor]


STEPS = (
    ("cases", "0009_disclosures_move_out"),
    ("disclosures", "0001_register_takes_over"),
    ("disclosures", "0002_requests_and_notifications"),
    ("disclosures", "0003_what_was_given_stays"),
)


def step(moving: Any, key: tuple[str, str], *, back: bool) -> None:
    """Apply one migration to the copy, or take it back."""
    loader = MigrationLoader(None)
    migration, state = loader.get_migration(*key), loader.project_state(key, at_end=False)
    with moving.schema_editor(atomic=migration.atomic) as editor:
        (migration.unapply if back else migration.apply)(state, editor)


def test_every_row_is_kept_with_its_sealed_words(copied: Any) -> None:
    for key in reversed(STEPS):
        step(copied, key, back=True)
    before = rows(copied, "cases_disclosure", "case_id, decision_id, authority")

    for key in STEPS:
        step(copied, key, back=False)

    after = rows(copied, "disclosures_disclosure", "about, decision, recipient")
    assert len(before) == 1
    assert after == before
    with copied.cursor() as cursor:
        cursor.execute("select state, purpose, about_kind from disclosures_disclosure")
        assert cursor.fetchall() == [("given", "reflection", "case")]
    # Its words were sealed for the place where they lay, and are opened by it.
    assert Disclosure._meta.get_field("unit").place == "cases_disclosure.unit"
