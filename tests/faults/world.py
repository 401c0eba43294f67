"""Where does each form of the staff site stand, and who sees it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kajo.access.roles import Actor, Role
from kajo.accounts.sign_in.middleware import DEED
from kajo.accounts.sign_in.sessions import STEP_UP, SessionStore
from kajo.decisions.terms import DecisionKind
from kajo.law.calendar import legal_day
from kajo.run.pgplugin import DEEP
from kajo.work import actions as work
from tests.access.table import Row, table
from tests.access.threads import Thread, spun
from tests.factories import cast, deciding, duty
from tests.factories.people import PASSWORD, acting_as, confirmed, hired, visiting
from tests.factories.teams import team
from tests.faults.forms import Form, encoded, on_page

SENT_AS = "application/x-www-form-urlencoded"
TAKEN = (302, 303)
STEP_UP_AT = "/step-up/"
NEVER_SENT = ("sign-out", "ui:keys", "ui:styleguide")  # on every page; nobody's work
# Its writer goes on with a note and a colleague takes it over; a swap is asked by one, answered by another.
OTHERS_FOR_EACH = ("contacts:draft", "rota:mine")
# Stops on the way in: by the address where somebody stands, how that person was hired.
ON_THE_WAY_IN: dict[str, dict[str, bool]] = {
    "mfa_authenticate": {},
    "accounts:new_password": {"own_password": False, "enrolled": False},
    "accounts:enrol": {"enrolled": False},
    "accounts:step_up": {},
}


@dataclass(frozen=True)
class Place:
    """Where a form stands: the address's name and the words for its parts, who sees it, and which form it is."""

    name: str
    words: tuple[tuple[str, str], ...]
    who: str
    shape: tuple[str, ...] = ()
    sends_to: str = ""


def _addresses(patterns: list[Any], prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """List every named address of the staff site as (name, text with <parts>)."""
    for each in patterns:
        text = prefix + re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", str(each.pattern)).lstrip("^")
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _addresses(each.url_patterns, text, inner)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}", text


ADDRESSES = dict(_addresses(get_resolver("kajo.urls.staff").url_patterns))
# What a part of an address may stand for, by room; a part that is not named here takes the room's own.
KEYS = {
    "contacts": ["contact"],
    "referrals": ["referral", "referral_ready"],
    "cases": ["case"],
    "clients": ["person"],
    "facts": ["referral"],
    "decisions": ["decision", "decision_draft", "decision_child"],
    "notices": ["notice"],
    "work": ["task"],
    "accounts": ["reko", "team"],  # who does nothing else here, and may leave
}
PARTS = {
    "person": ["person"],
    "decision": ["decision_child"],
    "relation": ["relation"],
    "wish": ["wish"],
    "group": ["name", "language", "citizenship", "non-disclosure"],
}
TABLE: dict[str, list[Row]] = {}
for _row in table():
    if _row.site == "staff" and _row.words:
        TABLE.setdefault(_row.name, []).append(_row)
# Who is asked first, since the first one who sees a form sends it: whoever may do most in that room.
FIRST = {
    "accounts": ("roosa", "nobody"),
    "decisions": ("marja", "aino"),
    "rota": ("marja", "aino"),
    "rota:ask": ("mikko",),
}
EVERYBODY = ("aino", "mikko", "roosa", "marja", "veikko", "nobody")


def _choices(name: str) -> Iterator[tuple[tuple[str, str], ...]]:
    """Give the ways to fill in the parts of an address."""
    ways: list[tuple[tuple[str, str], ...]] = [()]
    for part in re.findall(r"<(\w+)>", ADDRESSES[name]):
        words = PARTS.get(part) or (KEYS.get(name.partition(":")[0], []) if part == "key" else [])
        ways = [(*way, (part, word)) for way in ways for word in words]
    # First as the access table fills it in, which knows a record in the right state for every address.
    yield from dict.fromkeys([*(tuple(row.words.items()) for row in TABLE.get(name, [])), *ways])


