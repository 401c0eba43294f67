"""What held a moment ago holds no more: proofs that are old or for something else, roles and ties that ended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.test import Client

from kajo.access import gate, matrix
from kajo.access.gate import StepUpNeeded
from kajo.access.roles import Actor, StepUp
from kajo.access.verbs import Verb
from kajo.run.pgplugin import NAME
from tests.access.ground import AT_HOME, Ground, at_site, undone
from tests.access.table import Cell, holds, path_of, table
from tests.access.walls import BOTH, standing
from tests.factories.people import confirmed, visiting

NOW = timedelta(0)
every_sensitive_deed = pytest.mark.parametrize("verb", sorted(matrix.STEP_UP), ids=str)


def holder(verb: Verb) -> Actor:
    role = next(role for role in matrix.MATRIX[verb] if role.value != "console")
    return Actor(uuid4(), "somebody", frozenset({role}))


@every_sensitive_deed
@pytest.mark.parametrize(
    ("ago", "is_right_verb", "is_right_record", "holds"),
    [
        (timedelta(seconds=0), True, True, True),
        (timedelta(seconds=118), True, True, True),
        (timedelta(seconds=121), True, True, False),
        (timedelta(hours=9), True, True, False),
        (timedelta(seconds=-60), True, True, False),
        (timedelta(seconds=0), False, True, False),
        (timedelta(seconds=0), True, False, False),
    ],
)
@pytest.mark.parametrize("shape", ["row", "key", "none"])
def test_a_proof_holds_for_one_deed_on_one_record_for_two_minutes(
    verb: Verb, ago: timedelta, is_right_verb: bool, is_right_record: bool, holds: bool, shape: str
) -> None:
    key = uuid4()
    target: Any = {"row": SimpleNamespace(pk=key), "key": key, "none": None}[shape]
    named = ("" if target is None else str(key)) if is_right_record else str(uuid4())
    proof = StepUp(datetime.now(UTC) - ago, str(verb if is_right_verb else Verb.CASE_VIEW), named)
    actor = holder(verb).stepped_up(proof)

    if holds:
        assert gate.check(actor, verb, target)
        return
    with pytest.raises(StepUpNeeded) as asked:
        gate.check(actor, verb, target)
    assert (asked.value.verb, asked.value.target) == (verb, "" if target is None else str(key))


@every_sensitive_deed
def test_without_a_proof_a_sensitive_deed_asks_for_one(verb: Verb) -> None:
    with pytest.raises(StepUpNeeded):
        gate.check(holder(verb), verb)


SENSITIVE = [
    (row, verb)
    for row in table()
    for verb in matrix.STEP_UP
    if str(verb) in row.post.split() and (row.site == "staff" or str(verb).startswith("session."))
]


@pytest.mark.parametrize(("row", "verb"), SENSITIVE, ids=lambda each: str(getattr(each, "name", each)))
def test_a_page_asks_again_for_a_proof_that_is_old_or_of_something_else(ground: Ground, row: Any, verb: Verb) -> None:
    named = {**ground.threads["own"].keys, "staff": ground.common["staff"]}
    right = str(named.get(row.words.get("key", ""), ground.forms[row.name].get("staff", "")))
    who = next(who for who in sorted(AT_HOME[row.site]) if holds(ground.people[who], row.post))
    cell = Cell(row, "POST", who, "own" if row.is_protected(ground.threads) else "there")
    proofs = {
        "old": confirmed(str(verb), right, ago=timedelta(seconds=121)),
        "of another deed": confirmed("case.view", right),
        "of another record": confirmed(str(verb), str(uuid4())),
        "none": {},
    }
    for proof in proofs.values():
        with standing(BOTH, row.site), at_site(row.site), undone():
            client = visiting(ground.people[cell.who], Client(raise_request_exception=False), **proof)
            answer = client.post(path_of(cell, ground.threads, ground.common), ground.forms[row.name])
            assert answer.headers.get("Location") == "/step-up/", row.name


@contextmanager
def ended(postgres: Any, statement: str, back: str, **values: Any) -> Iterator[None]:
    """Do something behind the application's back, and undo it."""
    with psycopg.connect(postgres.dsn(NAME), autocommit=True) as administrator:
        administrator.execute("set session_replication_role = replica")
        administrator.execute(statement, values)
        try:
            yield
        finally:
            administrator.execute(back, values)


