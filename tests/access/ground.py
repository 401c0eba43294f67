"""The committed world of the access table: who visits which site, and what they would send."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.test import Client, override_settings

from kajo.access.roles import Actor
from kajo.accounts.models import RoleAssignment
from kajo.decisions.terms import DecisionKind
from kajo.ui import once
from tests.access.filling import WORDS, filled
from tests.access.judging import Answer, beside
from tests.access.table import NOT_OFFERED, OPEN, SITES, THERE, Cell, Row, path_of, relations, table
from tests.access.threads import Thread
from tests.access.walls import BOTH, standing
from tests.factories import deciding, duty
from tests.factories.people import confirmed, visiting
from tests.factories.teams import team

STAFF = ("aino", "marja", "veikko", "mikko", "tove", "outi", "anna")
PEOPLE = {"staff": (*STAFF, "pekka"), "partner": ("pekka", "pihla", "aino"), "public": ("veikko",)}
AT_HOME = {"staff": set(STAFF), "partner": {"pekka", "pihla"}, "public": set()}


class Ground:
    """The committed world of the table's tests."""

    def __init__(self, threads: dict[str, Thread], people: dict[str, Actor]) -> None:
        self.threads, self.people = threads, people
        role = RoleAssignment.objects.filter(staff=people["hilla"].id).get()
        self.common: dict[str, Any] = {
            "staff": people["hilla"].id, "role": role.pk, "visit": people["hilla"].id, "deputy": people["hilla"].id,
            "team": team().pk,
            # Of a kind that no form of the table signs, so that it opens nothing there.
            "delegation": deciding.delegated(people["aino"], people["marja"], DecisionKind.RETURN_GRANT).pk,
        }  # fmt: skip
        self.common |= duty.rota(people)
        self.clients: dict[tuple[str, str], Client] = {}
        self.forms: dict[str, dict[str, Any]] = {}
        for site in SITES:
            with at_site(site):
                for who in PEOPLE[site]:
                    self.clients[site, who] = visiting(people[who], Client(raise_request_exception=False))
                    self.clients[site, ""] = Client(raise_request_exception=False)
        for row in table():
            if row.post not in (NOT_OFFERED, OPEN) and not self.forms.get(row.name):
                self.forms[row.name] = form_of(self, row)


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


@contextmanager
def undone() -> Iterator[None]:
    """Open a transaction that doors take for none, and undo everything in it."""
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]
    with around:
        yield
        transaction.set_rollback(True)


def target_of(ground: Ground, cell: Cell) -> str:
    """Tell for which record a cell's deed wants its fresh second factor."""
    word, thread = cell.row.words.get("key", ""), ground.threads.get(cell.relation)
    known = ground.common | (thread.keys if thread else {})
    return str(known.get(word, ground.forms.get(cell.row.name, {}).get("staff", "")))


def asked_for(ground: Ground, cell: Cell, walls: str) -> Answer:
    """Ask, look at what came of it, and undo it."""
    actor, client = ground.people.get(cell.who), ground.clients[cell.row.site, cell.who]
    sent = ""
    if cell.method in ("POST", "PUT", "PATCH"):
        words = _named(ground, cell) | {"once": once.mint(once.key_of(actor))}
        sent = urlencode(words, doseq=True)
    kept = client.cookies.output()
    with undone():
        if cell.has_proof and actor and cell.row.sensitive:
            proof = confirmed(cell.row.sensitive[0], target_of(ground, cell))
            client = visiting(actor, Client(raise_request_exception=False), **proof)
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
            got.status_code,
            got.headers, body.decode(errors="replace"),
            after[0] - before[0], after[1] - before[1],
        )  # fmt: skip


def _named(ground: Ground, cell: Cell) -> dict[str, Any]:
    """Give the words of a form, with the keys of the thread that is asked about in the place of `<word>`."""
    thread = ground.threads.get(cell.relation)
    keys = thread.keys if thread else {}
    return {
        name: re.sub(r"<(\w+)>", lambda found: str(keys.get(found[1], found[0])), value)
        if isinstance(value, str)
        else value
        for name, value in ground.forms.get(cell.row.name, {}).items()
    }


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
