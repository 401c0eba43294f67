"""Whatever is sent by whatever form: a clear answer, nothing half-written, the words kept, never a failure."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kajo.access.roles import Actor, Role
from kajo.run.pgplugin import DEEP
from tests.access.threads import Thread, spun
from tests.factories import cast
from tests.factories.people import acting_as, hired, visiting
from tests.faults.forms import MARK, TYPED, Form, encoded, on_page
from tests.faults.tables import Tables

pytestmark = pytest.mark.django_db(transaction=True)

NEVER_SENT = ("/sign-out/",)  # on every page, without a field
LONG, TOO_LONG = 100_000, 10_000_000
BAD: dict[str, str] = {
    "empty": "",
    "NUL": "a\0b",
    "turned letters": "abc\u202edef",
    "isolated letters": "\u2067\u05e9\u05dc\u05d5\u05dd\u2069 \u0645\u0631\u062d\u0628\u0627",
    "half a letter": "x\ud800y",
    "emoji": "\U0001f61f\U0001f469\u200d\U0001f467",
    "combining": "e" + "\u0301" * 300,
    "year one": "1.1.0001",
    "year one with an hour": "1.1.0001 0.00",
    "the last day": "31.12.9999",
    "the last minute": "31.12.9999 23.59",
    "a day that is none": "31.2.2025",
    "a far year": "1.1.99999",
    "a day of machines": "2025-05-01T10:00:00+99:99",
    "a huge number": "9" * 400,
    "a number beyond the column": "2147483648",
    "a negative number": "-1",
    "a number of sorts": "1e999",
    "not a number": "NaN",
    "an id of nobody": str(uuid4()),
    "a broken id": "00000000-0000-0000-0000-00000000000g",
    "a quote": "' or 1=1 --",
    "a template": "{{ 7|add:'x' }} %s %(x)s {0} {x.__class__}",
    "a tag": "</textarea><script>alert(1)</script>",
    "lines": "one\r\ntwo\u2028three",
    "open brackets": "[[ [[ ]]",
    "long": "a" * LONG,
}


@dataclass(frozen=True)
class Place:
    """Where a form stands: the address's name and the words for its parts, who sees it, and which form it is."""

    name: str
    words: tuple[tuple[str, str], ...]
    who: str
    shape: tuple[str, ...]


class World:
    """One person's records and everybody who works, and the forms they see."""

    def __init__(self) -> None:
        self.hires = 0
        self.people: dict[str, Actor] = {
            name: cast.member(name) for name in ("aino", "mikko", "marja", "veikko", "outi")
        }
        self.people["roosa"] = acting_as(hired("roosa", Role.ADMINISTRATOR))
        self.people["reko"] = acting_as(hired("reko0", Role.CASE_WORKER))
        self.thread: Thread = spun("other", *(self.people[name] for name in ("mikko", "aino", "veikko")))

    def renew(self) -> None:
        """Make another person's records, with which nothing was done yet, and hire somebody anew."""
        self.hires += 1
        self.people["reko"] = acting_as(hired(f"reko{self.hires}", Role.CASE_WORKER))
        self.thread = spun("other", *(self.people[name] for name in ("mikko", "aino", "veikko")))

    def browser(self, who: str) -> Client:
        """Give the browser of one of the people, or of a stranger."""
        client = Client(raise_request_exception=False)
        return visiting(self.people[who], client) if who in self.people else client

    def address(self, place: Place) -> str:
        """Write out an address for the records of now."""
        text = ADDRESSES[place.name]
        for part, word in place.words:
            text = text.replace(f"<{part}>", self._key(word))
        return "/" + text

    def _key(self, word: str) -> str:
        if word in self.people:
            return str(self.people[word].id)
        return str(self.thread.keys.get(word, word))

    def opened(self, place: Place, former: Form | None = None) -> tuple[Client, Form]:
        """Open a form, on records made anew where what was done to the last ones took it away."""
        browser = self.browser(place.who)
        form = self.form(place, browser)
        if form is None:
            self.renew()
            form = self.form(place, browser)
        form = form or former
        assert form is not None, place
        return browser, form

    def form(self, place: Place, browser: Client) -> Form | None:
        """Open the page and give the form, None if it is not there."""
        address = self.address(place)
        answer = browser.get(address)
        if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
            return None
        forms = on_page(answer.content.decode(), address)
        return next((form for form in forms if form.shape == place.shape), None)


def addresses(patterns: list[Any], prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """List every named address of the staff site as (name, text with <parts>)."""
    for each in patterns:
        text = prefix + re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", str(each.pattern)).lstrip("^")
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from addresses(each.url_patterns, text, inner)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}", text


ADDRESSES = dict(addresses(get_resolver("kajo.urls.staff").url_patterns))
# What a part of an address may stand for, by room; a part that is not named here takes the room's own.
KEYS = {
    "contacts": ["contact"],
    "referrals": ["referral", "referral_ready"],
    "cases": ["case"],
    "clients": ["person"],
    "decisions": ["decision", "decision_draft", "decision_child"],
    "work": ["task"],
    "accounts": ["reko"],  # who does nothing else here, and may leave
}
PARTS = {"person": ["person"], "decision": ["decision_child"], "group": ["names", "languages", "citizenships"]}


