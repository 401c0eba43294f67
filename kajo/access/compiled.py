"""How is a query that is asked all day turned into SQL only once?

Django writes the SQL of a queryset anew each time, which costs more than PostgreSQL's answer. A `Compiled` query is
written once for each shape of reach (roles, and whether there are ties and conflicts) and then only filled in. What it
says is still said by one queryset, through `within`, so both walls stand as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Field, ForeignKey, Lookup, QuerySet
from django.db.models.query import get_related_populators

from kajo.access.crossing import array, current
from kajo.access.roles import Actor

_is_writing: ContextVar[bool] = ContextVar("kajo_is_writing_sql", default=False)


class Given(models.Expression):
    """A place in a compiled query that a value of this name fills."""

    def __init__(self, name: str, output_field: Field[Any, Any] | None = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Stand for one parameter."""
        return "%s", [self]


@models.UUIDField.register_lookup
@ForeignKey.register_lookup
class AnyOf(Lookup):
    """Column is one of a list that travels as one array, however long."""

    lookup_name = "any"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        """Pass the list on as it is."""
        return "%s", [list(value)]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Write `column = any(array)`."""
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{left} = any({right})", [*left_values, *right_values]


def given(name: str, value: Any) -> Any:
    """Give the value, or its place while a compiled query is being written."""
    return Given(name, models.UUIDField()) if _is_writing.get() else value


@dataclass(frozen=True)
class _Written:
    sql: str
    values: tuple[Any, ...]
    compiler: Any
    converters: dict[int, Any]
    populators: list[Any]
    model: type[models.Model]


class Compiled:
    """A queryset builder `(actor, **values)` whose SQL is kept. Called inside a door; gives a list of rows.

    Lists are compared with `__any`. Everything a call gives by name stands in the query as `Given`; nothing else may
    depend on the call.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self.build = build
        self._written: dict[tuple[Any, ...], _Written | None] = {}

    def __call__(self, actor: Actor, **values: Any) -> list[Any]:
        """Ask the query with these values."""
        sight = current().sight
        shape = (actor.roles, actor.office is None, not sight.tied, not sight.barred)
        if shape not in self._written:
            self._written[shape] = self._write(actor, values)
        written = self._written[shape]
        if written is None:
            return []
        reach = {"tied": sight.tied_array, "barred": sight.barred_array, "office": actor.office, "me": actor.id}
        filled = values | reach
        with connection.cursor() as cursor:
            cursor.execute(
                written.sql,
                [_plain(filled[value.name]) if isinstance(value, Given) else value for value in written.values],
            )
            rows = cursor.fetchall()
        return list(_objects(written, rows))

    def plainly(self, actor: Actor, **values: Any) -> list[Any]:
        """Ask the same without keeping anything: what tests compare with."""
        return list(self.build(actor, **values))

    def _write(self, actor: Actor, values: dict[str, Any]) -> _Written | None:
        with _writing():
            rows = self.build(actor, **{name: Given(name, models.UUIDField()) for name in values})
            compiler = rows.query.get_compiler(connection=connection)
            try:
                sql, parameters = compiler.as_sql()
            except EmptyResultSet:  # these roles reach nothing
                return None
        klass = compiler.klass_info
        populators = get_related_populators(klass, compiler.select, "default")  # type: ignore[call-arg]  # the stubs are of Django 6
        converters = compiler.get_converters([each[0] for each in compiler.select[: compiler.col_count]])
        return _Written(sql, tuple(parameters), compiler, converters, populators, klass["model"])


def _objects(written: _Written, rows: list[Any]) -> Iterator[Any]:
    compiler = written.compiler
    fields = compiler.klass_info["select_fields"]
    start, end = fields[0], fields[-1] + 1
    names = [each[0].target.attname for each in compiler.select[start:end]]
    for row in compiler.apply_converters(rows, written.converters):
        found = written.model.from_db("default", names, row[start:end])
        for populator in written.populators:
            populator.populate(row, found)
        for name, place in compiler.annotation_col_map.items():
            setattr(found, name, row[place])
        yield found


def _plain(value: Any) -> Any:
    return array(value) if isinstance(value, (list, set, frozenset, tuple)) else value


@contextmanager
def _writing() -> Iterator[None]:
    token = _is_writing.set(True)
    try:
        yield
    finally:
        _is_writing.reset(token)
