"""A sealed value opens in its own column, row and subject, under its own key version, and nowhere else.

Made for every sealed column of every table, so that a new one is tried the day it is born.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.apps import apps
from django.db import models

from kajo.access.crossing import current
from kajo.access.doors import acting
from kajo.access.roles import CONSOLE
from kajo.access.verbs import Verb
from kajo.run.pgplugin import NAME
from kajo.vault import keys
from kajo.vault.classes import Class
from kajo.vault.errors import Destroyed, Tampered
from kajo.vault.fields import SealedDate, SealedField, SealedJSON, SealedText
from kajo.vault.models import DataKey, Kind, State, Subject
from kajo.vault.seal import Sealed
from tests.access.ground import Ground, undone

COLUMNS = [
    (model, field)
    for model in sorted(apps.get_models(), key=lambda each: each._meta.label)
    for field in model._meta.concrete_fields
    if isinstance(field, SealedField) and model.__module__.startswith("kajo.")
]
every_column = pytest.mark.parametrize(("model", "field"), COLUMNS, ids=[field.place for _, field in COLUMNS])
REVEALED = [each for each in Class if each.demands.is_revealed]
FLIPS = 60


def sample(field: SealedField) -> Any:
    """Give something that belongs into a column."""
    if isinstance(field, SealedDate):
        return date(1999, 12, 31)
    if isinstance(field, SealedJSON):
        return {"planted": "here"}
    return "planted" if isinstance(field, SealedText) else b"planted"


def cell(model: type[models.Model], field: SealedField, row: UUID, subject: UUID) -> bytes:
    """Seal a value in a row that is not saved."""
    instance = model(pk=row, **{field.subject_attribute: subject})
    setattr(instance, field.name, sample(field))
    sealed: bytes = getattr(instance, field.name).sealed().cell
    if field.lookup is not None:  # what is sealed with a token beside it is owed that token, as when a row is saved
        model._meta.get_field(field.token_name).get_prep_value(getattr(instance, field.token_name))
    return sealed


def opened(field: SealedField, sealed: bytes, row: UUID, subject: UUID) -> Any:
    return Sealed(field, sealed, row, subject).open()  # type: ignore[arg-type]  # a column is a place


@contextmanager
def at_work() -> Iterator[tuple[UUID, UUID]]:
    """Open a door with two subjects, in which every class may be opened."""
    with undone(), acting(CONSOLE, Verb.KEY_ROTATE):
        current().ring.allow(*REVEALED)
        at = datetime.now(UTC)
        yield Subject.open(Kind.PERSON, at=at).pk, Subject.open(Kind.PERSON, at=at).pk


def test_sealed_columns_are_found() -> None:
    assert len(COLUMNS) >= 20


@every_column
def test_a_value_opens_only_where_it_was_sealed(ground_of_threads: None, model: Any, field: SealedField) -> None:
    row, neighbour = uuid4(), uuid4()
    with at_work() as (subject, other):
        sealed = cell(model, field, row, subject)

        assert opened(field, sealed, row, subject) == sample(field)
        for where in ((neighbour, subject), (row, other), (neighbour, other)):
            with pytest.raises(Tampered):
                opened(field, sealed, *where)
        for _, elsewhere in COLUMNS:
            if elsewhere is not field:
                with pytest.raises(Tampered):
                    opened(elsewhere, sealed, row, subject)


@every_column
def test_no_bit_of_a_value_may_change(ground_of_threads: None, model: Any, field: SealedField, seed: int) -> None:
    dice, row = random.Random(seed), uuid4()
    with at_work() as (subject, _):
        sealed = cell(model, field, row, subject)
        for _ in range(FLIPS):
            at = dice.randrange(len(sealed))
            changed = sealed[:at] + bytes([sealed[at] ^ (1 << dice.randrange(8))]) + sealed[at + 1 :]
            with pytest.raises((Tampered, Destroyed)):
                opened(field, changed, row, subject)
        for piece in (b"", sealed[:20], sealed[:-1], sealed + b"\0", sealed * 2, bytes(len(sealed))):
            with pytest.raises((Tampered, Destroyed)):
                opened(field, piece, row, subject)


@every_column
def test_a_value_does_not_pass_for_one_of_another_key_version(
    ground_of_threads: None, model: Any, field: SealedField
) -> None:
    row = uuid4()
    with at_work() as (key, _):
        subject = Subject.objects.get(pk=key)
        old = cell(model, field, row, key)
        keys.rotate_subject(subject, at=datetime.now(UTC))
        new = cell(model, field, row, key)

        assert opened(field, old, row, key) == opened(field, new, row, key)
        assert (field.version_of(old), field.version_of(new)) == (1, 2)
        for forged in (old[:2] + new[2:4] + old[4:], new[:2] + old[2:4] + new[4:], old[:2] + b"\0\x09" + old[4:]):
            with pytest.raises((Tampered, Destroyed)):
                opened(field, forged, row, key)

        DataKey.objects.filter(subject=key, version=1).update(state=State.DESTROYED, wrapped=None)
        current().ring.renewed(key)
        with pytest.raises(Destroyed):
            opened(field, old, row, key)
        assert opened(field, new, row, key) == sample(field)


def test_values_swapped_in_the_database_open_nowhere(ground: Ground, postgres: Any) -> None:
    """Somebody who writes into the tables puts one person's words into another's record, or under another heading."""
    swapped = 0
    with psycopg.connect(postgres.dsn(NAME)) as administrator:
        administrator.execute("set session_replication_role = replica")
        for model, field in COLUMNS:
            table, column = model._meta.db_table, field.column
            rows = administrator.execute(
                f"select id, {column} from {table} where {column} is not null order by id limit 2"
            ).fetchall()
            if len(rows) < 2:
                continue
            (first, here), (second, there) = rows
            administrator.execute(f"update {table} set {column} = %s where id = %s", [there, first])
            administrator.execute(f"update {table} set {column} = %s where id = %s", [here, second])
            administrator.commit()
            try:
                with undone(), acting(CONSOLE, Verb.CASE_VIEW):
                    current().ring.allow(*REVEALED)
                    for key in (first, second):
                        row = model._base_manager.filter(pk=key).first()
                        if row is not None:
                            swapped += 1
                            with pytest.raises(Tampered):
                                getattr(row, field.name).open()
            finally:
                administrator.execute(f"update {table} set {column} = %s where id = %s", [here, first])
                administrator.execute(f"update {table} set {column} = %s where id = %s", [there, second])
                administrator.commit()

    assert swapped >= 10
