"""What changes something is sent from a page of ours; every answer, whatever it is, carries its headers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils.crypto import get_random_string

from kajo.ui import once
from tests.access.ground import AT_HOME, Ground, at_site, undone
from tests.access.judging import NOT_MINE, beside, may, without
from tests.access.table import NOT_OFFERED, SITES, Cell, Row, path_of, relations, table
from tests.access.walls import BOTH, standing

OWN_PROOF = {
    "cti": "the telephone exchange, which has no browser: the token in its address is the proof",
    "ui:reports": "a browser's report of the content policy, which changes nothing",
}
"""Addresses that take a form without a token, each with its reason."""

UNSAFE = [row for row in table() if row.post != NOT_OFFERED]
FOREIGN = "https://elsewhere.example"


def sent(ground: Ground, row: Row, *, cookie: str, token: str, **headers: str) -> tuple[int, int, int]:
    """Send the form of an address as somebody who may; give the status and what was written and recorded."""
    first = min(AT_HOME[row.site])
    actor, cell = ground.people[first], Cell(row, "POST", first, relations(row, ground.threads)[0])
    for who in sorted(AT_HOME[row.site]):
        for relation in relations(row, ground.threads)[:2]:
            if may(Cell(row, "POST", who, relation), ground.people[who], ground.threads):
                actor, cell = ground.people[who], Cell(row, "POST", who, relation)
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies.load(ground.clients[row.site, cell.who].cookies.output(header=""))
    if cookie:
        client.cookies[f"kajo_{row.site}_form"] = cookie
    words = ground.forms.get(row.name, {}) | {"once": once.mint(once.key_of(actor))}
    words |= {"csrfmiddlewaretoken": token} if token else {}
    with undone():
        before = beside(BOTH)
        got = client.post(
            path_of(cell, ground.threads, ground.common),
            urlencode(words, doseq=True),
            content_type="application/x-www-form-urlencoded",
            headers=headers,
        )
        after = beside(BOTH)
        assert without(got.headers, row.site) == []
        return got.status_code, after[0] - before[0], after[1] - before[1]


@pytest.mark.parametrize("row", UNSAFE, ids=lambda row: f"{row.site} {row.name}")
def test_a_form_without_our_token_is_refused(ground: Ground, row: Row) -> None:
    secret, other = get_random_string(32), get_random_string(32)
    with standing(BOTH, row.site), at_site(row.site):
        tries: dict[str, tuple[int, int, int]] = {
            "no token": sent(ground, row, cookie="", token=""),
            "a cookie and no token": sent(ground, row, cookie=secret, token=""),
            "a token and no cookie": sent(ground, row, cookie="", token=secret),
            "somebody else's token": sent(ground, row, cookie=secret, token=other),
            "another page's form": sent(ground, row, cookie=secret, token=secret, Origin=FOREIGN),
            "nobody's page": sent(ground, row, cookie=secret, token=secret, Origin="null"),
            "a neighbour's page": sent(
                ground, row, cookie=secret, token=secret, **{"Origin": "null", "Sec-Fetch-Site": "same-site"}
            ),
        }
        ours = sent(ground, row, cookie=secret, token=secret, **{"Origin": "null", "Sec-Fetch-Site": "same-origin"})

    if row.name in OWN_PROOF:
        assert {changes for _, changes, _ in tries.values()} == {0}
        return
    assert tries == dict.fromkeys(tries, (403, 0, 0))
    assert ours[0] != 403 or set(row.words) & NOT_MINE


def test_no_address_but_the_known_ones_takes_a_form_without_a_token() -> None:
    assert set(OWN_PROOF) <= {row.name for row in UNSAFE}


LARGE = "x" * 13_000_000


@pytest.mark.parametrize("site", SITES)
def test_answers_that_no_page_gives_carry_the_headers_too(
    ground: Ground, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    front, room = {
        "staff": ("/", "desk"),
        "partner": ("/", "portal"),
        "public": ("/en/", "site"),
    }[site]
    who = next(iter(sorted(AT_HOME[site])), "")

    def fails(*_words: Any, **_named: Any) -> None:
        raise RuntimeError("somewhere below")

    with standing(BOTH, site), at_site(site), undone():
        client = ground.clients[site, who]
        answers = {
            "healthz": client.get("/healthz"),
            "file": client.get("/static/ui/kajo.css"),
            "no file": client.get("/static/ui/none.css"),
            "nothing": client.get("/nothing/here/"),
            "no host": client.get(front, headers={"Host": "elsewhere.example"}),
            "too large": client.post("/sign-in/", {"login": LARGE}) if site != "public" else client.get("/xx/"),
            "slash": client.get("/en") if site == "public" else client.get("/people"),
            "method": client.put(front),
        }
        for close in answers["file"]._resource_closers:  # closing the answer itself would close the connection
            close()
        monkeypatch.setattr(f"kajo.{room}.views.page", fails)
        answers["broken"] = client.get(front)

    statuses = {name: answer.status_code for name, answer in answers.items()}
    assert statuses["broken"] == 500
    assert statuses["no host"] == 400
    assert statuses["healthz"] == 200
    assert site == "public" or statuses["too large"] == 413
    assert {name: without(answer.headers, site) for name, answer in answers.items()} == {name: [] for name in answers}
    for name, answer in answers.items():
        if name != "file":
            body = answer.getvalue().decode()
            assert "Traceback" not in body
            assert "somewhere below" not in body