def choices(name: str) -> Iterator[tuple[tuple[str, str], ...]]:
    """Give the ways to fill in the parts of an address."""
    parts = re.findall(r"<(\w+)>", ADDRESSES[name])
    ways: list[tuple[tuple[str, str], ...]] = [()]
    for part in parts:
        words = PARTS.get(part) or (KEYS.get(name.partition(":")[0], []) if part == "key" else [])
        ways = [(*way, (part, word)) for way in ways for word in words]
    yield from ways


_found: list[Place] = []


def places(world: World) -> list[Place]:
    """Find every form that somebody sees somewhere, each once; they are the same for everybody's records."""
    _found[:] = _found or _looked_for(world)
    return _found


def _looked_for(world: World) -> list[Place]:
    found: dict[tuple[str, tuple[str, ...]], Place] = {}
    browsers = {who: world.browser(who) for who in ("nobody", "aino", "mikko", "roosa", "marja", "veikko")}
    for name in ADDRESSES:
        for words in choices(name):
            for who, browser in browsers.items():
                place = Place(name, words, who, ())
                answer = browser.get(world.address(place))
                assert answer.status_code < 500, place
                if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
                    continue
                forms = on_page(answer.content.decode(), world.address(place))
                for form in forms:
                    where = re.sub(r"[0-9a-f-]{36}", "…", form.action)
                    if form.action not in NEVER_SENT:
                        found.setdefault((where, form.shape), replace(place, shape=form.shape))
                if len(forms) > 1 and not DEEP:  # besides the one for signing out
                    break
    return list(found.values())


@pytest.fixture
def tables(as_role) -> Tables:
    return Tables(as_role("postgres", autocommit=True))


def trials(form: Form, chance: random.Random, most: int) -> list[tuple[str, str, dict[str, str]]]:
    """Give so many bad sendings of a form as (what is bad, where, everything that is sent); all of them where few."""
    good = form.filled()
    names = [name for name in form.fields if name != "csrfmiddlewaretoken"]
    told = [("all empty", "*", dict.fromkeys(good, "")), ("nothing", "*", {}), ("nobody's", "*", good | {"id": "1"})]
    told += [(kind, name, good | {name: bad}) for kind, bad in BAD.items() for name in names]
    return told if len(told) <= most else [told[0], *chance.sample(told[1:], most - 1)]


def trouble(answer: Any, form: Form, sent: dict[str, str], before: dict[str, int], after: dict[str, int]) -> str:
    """Tell what is wrong with an answer; empty if nothing is."""
    if answer.status_code >= 500:
        return f"answered {answer.status_code}"
    if answer.status_code in (302, 303):
        return ""
    if before != after:
        changed = {name for name in after if before.get(name) != after[name]}
        return f"answered {answer.status_code} and wrote to {sorted(changed)}"
    if answer.status_code == 200 and "attachment" not in answer.headers.get("Content-Disposition", ""):
        typed = [name for name, each in form.fields.items() if each.kind in TYPED and MARK in sent.get(name, "")]
        if typed and MARK not in html.unescape(answer.content.decode()):
            return f"lost the words of {typed}"
    return ""


def test_every_form_takes_or_refuses_whatever_is_sent(tables, seed, amount: Callable[[int, int], int]):
    chance, world = random.Random(seed), World()
    found, wrong, sendings = places(world), [], 0
    assert len(found) >= 25

    for place in found:
        browser, form = world.opened(place)
        for kind, where, sent in trials(form, chance, amount(5, 400)):
            before = tables.counts()
            answer = browser.post(form.action, encoded(sent), content_type="application/x-www-form-urlencoded")
            sendings += 1
            if said := trouble(answer, form, sent, before, tables.counts()):
                wrong.append(f"{place.name} as {place.who}, {kind} in {where}: {said}")
            if answer.status_code in (302, 303):  # it was taken, or led elsewhere: begin anew
                browser, form = world.opened(place, form)

    assert wrong == []
    assert sendings >= len(found)


def test_ten_megabytes_in_any_field_are_refused_in_a_sentence(tables, seed, amount: Callable[[int, int], int]):
    chance, world, wrong = random.Random(seed), World(), []
    wide = [place for place in places(world) if len(place.shape) > 3]

    for place in chance.sample(wide, amount(4, len(wide))):
        browser, form = world.opened(place)
        typed = [name for name, each in form.fields.items() if each.kind in TYPED]
        name = chance.choice(typed or list(form.fields))
        before = tables.counts()
        sent = form.filled() | {name: "a" * TOO_LONG}
        answer = browser.post(form.action, encoded(sent), content_type="application/x-www-form-urlencoded")
        if said := trouble(answer, form, sent, before, tables.counts()):
            wrong.append(f"{place.name} as {place.who}, {name}: {said}")

    assert wrong == []


def test_more_than_any_form_can_be_is_413(tables):
    world = World()
    before = tables.counts()

    answer = world.browser("mikko").post(
        "/calls/new/", b"note=" + b"a" * 13_000_000, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 413
    assert tables.counts() == before
