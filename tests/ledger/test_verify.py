"""The sealed ledger: what it proves, and what breaks the proof."""

from __future__ import annotations

import itertools
import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from kajo.access.doors import acting
from kajo.access.verbs import Verb
from kajo.contacts import queries
from kajo.ledger.sealer import Sealer
from kajo.ledger.verify import verify
from tests.factories import cast, line, watch

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def serving_as(role: str) -> Iterator[None]:
    """Let Django's connection be another database role for a while."""
    former = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = role
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["USER"] = former


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """Some deeds and readings, sealed twice; gives the folder of anchors."""
    mikko, aino = cast.member("mikko"), cast.member("aino")
    anchors = tmp_path / "anchors"
    line.admitted(mikko, aino)
    with serving_as("kajo_sealer"):
        Sealer(anchors).seal()
    line.called(mikko)
    with serving_as("kajo_sealer"):
        Sealer(anchors).seal()
    return anchors


@pytest.fixture
def tamper(as_role: Callable[..., psycopg.Connection[Any]]) -> Callable[..., None]:
    """Return what an administrator of the database can do: any statement, with every trigger off."""

    def run(statement: str, *values: Any) -> None:
        administrator = as_role("postgres", autocommit=True)
        tables = ("ledger_event", "ledger_change", "ledger_leaf", "ledger_head")
        for table in tables:
            administrator.execute(f"alter table {table} disable trigger user")
        administrator.execute(statement, values)
        for table in tables:
            administrator.execute(f"alter table {table} enable trigger user")
            administrator.execute(f"alter table {table} enable always trigger only_grows")

    return run


def verdict(anchors: Path) -> str:
    with serving_as("kajo_sealer"):
        return verify(anchors).broken


def test_what_was_sealed_holds(sealed: Path) -> None:
    with serving_as("kajo_sealer"):
        found = verify(sealed)

    assert (found.broken, found.heads, found.anchors) == ("", 2, 2)
    assert found.checked > 5


def test_events_not_yet_sealed_do_not_break_the_proof(sealed: Path) -> None:
    line.called(cast.member("mikko"))

    assert verdict(sealed) == ""


ONE = "(select event from ledger_leaf where place = 3)"


@pytest.mark.parametrize(
    "statement",
    [
        f"update ledger_event set actor = 'nobody' where id = {ONE}",
        f"update ledger_event set at = at + interval '1 microsecond' where id = {ONE}",
        f"update ledger_event set outcome = 'read' where id = {ONE}",
        f"update ledger_event set leaf = sha256('x'::bytea) where id = {ONE}",
        f"delete from ledger_event where id = {ONE}",
        "delete from ledger_leaf where place = 3",
        "delete from ledger_leaf where place = (select max(place) from ledger_leaf)",
        "delete from ledger_head where size = (select max(size) from ledger_head)",
        "update ledger_head set root = sha256('x'::bytea) where size = (select max(size) from ledger_head)",
        "update ledger_head set at = at + interval '1 second'",
        (
            "do $$ begin update ledger_leaf set place = -place where place in (2, 3);"
            " update ledger_leaf set place = place + 5 where place < 0; end $$"
        ),
    ],
)  # fmt: skip
def test_altered_removed_and_reordered_events_are_found(
    sealed: Path, tamper: Callable[..., None], statement: str
) -> None:
    tamper(statement)

    assert verdict(sealed) != ""


def test_an_inserted_event_is_found(sealed: Path, tamper: Callable[..., None]) -> None:
    columns = (
        "act, xid, at, actor, role, verb, outcome, reason, purpose, because, classes, kind, object_ref, subject_ref, "
        "shown, changes, leaf"
    )
    tamper(
        f"insert into ledger_event (id, {columns}) select %s, {columns} from ledger_event where id = {ONE}",
        uuid.uuid4(),
    )

    assert verdict(sealed) != ""


def test_an_inserted_event_with_a_right_leaf_is_found(sealed: Path, as_role: Callable[..., Any]) -> None:
    from kajo.ledger.models import Event

    administrator = as_role("postgres", autocommit=True)
    row = administrator.execute(
        f"select act, xid, at, actor, role, verb, outcome, purpose from ledger_event where id = {ONE}"
    ).fetchone()
    names = ("act", "xid", "at", "actor", "role", "verb", "outcome", "purpose")
    forged = Event(**dict(zip(names, row, strict=True)))
    administrator.execute(
        f"insert into ledger_event (id, {', '.join(names)}, reason, because, classes, kind, leaf)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, '', '', '', '', %s)",
        [forged.id, *row, forged.leaf_now()],
    )

    assert verdict(sealed).startswith("event ")


A_CHANGE = "(select min(id) from ledger_change where columns <> '')"
ITS_ACT = f"(select act from ledger_change where id = {A_CHANGE})"

