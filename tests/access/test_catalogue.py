"""The wall in the database is the one that was looked at: a newcomer fails until somebody renews the snapshot.

`KAJO_RENEW=1 bin/test tests/access/test_catalogue.py` writes `deploy/wall.snapshot` anew; the difference is then read
before it is committed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import models

from kajo.access.models import Protected
from kajo.ledger.guarded import Guarded
from kajo.run.pgplugin import copied
from tests.access.catalogue import snapshot

SNAPSHOT = Path(__file__).resolve().parents[2] / "deploy" / "wall.snapshot"
MODELS = sorted(apps.get_models(include_auto_created=True), key=lambda each: each._meta.db_table)
PROTECTED = [model for model in MODELS if issubclass(model, Protected)]
KEPT = [model for model in MODELS if issubclass(model, Guarded) and model not in PROTECTED]
LEDGER = [model for model in MODELS if model._meta.app_label == "ledger"]
PEOPLE = {"kajo_staff", "kajo_partner", "kajo_worker"}
SERVING = PEOPLE | {"kajo_public"}
EVERY = pytest.mark.parametrize("model", PROTECTED, ids=lambda model: model._meta.db_table)


@pytest.fixture(scope="module")
def administrator(postgres: Any, django_db_setup: None) -> Iterator[psycopg.Connection[Any]]:
    """Read a database of its own: into the one that tests serve, some put a schema beside ours."""
    with psycopg.connect(copied(postgres, "kajo_wall"), autocommit=True) as connection:
        yield connection


def rows(administrator: psycopg.Connection[Any], statement: str, *values: Any) -> list[tuple[Any, ...]]:
    return administrator.execute(statement, values).fetchall()


def test_the_wall_is_the_one_that_was_looked_at(administrator: psycopg.Connection[Any]) -> None:
    present = snapshot(administrator)
    if os.environ.get("KAJO_RENEW") == "1":
        SNAPSHOT.write_text(present, encoding="utf-8")

    known = SNAPSHOT.read_text(encoding="utf-8").splitlines()
    new = [line for line in present.splitlines() if line not in set(known)]
    gone = [line for line in known if line not in set(present.splitlines())]

    assert (new, gone) == ([], []), "Read what changed, then renew the snapshot: see the top of this file."


@EVERY
def test_a_protected_table_is_walled(administrator: psycopg.Connection[Any], model: type[Protected]) -> None:
    table = model._meta.db_table
    [(enabled, forced, owner)] = rows(
        administrator,
        "select relrowsecurity, relforcerowsecurity, relowner::regrole::text from pg_class where oid = %s::regclass",
        table,
    )
    policies = {
        (name, command): (set(roles), using, check)
        for name, command, roles, using, check in rows(
            administrator,
            "select policyname, cmd, roles::text[], qual, with_check from pg_policies where tablename = %s",
            table,
        )
    }
    on = "select tgname from pg_trigger where tgrelid = %s::regclass and tgenabled in ('O', 'A')"
    triggers = {name for (name,) in rows(administrator, on, table)}

    assert (enabled, forced, owner) == (True, True, "kajo_owner")
    assert set(policies) == {("seen", "SELECT"), ("made", "INSERT"), ("changed", "UPDATE"), ("retained", "ALL")}
    for name, command in policies:
        roles, using, check = policies[name, command]
        assert roles == ({"kajo_retention"} if name == "retained" else PEOPLE)
        for rule in filter(None, (using, check)):
            assert "gate." in rule
            assert "barred" in rule or name == "retained"
    assert f"reach('{model.kind}'" in policies["seen", "SELECT"][1]
    assert triggers >= {"recorded", "emptied", "noted_insert", "noted_update", "noted_delete"}


@EVERY
def test_a_row_hangs_only_on_parents_in_sight(administrator: psycopg.Connection[Any], model: type[Protected]) -> None:
    table = model._meta.db_table
    [(made,)] = rows(
        administrator, "select with_check from pg_policies where tablename = %s and policyname = 'made'", table
    )
    triggers = {
        name for (name,) in rows(administrator, "select tgname from pg_trigger where tgrelid = %s::regclass", table)
    }
    parents = [
        field.column
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Protected)
    ]

    assert all(parent in made for parent in parents)
    assert {f"hung_{parent}" for parent in parents} <= triggers


@EVERY
def test_nobody_who_serves_deletes_or_empties(administrator: psycopg.Connection[Any], model: type[Protected]) -> None:
    held = rows(
        administrator,
        "select r, p from unnest(%s::text[]) r, unnest(array['DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER',"
        " 'MAINTAIN']) p where has_table_privilege(r, %s, p)",
        sorted(SERVING | {"kajo_sealer", "kajo_backup"}),
        model._meta.db_table,
    )
    public = rows(
        administrator,
        "select 1 where has_table_privilege('kajo_public', %s, 'SELECT, INSERT, UPDATE')",
        model._meta.db_table,
    )

    assert (held, public) == ([], [])


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model._meta.db_table)
def test_a_guarded_table_is_written_only_inside_named_acts(
    administrator: psycopg.Connection[Any], model: type[Guarded]
) -> None:
    table = model._meta.db_table
    triggers = dict(
        rows(administrator, "select tgname, pg_get_triggerdef(oid) from pg_trigger where tgrelid = %s::regclass", table)
    )
    deletes = rows(
        administrator,
        "select r from unnest(%s::text[]) r where has_table_privilege(r, %s, 'DELETE, TRUNCATE')",
        sorted(SERVING),
        table,
    )

    assert set(triggers) >= {"recorded", "emptied", "noted_insert", "noted_update", "noted_delete"}
    assert deletes == []
    if table != "access_once":
        assert "gate.recorded()" not in triggers["recorded"], "name the deeds that write it in kajo/run/wall.py"


@pytest.mark.parametrize("model", LEDGER, ids=lambda model: model._meta.db_table)
def test_the_ledger_only_grows(administrator: psycopg.Connection[Any], model: type[models.Model]) -> None:
    table = model._meta.db_table
    held = rows(
        administrator,
        "select rolname from pg_roles where rolname like 'kajo%%' and rolname not in ('kajo_owner', 'kajo_mover')"
        " and has_table_privilege(oid, %s::regclass, 'UPDATE, DELETE, TRUNCATE')",
        table,
    )
    always = rows(
        administrator, "select tgname from pg_trigger where tgrelid = %s::regclass and tgenabled = 'A'", table
    )

    assert held == []
    assert ("only_grows",) in always


def test_every_table_is_known_to_a_model(administrator: psycopg.Connection[Any]) -> None:
    tables = {name for (name,) in rows(administrator, "select tablename from pg_tables where schemaname = 'public'")}

    assert tables == {model._meta.db_table for model in MODELS} | {"django_migrations"}


def test_a_function_that_lends_its_rights_has_a_fixed_path_and_owner(administrator: psycopg.Connection[Any]) -> None:
    lending = rows(
        administrator,
        "select p.oid::regprocedure::text, p.proowner::regrole::text, p.proconfig::text from pg_proc p"
        " join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname <> 'information_schema'",
    )

    assert lending
    for name, owner, config in lending:
        assert owner in ("kajo_gate", "kajo_owner"), name
        assert config == '{"search_path=pg_catalog, pg_temp"}', name


def test_no_view_lends_its_owners_sight(administrator: psycopg.Connection[Any]) -> None:
    views = rows(
        administrator,
        "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where c.relkind in ('v', 'm') and n.nspname in ('public', 'gate')"
        " and not coalesce(c.reloptions::text, '') ~ 'security_invoker=(true|on)'",
    )

    assert views == []


def test_everybody_may_do_nothing(administrator: psycopg.Connection[Any]) -> None:
    found = rows(
        administrator,
        "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace,"
        " aclexplode(c.relacl) a where n.nspname in ('public', 'gate') and a.grantee = 0 union all"
        " select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace,"
        " aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a"
        " where n.nspname in ('public', 'gate') and a.grantee = 0"
        " union all select nspname from pg_namespace n, aclexplode(n.nspacl) a"
        " where nspname in ('public', 'gate') and a.grantee = 0"
        " union all select datname from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a"
        " where datname = current_database() and a.grantee = 0",
    )

    assert found == []


def test_no_role_is_more_than_it_should_be(administrator: psycopg.Connection[Any]) -> None:
    found = rows(
        administrator,
        "select rolname from pg_roles where rolname like 'kajo\\_%%' and rolname not like 'kajo\\_test%%'"
        " and (rolsuper or rolcreaterole or rolreplication or (rolcanlogin and rolname = 'kajo_gate')"
        " or (rolbypassrls and rolname not in ('kajo_gate', 'kajo_backup', 'kajo_mover')))",
    )
    members = rows(
        administrator,
        "select m.member::regrole::text, m.roleid::regrole::text from pg_auth_members m"
        " where m.member::regrole::text like 'kajo\\_%%' and m.member::regrole::text not like 'kajo\\_test%%'",
    )

    assert (found, members) == ([], [("kajo_mover", "kajo_owner")])
