"""The second wall alone says exactly what the first one says, and nobody talks it round."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.core.exceptions import EmptyResultSet

from kajo.access import context, crossing, matrix
from kajo.access.crossing import READ, WRITE, Act, Sight
from kajo.access.models import Protected, covers, seen_by
from kajo.access.verbs import Verb
from kajo.cases.models import Case
from kajo.contacts.models import Contact, Ring
from kajo.decisions.models import Decision
from kajo.disclosures.models import Disclosure, Inquiry, Notification, Request
from kajo.facts.models import Statement
from kajo.notices.models import Notice
from kajo.referrals.models import Referral
from kajo.vault.keyring import Keyring
from kajo.work.models import Clock, Task
from tests.access import worlds
from tests.access.worlds import TABLES, World, keys

pytestmark = pytest.mark.django_db(transaction=True)
MODELS = {
    model._meta.db_table: model
    for model in (
        Contact,
        Ring,
        Referral,
        Case,
        Decision,
        Disclosure,
        Inquiry,
        Notification,
        Request,
        Statement,
        Notice,
        Clock,
        Task,
    )
}


@pytest.fixture
def ground(as_role: Callable[..., psycopg.Connection[Any]], seed: int) -> Iterator[tuple[Any, Any, random.Random, Any]]:
    """An administrator and a serving connection in one database of rows, all of it rolled back at the end."""
    administrator, serving = as_role("postgres"), as_role("kajo_staff")
    dice = random.Random(seed)
    rows, links = worlds.settle(administrator, dice)
    administrator.commit()
    yield administrator, serving, dice, (rows, links)
    administrator.rollback()
    serving.rollback()


def entered(serving: psycopg.Connection[Any], world: World, verb: Verb, mode: str) -> Sight:
    """Begin a transaction as this person with this verb, exactly as a door does."""
    xid = serving.execute("select gate.arrive()").fetchone()[0]  # type: ignore[index]
    signed = context.sign(xid=xid, mode=mode, act=uuid4(), who=world.actor.key, verb=str(verb))
    tied, barred = serving.execute("select tied, barred from gate.enter(%s)", [signed]).fetchone()  # type: ignore[misc]
    return Sight(frozenset(tied), frozenset(barred))


def test_every_kind_of_record_is_in_the_worlds() -> None:
    assert set(TABLES.values()) == {model.kind for model in apps.get_models() if issubclass(model, Protected)}


def test_sql_and_python_agree_in_random_worlds(ground: Any, amount: Callable[[int, int], int]) -> None:
    administrator, serving, dice, (rows, links) = ground
    seen_any = 0
    for _ in range(amount(250, 10_000)):
        world = worlds.meet(administrator, dice, rows, links)
        administrator.commit()
        verb, mode = dice.choice(sorted(Verb)), dice.choice([READ, WRITE])
        sight = entered(serving, world, verb, mode)
        assert (sight.tied, sight.barred) == (world.tied, world.barred)
        act = Act(world.actor, verb, mode, datetime.now(UTC), 0, sight, Keyring())
        token = crossing._act.set(act)
        holds = matrix.scope_of(world.actor.roles, verb) is not None
        for table, kind in TABLES.items():
            view = Verb(f"{kind}.view")
            expected = {row.pk for row in rows[table] if holds and covers(world.actor, view, row)}
            by_wall = keys(serving.execute(f"select id from {table}").fetchall())
            assert by_wall == expected, (world, verb, table)
            if holds:
                assert by_filter(administrator, MODELS[table].objects.filter(seen_by(world.actor, view))) == expected
            locked = keys(serving.execute(f"select id from {table} for update").fetchall())
            writable = {row.pk for row in rows[table] if covers(world.actor, verb, row)} if mode == WRITE else set()
            assert locked == expected & writable, (world, verb, mode, table)
            seen_any += len(expected)
        crossing._act.reset(token)
        serving.rollback()
    assert seen_any > 0


def by_filter(administrator: psycopg.Connection[Any], rows: Any) -> set[Any]:
    """Ask the first wall's own filter where the second wall does not stand."""
    try:
        sql, values = rows.values("pk").query.sql_with_params()
    except EmptyResultSet:
        return set()
    return keys(administrator.execute(sql, values).fetchall())


