"""Which statements may run outside a door?

This is Django's own PostgreSQL backend with one guard: outside a door, no statement touches a protected table and
none writes a guarded one. Inside a door the guard costs one look at a variable.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.backends.postgresql import base

OWNERS = frozenset({"kajo_owner", "postgres", "kajo_mover", "kajo_backup"})
WRITES = re.compile(r"^\s*(insert|update|delete|truncate|merge)\b", re.IGNORECASE)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's connection to PostgreSQL with the guard of the first wall."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(_guard)


def _guard(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    from kajo.access.crossing import under_way

    if under_way() is None and context["connection"].settings_dict.get("USER") not in OWNERS:
        _refuse_outside(str(sql))
    return execute(sql, params, many, context)


def _refuse_outside(sql: str) -> None:
    from kajo.ledger.guarded import Unrecorded

    protected, guarded = _tables()
    if protected.search(sql):
        raise Unrecorded("A protected table is touched only inside a door.")
    if WRITES.match(sql) and guarded.search(sql):
        raise Unrecorded("A guarded table is written only inside a door.")


@functools.cache
def _tables() -> tuple[re.Pattern[str], re.Pattern[str]]:
    from kajo.access.models import Protected
    from kajo.ledger.guarded import Guarded

    models = apps.get_models()
    protected = [model._meta.db_table for model in models if issubclass(model, Protected)]
    guarded = [model._meta.db_table for model in models if issubclass(model, Guarded)]
    return _any_of(protected), _any_of(guarded)


def _any_of(names: list[str]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(names))) or "(?!)"
    return re.compile(rf"\b(?:{words})\b")