def status(ground: Ground, who: str, relation: str = "own", name: str = "cases:case") -> int:
    row = next(each for each in table() if (each.site, each.name) == ("staff", name))
    path = path_of(Cell(row, "GET", who, relation), ground.threads, ground.common)
    with standing(BOTH, "staff"), at_site("staff"), undone():
        return int(visiting(ground.people[who], Client(raise_request_exception=False)).get(path).status_code)


def test_a_role_that_ends_during_a_visit_ends_it_with_the_next_request(ground: Ground, postgres: Any) -> None:
    row = next(each for each in table() if each.name == "cases:case")
    path = path_of(Cell(row, "GET", "veikko", "own"), ground.threads, ground.common)
    change = "update accounts_roleassignment set ended_at = {at} where staff_id = %(who)s"
    with standing(BOTH, "staff"), at_site("staff"):
        client = ground.clients["staff", "veikko"]
        with undone():
            before = client.get(path).status_code
        with (
            ended(postgres, change.format(at="now()"), change.format(at="null"), who=ground.people["veikko"].id),
            undone(),
        ):
            after = client.get(path)

    assert (before, after.status_code) == (200, 302)
    assert after.headers["Location"].endswith("why=roles")


@pytest.mark.parametrize(
    "change",
    [
        "update accounts_roleassignment set until_on = gate.today() where staff_id = %(who)s",
        "update accounts_roleassignment set from_on = gate.today() + 1 where staff_id = %(who)s",
    ],
)
def test_a_role_outside_its_days_is_none(ground: Ground, postgres: Any, change: str) -> None:
    back = "update accounts_roleassignment set from_on = '2020-01-01', until_on = null where staff_id = %(who)s"
    with ended(postgres, change, back, who=ground.people["veikko"].id):
        assert status(ground, "veikko") == 302


def test_a_tie_that_ends_shuts_the_record(ground: Ground, postgres: Any) -> None:
    values = {"who": ground.people["veikko"].id, "subjects": list(ground.threads["own"].subjects)}
    change = "update access_tie set until_on = {on} where staff = %(who)s and subject_id = any(%(subjects)s)"

    assert status(ground, "veikko") == 200
    with ended(postgres, change.format(on="gate.today()"), change.format(on="null"), **values):
        assert status(ground, "veikko") == 404


def test_a_conflict_that_becomes_known_shuts_the_record_at_once(ground: Ground, postgres: Any) -> None:
    values = {"who": ground.people["aino"].id, "subject": next(iter(ground.threads["other"].subjects))}
    make = (
        "insert into access_tie (id, subject_id, staff, how, from_on, made_at)"
        " select gen_random_uuid(), id, %(who)s, 'conflict', gate.today(), now() from vault_subject"
        " where id = any(%(subjects)s)"
    )
    values["subjects"] = list(ground.threads["other"].subjects)
    back = "delete from access_tie where staff = %(who)s and how = 'conflict' and subject_id = any(%(subjects)s)"

    assert status(ground, "aino", "other") == 200
    with ended(postgres, make, back, **values):
        assert status(ground, "aino", "other") == 404


def test_a_record_that_is_sealed_is_gone_for_whoever_is_not_tied(ground: Ground, postgres: Any) -> None:
    values = {"key": ground.threads["other"].keys["case"]}
    change = "update cases_case set sealed = {word} where id = %(key)s"
    with ended(postgres, change.format(word="true"), change.format(word="false"), **values):
        assert status(ground, "aino", "other") == 404


def test_the_key_of_a_visit_from_before_the_sign_in_opens_nothing_after_it(ground: Ground) -> None:
    """Whoever planted a cookie in a browser does not come along when its owner signs in."""
    from tests.factories import people

    with standing(BOTH, "staff"), at_site("staff"), undone():
        login = people.hired("fixed", people.Role.MANAGER).login.login
        browser, planter = Client(), Client()
        browser.post("/sign-in/", {"login": login, "password": people.PASSWORD})
        planted = browser.cookies["kajo_staff"].value
        done = browser.post("/sign-in/code/", {"code": people.code()})
        planter.cookies["kajo_staff"] = planted

        assert done.status_code == 302
        assert browser.get("/my-sign-in/").status_code == 200
        assert browser.cookies["kajo_staff"].value != planted
        assert planter.get("/my-sign-in/").status_code == 302