@pytest.fixture
def director(ground: Any) -> World:
    """Somebody who sees everything that is not sealed."""
    administrator, _, _, _ = ground
    staff = uuid4()
    administrator.execute("set session_replication_role = replica")
    administrator.execute(
        "insert into accounts_roleassignment (id, staff_id, role, from_on, granted_at)"
        " values (%s, %s, 'director', '2020-01-01', now())",
        [uuid4(), staff],
    )
    administrator.commit()
    from kajo.access.roles import Actor, Role

    return World(Actor(staff, "director", frozenset({Role.DIRECTOR}), 1), frozenset(), frozenset())


@pytest.fixture
def worker(ground: Any) -> World:
    """Somebody who sees what they are tied to: one subject."""
    administrator, _, _, (rows, _links) = ground
    staff, subject = uuid4(), min(row.subject_id for row in rows["cases_case"])
    administrator.execute("set session_replication_role = replica")
    administrator.execute(
        "insert into accounts_roleassignment (id, staff_id, role, from_on, granted_at)"
        " values (%s, %s, 'case_worker', '2020-01-01', now())",
        [uuid4(), staff],
    )
    administrator.execute(
        "insert into access_tie (id, subject_id, staff, how, from_on, made_at)"
        " values (%s, %s, %s, 'assigned', '2020-01-01', now())",
        [uuid4(), subject, staff],
    )
    administrator.commit()
    from kajo.access.roles import Actor, Role

    return World(Actor(staff, "worker", frozenset({Role.CASE_WORKER}), 1), frozenset({subject}), frozenset())


def rows_seen(serving: psycopg.Connection[Any]) -> int:
    return sum(serving.execute(f"select count(*) from {table}").fetchone()[0] for table in TABLES)  # type: ignore[index]


def test_a_whole_context_opens_rows(ground: Any, director: World) -> None:
    entered(ground[1], director, Verb.CASE_VIEW, READ)

    assert rows_seen(ground[1]) > 0


def test_no_context_opens_nothing(ground: Any) -> None:
    assert rows_seen(ground[1]) == 0


def test_a_forged_context_opens_nothing(ground: Any, director: World, amount: Callable[[int, int], int]) -> None:
    _, serving, dice, _ = ground
    for _ in range(amount(300, 10_000)):
        xid = serving.execute("select gate.arrive()").fetchone()[0]
        signed = context.sign(xid=xid, mode=READ, act=uuid4(), who=director.actor.key, verb="case.view")
        place = dice.randrange(len(signed))
        forged = signed[:place] + chr(ord(signed[place]) ^ (1 << dice.randrange(4))) + signed[place + 1 :]
        if "\0" in forged or forged == signed:
            continue
        try:
            serving.execute("select gate.enter(%s)", [forged])
            assert rows_seen(serving) == 0, forged
        finally:
            serving.rollback()


def test_a_context_replayed_in_another_transaction_opens_nothing(ground: Any, director: World) -> None:
    serving = ground[1]
    xid = serving.execute("select gate.arrive()").fetchone()[0]
    signed = context.sign(xid=xid, mode=READ, act=uuid4(), who=director.actor.key, verb="case.view")
    serving.rollback()

    serving.execute("select gate.arrive()")
    serving.execute("select gate.enter(%s)", [signed])

    assert rows_seen(serving) == 0


PRESENT = ("gate.present", "gate.signed", "gate.here")


@pytest.mark.parametrize("place", PRESENT)
@pytest.mark.parametrize(
    "statement",
    [
        "select tied from {place}",
        "insert into {place} select * from gate.present",
        "update {place} set doing = 'a', mode = 'w'",
        "delete from {place}",
        "truncate {place}",
        "grant all on {place} to kajo_staff",
        "create rule open as on select to {place} do instead nothing",
    ],
)
@pytest.mark.parametrize("role", ["kajo_staff", "kajo_partner", "kajo_worker", "kajo_public", "kajo_retention"])
def test_what_a_context_opened_is_out_of_reach(
    ground: Any, as_role: Callable[..., psycopg.Connection[Any]], role: str, place: str, statement: str
) -> None:
    with pytest.raises(psycopg.Error) as refused:
        as_role(role).execute(statement.format(place=place))

    assert refused.value.sqlstate in ("42501", "42809")


