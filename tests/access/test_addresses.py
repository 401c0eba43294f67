"""Every address, every method, everybody, every relation to the record: with both walls, and with each alone."""

from __future__ import annotations

import itertools
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
from django.db import transaction
from django.test import Client, override_settings

from kajo.access import matrix
from kajo.access.roles import Actor
from kajo.accounts.models import RoleAssignment
from kajo.run.pgplugin import NAME
from kajo.ui import once
from tests.access.filling import WORDS, filled
from tests.access.judging import NOT_MINE, Answer, beside, fault, look_beside, may
from tests.access.table import (
    ANYONE,
    NOT_OFFERED,
    OPEN,
    SITES,
    THERE,
    Cell,
    Row,
    addresses,
    cells,
    path_of,
    relations,
    table,
)
from tests.access.threads import Thread
from tests.access.walls import BOTH, DATABASE, PYTHON, make_open_roles, standing
from tests.factories.people import confirmed, visiting

STAFF = ("aino", "marja", "veikko", "mikko", "tove", "outi", "anna")
PEOPLE = {"staff": (*STAFF, "pekka"), "partner": ("pekka", "pihla", "aino"), "public": ("veikko",)}
AT_HOME = {"staff": set(STAFF), "partner": {"pekka", "pihla"}, "public": set()}
SAMPLED = {"GET": 0.09, "POST": 0.11}
SAMPLED_OTHERWISE = 0.02

ERRORS = re.compile(r"</span> ([^<]+)</p>")
ANSWERED_AT_ONCE = {"referrals:where"}
WITH_A_DEVICE = {"accounts:add_passkey", "accounts:remove_passkey", "accounts:set_app"}
"""Deeds that want a device's answer, which tests/accounts gives."""


class Ground:
    """The committed world of the table's tests."""

    def __init__(self, threads: dict[str, Thread], people: dict[str, Actor]) -> None:
        self.threads, self.people = threads, people
        role = RoleAssignment.objects.filter(staff=people["hilla"].id).get()
        self.common: dict[str, Any] = {"staff": people["hilla"].id, "role": role.pk, "visit": people["hilla"].id}
        self.clients: dict[tuple[str, str], Client] = {}
        self.forms: dict[str, dict[str, Any]] = {}
        for site in SITES:
            with at_site(site):
                for who in PEOPLE[site]:
                    self.clients[site, who] = visiting(people[who], Client(raise_request_exception=False))
                self.clients[site, ""] = Client(raise_request_exception=False)


@contextmanager
def at_site(site: str) -> Iterator[None]:
    """Be one of the three sites for a while."""
    with override_settings(
        SITE=site,
        ROOT_URLCONF=f"kajo.urls.{site}",
        SESSION_COOKIE_NAME=f"kajo_{site}",
        CSRF_COOKIE_NAME=f"kajo_{site}_form",
    ):
        yield


@pytest.fixture(scope="module")
def ground(threads: dict[str, Thread], people: dict[str, Actor], postgres: Any) -> Ground:
    with psycopg.connect(postgres.dsn(NAME), autocommit=True) as administrator:
        make_open_roles(administrator)
        look_beside(administrator)
    found = Ground(threads, people)
    for row in table():
        if row.post not in (NOT_OFFERED, OPEN) and not found.forms.get(row.name):
            found.forms[row.name] = form_of(found, row)
    return found


def form_of(ground: Ground, row: Row) -> dict[str, Any]:
    """Fill in the form of a page as somebody who may: the one on the page itself, or the words it is known by."""
    known = {name: value for name, value in WORDS.get(row.name, {}).items() if value is not None}
    if row.get == NOT_OFFERED:
        assert row.name in WORDS, f"say in tests/access/filling.py how the form of {row.name} is filled in"
        return known
    tried = [each for each in ("other", "own", THERE) if each in relations(row, ground.threads)]
    for relation, who in itertools.product(tried, sorted(AT_HOME[row.site])):
        with standing(BOTH, row.site), at_site(row.site):
            answer = ground.clients[row.site, who].get(
                path_of(Cell(row, "GET", who, relation), ground.threads, ground.common)
            )
            if answer.status_code == 200 and answer.context and answer.context.get("form") is not None:
                return filled(answer.context["form"], row.name)
    return known


def test_every_address_stands_in_the_table() -> None:
    known = {(row.site, row.name) for row in table()}

    assert {(site, name) for site in SITES for name, _ in addresses(site)} == known
    assert len(known) == len(table())


def test_open_addresses_are_marked_as_such() -> None:
    for site in SITES:
        opened = {row.name for row in table() if row.site == site and row.open}
        marked = {name for name, each in addresses(site) if getattr(each.callback, "login_required", True) is False}

        assert marked == opened


