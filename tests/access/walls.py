"""Both walls, or one of them with the other off."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.db.models import Q

from kajo.access import gate, models
from kajo.access.compiled import Compiled
from kajo.access.roles import Role
from kajo.access.scopes import Scope

BOTH, PYTHON, DATABASE, NEITHER = "both walls", "only Python's", "only the database's", "neither wall"
OPEN = "kajo_test_open"


def make_open_roles(administrator: psycopg.Connection[Any]) -> None:
    """Make for each serving role one that may the same, but for which no wall of the database stands."""
    for site in ("staff", "partner", "public"):
        name = f"{OPEN}_{site}"
        known = administrator.execute("select from pg_roles where rolname = %s", [name]).fetchone()
        if known is None:
            administrator.execute(f"create role {name} login bypassrls in role kajo_{site}")
            # Neither policies nor ordinary triggers: what then still refuses is Python.
            administrator.execute(f"alter role {name} set session_replication_role = replica")


@contextmanager
def serving(role: str) -> Iterator[None]:
    """Let Django's connection be this role for a while."""
    former = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = role
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["USER"] = former


@contextmanager
def standing(walls: str, site: str) -> Iterator[None]:
    """Let these walls stand, and serve a site with the role that is its own."""
    with ExitStack() as held:
        held.enter_context(serving(f"{OPEN}_{site}" if walls in (PYTHON, NEITHER) else f"kajo_{site}"))
        if walls in (DATABASE, NEITHER):
            held.enter_context(_python_lets_all_through())
        yield


@contextmanager
def _python_lets_all_through() -> Iterator[None]:
    """Put functions that allow everything and filter nothing in the place of the first wall's, wherever it is known."""
    instead = {
        models.seen_by: lambda _actor, _verb: Q(),
        models.covers: lambda _actor, _verb, _row: True,
        gate.allowed: lambda _actor, _verb: (Scope.ALL, Role.DIRECTOR),
        gate.check: lambda _actor, _verb, _target=None: (Scope.ALL, Role.DIRECTOR),
        gate.may: lambda _actor, _verb: True,
        gate.require_step_up: lambda _actor, _verb, _target: None,
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, module in list(sys.modules.items()):
            if name.startswith("kajo."):
                for word, value in list(vars(module).items()):
                    if callable(value) and value.__hash__ is not None and value in instead:
                        patch.setattr(module, word, instead[value])
        # What was written before, or is written now, is written with the first wall in it or without.
        patch.setattr(Compiled, "__call__", lambda self, actor, **values: self.plainly(actor, **values))
        yield
