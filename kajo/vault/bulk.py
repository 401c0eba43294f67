"""How do very many rows reach the database at once?

Row-level security refuses COPY, and the framework's own way costs more than the database does: it asks every field of
every row several questions and writes a placeholder for each. Here one array for each column is sent.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, models

from kajo.vault.fields import SealedField
from kajo.vault.lookup import Lookup


def insert_all(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model in one statement. They are not yet saved and have their keys.

    Values of sealed columns are sealed; all others are sent as they stand, so they are of the type the column has.
    """
    if not rows:
        return
    opts = rows[0]._meta
    columns = [(field, _reader(field)) for field in opts.concrete_fields]
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field, _ in columns)
    arrays = ", ".join(f"%s::{_type(field)}[]" for field, _ in columns)
    values = [[read(row) for row in rows] for _, read in columns]
    table = connection.ops.quote_name(opts.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"insert into {table} ({names}) select * from unnest({arrays})", values)  # noqa: S608  # names of our own columns


def _reader(field: models.Field[Any, Any]) -> Callable[[models.Model], Any]:
    if isinstance(field, models.JSONField):
        return lambda row: json.dumps(getattr(row, field.attname))
    if not isinstance(field, (SealedField, Lookup)):
        return attrgetter(field.attname)
    return lambda row: field.get_db_prep_save(field.pre_save(row, add=True), connection)


def _type(field: models.Field[Any, Any]) -> str:
    """Name the column's type without its length: a cast to one would cut what is too long, and say nothing."""
    kept = field.target_field if isinstance(field, models.ForeignKey) else field
    return str(kept.db_type(connection)).partition("(")[0]