@pytest.mark.parametrize("walls", [BOTH, PYTHON, DATABASE])
def test_everybody_gets_what_is_theirs_and_nothing_else(
    ground: Ground, walls: str, seed: int, amount: Callable[[Any, Any], Any], capsys: pytest.CaptureFixture[str]
) -> None:
    dice = random.Random(f"{seed}{walls}")
    every = list(cells(ground.threads, PEOPLE))
    asked = [each for each in every if dice.random() < amount(SAMPLED.get(each.method, SAMPLED_OTHERWISE), 1.0)]
    wrong, outcomes = [], Counter[str]()
    for site in SITES:
        with ExitStack() as held:
            held.enter_context(standing(walls, site))
            held.enter_context(at_site(site))
            held.enter_context(undone())
            for cell in asked:
                if cell.row.site == site:
                    answer = asked_for(ground, cell, walls)
                    outcomes[str(answer.status)] += 1
                    trouble = fault(cell, ground.people.get(cell.who), walls, answer, ground.threads)
                    if trouble:
                        wrong.append(f"{cell}: {trouble}")

    with capsys.disabled():
        shown = ", ".join(f"{status} {count}" for status, count in sorted(outcomes.items()))
        sys.stdout.write(f"\n{walls}: {len(asked)} of {len(every)} cells ({shown}), {len(wrong)} wrong\n")
    assert not wrong, "\n".join(["", *wrong])


@contextmanager
def undone() -> Iterator[None]:
    """Open a transaction that doors take for none, and undo everything in it."""
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]
    with around:
        yield
        transaction.set_rollback(True)


def asked_for(ground: Ground, cell: Cell, walls: str, *, has_proof: bool = False) -> Answer:
    """Ask, with a fresh second factor for this very deed or without, look at what came of it, and undo it."""
    actor, client = ground.people.get(cell.who), ground.clients[cell.row.site, cell.who]
    proofs = [verb for verb in cell.row.post.split() if verb in matrix.STEP_UP]
    if has_proof and actor and proofs:
        target = str(ground.common["staff"]) if cell.row.words.get("key") == "staff" else ""
        client = visiting(actor, Client(), **confirmed(proofs[0], target))
    sent = ""
    if cell.method in ("POST", "PUT", "PATCH"):
        words = ground.forms.get(cell.row.name, {}) | {"once": once.mint(once.key_of(actor))}
        sent = urlencode(words, doseq=True)
    kept = client.cookies.output()
    with undone():
        before = beside(walls)
        got = client.generic(
            cell.method,
            path_of(cell, ground.threads, ground.common),
            sent,
            content_type="application/x-www-form-urlencoded",
        )
        after = beside(walls)
        body = b"" if cell.method == "HEAD" else got.getvalue()
        client.cookies.clear()
        client.cookies.load(kept.replace("Set-Cookie: ", ""))
        return Answer(
            got.status_code, got.headers.get("Location", ""), body.decode(errors="replace"),
            after[0] - before[0], after[1] - before[1],
        )  # fmt: skip


DEEDS = [row for row in table() if row.post not in (NOT_OFFERED, OPEN, ANYONE) and not set(row.words) & NOT_MINE]


@pytest.mark.parametrize("row", DEEDS, ids=lambda row: f"{row.site} {row.name}")
def test_a_form_that_is_filled_in_is_taken(ground: Ground, row: Row) -> None:
    """Otherwise the table's test would only show that strangers cannot do what nobody can."""
    if row.name in WITH_A_DEVICE:
        return
    said, holders = set(), 0
    with standing(BOTH, row.site), at_site(row.site), undone():
        for who in sorted(AT_HOME[row.site]):
            actor = ground.people[who]
            cells_of_it = [Cell(row, "POST", who, each) for each in relations(row, ground.threads)]
            cell = next((each for each in reversed(cells_of_it[:2]) if may(each, actor, ground.threads)), None)
            if cell is None:
                continue
            holders += 1
            answer = asked_for(ground, cell, BOTH, has_proof=True)
            is_led_on = answer.status in (302, 303) and answer.location != "/step-up/"
            if is_led_on and (answer.changes or row.post.startswith("session.")):
                return
            if answer.status == 200 and row.name in ANSWERED_AT_ONCE:
                return
            said.add(f"{who}: {answer.status} {answer.location} {' '.join(ERRORS.findall(answer.body))}")

    assert not holders, f"say in tests/access/filling.py how this form is filled in: {ground.forms[row.name]} {said}"