def test_what_another_transaction_opened_opens_nothing(ground: Any, worker: World) -> None:
    """Not even a row that was left behind for this very connection, or for one whose number came again."""
    administrator, serving, _, _ = ground
    entered(serving, worker, Verb.CASE_VIEW, READ)
    seen = rows_seen(serving)
    serving.commit()
    left = administrator.execute(
        "select count(*) from gate.present where connection = %s", [serving.info.backend_pid]
    ).fetchone()
    administrator.commit()
    xid = serving.execute("select gate.arrive()").fetchone()[0]

    assert seen > 0
    assert left == (1,)
    assert xid
    assert rows_seen(serving) == 0


def test_a_context_that_opens_nothing_takes_back_what_another_opened(ground: Any, worker: World) -> None:
    serving = ground[1]
    entered(serving, worker, Verb.CASE_VIEW, READ)
    seen = rows_seen(serving)

    serving.execute("select gate.enter('')")

    assert seen > 0
    assert rows_seen(serving) == 0


def test_an_expired_context_opens_nothing(ground: Any, director: World) -> None:
    serving = ground[1]
    xid = serving.execute("select gate.arrive()").fetchone()[0]
    late = int(time.time()) - 1
    signed = context.sign(xid=xid, mode=READ, act=uuid4(), who=director.actor.key, verb="case.view", expires=late)

    serving.execute("select gate.enter(%s)", [signed])

    assert rows_seen(serving) == 0


def test_a_context_that_expires_in_the_middle_opens_nothing_more(ground: Any, director: World) -> None:
    serving = ground[1]
    xid = serving.execute("select gate.arrive()").fetchone()[0]
    until = int(time.time()) + 2
    signed = context.sign(xid=xid, mode=READ, act=uuid4(), who=director.actor.key, verb="case.view", expires=until)
    serving.execute("select gate.enter(%s)", [signed])
    deadline = time.monotonic() + 30

    while rows_seen(serving) and time.monotonic() < deadline:
        pass

    assert time.time() >= until
    assert rows_seen(serving) == 0


@pytest.mark.parametrize("role", ["kajo_staff", "kajo_partner", "kajo_worker"])
def test_a_context_that_leaked_opens_nothing_in_another_connection(
    ground: Any, director: World, as_role: Callable[..., psycopg.Connection[Any]], role: str
) -> None:
    """Even while the transaction it was made for is open."""
    serving, thief = ground[1], as_role(role)
    xid = serving.execute("select gate.arrive()").fetchone()[0]
    signed = context.sign(xid=xid, mode=READ, act=uuid4(), who=director.actor.key, verb="case.view")
    serving.execute("select gate.enter(%s)", [signed])

    thief.execute("select gate.arrive()")
    told = thief.execute("select tied, barred from gate.enter(%s)", [signed]).fetchone()

    assert told == ([], [])
    assert rows_seen(thief) == 0
    assert rows_seen(serving) > 0


def test_a_context_signed_with_another_key_opens_nothing(
    ground: Any, director: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "KEY_NAME", "ledger-reference")

    entered(ground[1], director, Verb.CASE_VIEW, READ)

    assert rows_seen(ground[1]) == 0


def test_nothing_of_a_context_is_left_for_the_next_transaction(ground: Any, director: World) -> None:
    serving = ground[1]
    entered(serving, director, Verb.CASE_VIEW, READ)
    serving.commit()

    assert rows_seen(serving) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "select * from gate.secret",
        "select * from gate.matrix",
        "select * from gate.moves",
        "insert into gate.matrix values ('case.view', 'county', 'all')",
        "select gate.read_context('1')",
        "select gate.scopes('console', 'key.rotate')",
        "set role kajo_gate",
        "set role kajo_owner",
        "set row_security = off",
        "alter table cases_case disable row level security",
        "alter table cases_case disable trigger recorded",
        "drop policy seen on cases_case",
        "create function public.mine() returns int language sql as 'select 1'",
        "set session_replication_role = replica",
        "truncate cases_case",
        "delete from cases_case",
        "copy cases_case to program 'true'",
        "select pg_read_file('postmaster.pid')",
    ],
)
def test_the_serving_role_cannot_reach_behind_the_wall(ground: Any, director: World, statement: str) -> None:
    serving = ground[1]
    entered(serving, director, Verb.CASE_VIEW, WRITE)

    with pytest.raises(psycopg.Error):
        serving.execute(f"{statement}; select * from cases_case")