FIRST_OF_MANY = (
    "(select min(id) from ledger_change where act = ("
    "select act from ledger_change group by act order by count(*) desc, act limit 1))"
)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (f"update ledger_change set columns = 'other' where id = {A_CHANGE}", "are not the ones"),
        (f"update ledger_change set deed = 'D' where id = {A_CHANGE}", "are not the ones"),
        (f"update ledger_change set row = gen_random_uuid() where id = {A_CHANGE}", "are not the ones"),
        (f"update ledger_change set place = 'work_task' where id = {A_CHANGE}", "are not the ones"),
        (f"update ledger_change set id = id + 1000000 where id = {FIRST_OF_MANY}", "are not the ones"),
        (f"delete from ledger_change where id = {A_CHANGE}", "are not the ones"),
        (
            (
                "insert into ledger_change (act, place, row, deed, columns)"
                f" select act, place, row, deed, columns from ledger_change where id = {A_CHANGE}"
            ),
            "are not the ones",
        ),
        (f"delete from ledger_change where act = {ITS_ACT}", "were removed"),
        ("truncate ledger_change", "were removed"),
        (f"update ledger_change set act = '{uuid.UUID(int=0)}' where act = {ITS_ACT}", "were removed"),
    ],
)
def test_changes_altered_added_and_removed_are_found(
    sealed: Path, tamper: Callable[..., None], statement: str, said: str
) -> None:
    tamper(statement)

    broken = verdict(sealed)
    assert broken.startswith("act ")
    assert said in broken


def test_changes_of_an_act_that_no_event_tells_of_are_found(sealed: Path, tamper: Callable[..., None]) -> None:
    act = uuid.uuid4()
    tamper(
        "insert into ledger_change (act, place, row, deed, columns) values (%s, 'cases_case', %s, 'U', 'team_id')",
        act,
        uuid.uuid4(),
    )

    assert verdict(sealed) == f"act {act}: it changed rows, but no event tells of it"


def test_a_reading_that_changed_something_is_found(sealed: Path, tamper: Callable[..., None]) -> None:
    queries.calls(cast.member("mikko"), None)
    tamper(
        "insert into ledger_change (act, place, row, deed, columns)"
        " select act, 'cases_case', gen_random_uuid(), 'U', 'team_id' from ledger_event where outcome = 'read' limit 1"
    )

    assert "are not the ones" in verdict(sealed)


def test_an_act_whose_changes_nobody_noted_is_told_all_the_same(sealed: Path) -> None:
    mikko = cast.member("mikko")
    call = line.called(mikko)

    with acting(mikko, Verb.CONTACT_CLOSE), connection.cursor() as cursor:
        cursor.execute("update contacts_contact set edition = edition + 1 where id = %s", [call.pk])

    assert watch.last() == [("contact.close", "done")]
    assert verdict(sealed) == ""


def test_changes_of_data_moves_are_counted_apart(sealed: Path, as_role: Callable[..., psycopg.Connection[Any]]) -> None:
    as_role("kajo_mover", autocommit=True).execute("update work_task set due_at = due_at")

    with serving_as("kajo_sealer"):
        found = verify(sealed)

    assert (found.broken, found.moved > 0) == ("", True)


def test_a_database_set_back_behind_an_anchor_is_found(sealed: Path, tamper: Callable[..., None]) -> None:
    tamper("delete from ledger_head where size = (select max(size) from ledger_head)")
    tamper("delete from ledger_leaf where place >= (select max(size) from ledger_head)")
    tamper("delete from ledger_event e where not exists (select from ledger_leaf l where l.event = e.id)")

    assert "set back" in verdict(sealed)


def test_a_forged_anchor_does_not_count(sealed: Path) -> None:
    first = sorted(sealed.glob("*.json"))[0]
    said = json.loads(first.read_text()) | {"size": 10_000}
    (sealed / "000000010000.json").write_text(json.dumps(said))

    assert verdict(sealed) == ""


DEEDS = ["update {table} set {key} = {key}", "delete from {table}", "truncate {table}", "truncate {table} cascade"]
KEYS = {each._meta.db_table: each._meta.pk.column for each in apps.get_app_config("ledger").get_models()}


def test_the_ledger_refuses_change_to_every_role(sealed: Path, as_role: Callable[..., psycopg.Connection[Any]]) -> None:
    connected = as_role("postgres", autocommit=True)
    roles = [row[0] for row in connected.execute("select rolname from pg_roles where rolname !~ '^pg_' order by 1")]

    for table in KEYS:
        assert connected.execute(f"select exists (select from {table})").fetchone() == (True,)
    assert {"postgres", "kajo_owner", "kajo_gate", "kajo_mover", "kajo_staff", "kajo_sealer"} <= set(roles)
    for role in roles:
        connected.execute(f"set role {role}")
        for deed, (table, key) in itertools.product(DEEDS, KEYS.items()):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connected.execute(deed.format(table=table, key=key))