class World:
    """One person's records and everybody who works, and the forms they see."""

    def __init__(self) -> None:
        self.hires = self.browsers = 0
        self.people: dict[str, Actor] = {
            name: cast.member(name) for name in ("aino", "mikko", "marja", "veikko", "outi")
        }
        self.people["roosa"] = acting_as(hired("roosa", Role.ADMINISTRATOR))
        deciding.delegated(self.people["aino"], self.people["marja"], DecisionKind.ADMIT_35_1)
        at = datetime.now(UTC)
        week = {"from_on": legal_day(at), "until_on": legal_day(at) + timedelta(days=7)}
        work.deputise(self.people["aino"], None, deputy=self.people["marja"].id, **week, at=at)
        self.renew()

    def renew(self) -> None:
        """Make another person's records, with which nothing was done yet, and hire somebody anew."""
        self.hires += 1
        self.people["reko"] = acting_as(hired(f"reko{self.hires}", Role.CASE_WORKER))
        self.thread: Thread = spun("other", *(self.people[name] for name in ("mikko", "aino", "veikko")))
        self.thread.keys |= {"team": team(f"Joutseno {self.hires}").pk, "staff": self.people["reko"].id}
        self.thread.keys |= duty.rota(self.people, self.hires, "mikko", "veikko")

    def browser(self, who: str) -> Client:
        """Give the browser of one of the people, of a stranger, or of somebody who is on the way in."""
        self.browsers += 1  # each at an address of its own, or the tries of all would count together
        client = Client(raise_request_exception=False, REMOTE_ADDR=str(IPv4Address("127.0.0.1") + self.browsers))
        if who in ON_THE_WAY_IN:
            self.hires += 1
            hired(f"new{self.hires}", Role.CASE_WORKER, **ON_THE_WAY_IN[who])
            client.post("/sign-in/", {"login": f"new{self.hires}", "password": PASSWORD})
        if who == "accounts:step_up":
            visiting(self.people["aino"], client).get("/my-sign-in/app/")
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

    def sent(self, place: Place) -> tuple[Client, Form, dict[str, Any], Any]:
        """Fill in a form and send it, on records made anew where what was done to the last ones forbids it."""
        browser, form = self.opened(place)
        words = form.filled()
        answer = send(browser, form, words)
        if answer.status_code not in TAKEN and place.words:
            self.renew()
            browser, form = self.opened(place)
            words = form.filled()
            answer = send(browser, form, words)
        return browser, form, words, answer

    def filled_in_by_two(self, place: Place) -> tuple[Client, Form, Any]:
        """Open a form twice and send the first as `sent` does; gives the second's browser and form, and the answer."""
        later, again, answer = self._filled_in_by_two(place)
        if answer.status_code not in TAKEN and place.words:
            self.renew()
            later, again, answer = self._filled_in_by_two(place)
        return later, again, answer

    def _filled_in_by_two(self, place: Place) -> tuple[Client, Form, Any]:
        (first, form), later = self.opened(place), self.browser(place.who)
        again = self.form(place, later)
        assert again is not None
        return later, again, send(first, form, form.filled())

    def form(self, place: Place, browser: Client) -> Form | None:
        """Open the page and give the form, None if it is not there."""
        there = self.forms(place, browser)
        return next((form for form in there if (form.shape, form.sends_to) == (place.shape, place.sends_to)), None)

    def forms(self, place: Place, browser: Client) -> list[Form]:
        """Open the page and give its forms."""
        address = self.address(place)
        answer = browser.get(address)
        if led_to_step_up(answer):
            prove(browser)
            answer = browser.get(address)
        assert answer.status_code < 500, place
        if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
            return []
        return on_page(answer.content.decode(), address)


def led_to_step_up(answer: Any) -> bool:
    """Tell whether an answer asks for a fresh second factor."""
    return answer.status_code in TAKEN and answer.headers["Location"] == STEP_UP_AT


def prove(browser: Client) -> None:
    """Let the visit remember the fresh second factor it was just asked for, without the page for it."""
    visit = SessionStore(browser.cookies[settings.SESSION_COOKIE_NAME].value)
    deed = visit.pop(DEED)
    visit.update(confirmed(deed["verb"], deed["target"]))
    visit.save()
    assert STEP_UP in visit


def send(browser: Client, form: Form, words: dict[str, Any]) -> Any:
    """Send a form as a browser does, and again with a fresh second factor where one is asked for."""
    answer = browser.post(form.action, encoded(words), content_type=SENT_AS)
    if led_to_step_up(answer):
        prove(browser)
        answer = browser.post(form.action, encoded(words), content_type=SENT_AS)
    return answer


_found: list[Place] = []


def places(world: World) -> list[Place]:
    """Find every form that somebody sees somewhere, each once; they are the same for everybody's records."""
    _found[:] = _found or _looked_for(world)
    return _found


def _looked_for(world: World) -> list[Place]:
    found: dict[tuple[str, tuple[str, ...]], Place] = {}
    browsers = {who: world.browser(who) for who in (*EVERYBODY, *ON_THE_WAY_IN)}
    for name in ADDRESSES:
        asked = FIRST.get(name) or FIRST.get(name.partition(":")[0], ())
        asked = (name,) if name in ON_THE_WAY_IN else (*asked, *(who for who in EVERYBODY if who not in asked))
        for words in _choices(name):
            for who in asked:
                forms = world.forms(Place(name, words, who), browsers[who])
                for form in forms:
                    to = form.sends_to
                    if to not in NEVER_SENT:
                        found.setdefault((to, form.shape), Place(name, words, who, form.shape, to))
                others = [each for each in forms if each.sends_to not in NEVER_SENT]
                if others and not DEEP and name not in OTHERS_FOR_EACH:
                    break
    return list(found.values())
