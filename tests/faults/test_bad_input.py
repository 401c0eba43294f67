"""Whatever is sent by whatever form: a clear answer, nothing half-written, the words kept, never a failure."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.faults.forms import LOOK, TYPED, Form, complaints, lost
from tests.faults.world import SENT_AS, TAKEN, World, led_to_step_up, places, send

pytestmark = pytest.mark.django_db(transaction=True)

LONG, TOO_LONG = 100_000, 10_000_000
BAD: dict[str, str] = {
    "empty": "",
    "NUL": "a\0b",
    "turned letters": "abc\u202edef",
    "isolated letters": "\u2067\u05e9\u05dc\u05d5\u05dd\u2069 \u0645\u0631\u062d\u0628\u0627",
    "half a letter": "x\ud800y",
    "emoji": "\U0001f61f\U0001f469\u200d\U0001f467",
    "combining": "e" + "\u0301" * 300,
    "long ago": "1.1.1900",
    "far ahead": "1.1.2100",
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


# Sent by a form without a field of its own, or to a page that is no form.
# Buttons without a question, what a browser or the telephone exchange sends by itself, and the second button of the
# form of a call.
NO_FORM = {
    "accounts:codes", "accounts:end_visit", "accounts:remove_passkey", "contacts:keep", "cti", "sign-out", "ui:kept",
    "ui:keys", "ui:reports", "ui:stay", "ui:styleguide",
}  # fmt: skip
FOUND = 'class="finding" role="status"'  # what the trial of a rule answers, which takes any facts and keeps none
BESIDE = '<p role="alert">'  # what is said of a button beside a form that is still being written
REFUSED = (400, 403, 404, 405, 409, 413, 429)


def trials(form: Form, world: World) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give the bad sendings of a form as (what is bad, where, everything that is sent)."""
    good = form.filled()
    yield "all empty", "*", dict.fromkeys(good, "")
    yield "nothing", "*", {"csrfmiddlewaretoken": ""}  # a browser always sends it
    yield "an answer to no question", "*", good | {"id": "1"}
    others = {"outi": world.people["outi"].id, **world.thread.keys}
    for kind, bad in (BAD | {f"the id of {word}": str(key) for word, key in others.items()}).items():
        for name in form.fields:
            if name != "csrfmiddlewaretoken":
                yield kind, name, good | {name: bad}


def trouble(answer: Any, form: Form, sent: dict[str, Any], before: dict[str, int], after: dict[str, int]) -> str:
    """Tell what is wrong with an answer; empty if nothing is."""
    if answer.status_code in TAKEN:
        return "wants a second factor again" if led_to_step_up(answer) else ""
    if before != after:
        changed = {name for name in after if before.get(name) != after[name]}
        return f"answered {answer.status_code} and wrote to {sorted(changed)}"
    if answer.status_code in REFUSED:
        return "" if "<h1" in answer.content.decode() else f"answered {answer.status_code} without a word"
    if answer.status_code != 200:
        return f"answered {answer.status_code}"
    text = answer.content.decode()
    if not complaints(text) and BESIDE not in text:
        return "" if LOOK in sent or not form.has_typed or FOUND in text else "says nothing"
    return lost(text, form, sent)


def test_every_form_takes_or_refuses_whatever_is_sent(tables, seed, amount: Callable[[int, int], int]):
    chance, world = random.Random(seed), World()
    wrong, statuses, most = [], Counter[int](), amount(3, 1000)

    for place in places(world):
        browser, form = world.opened(place)
        told, is_done = list(trials(form, world)), False
        for kind, where, sent in told if len(told) <= most else [told[0], *chance.sample(told[1:], most - 1)]:
            if is_done:  # the last one was taken, or led elsewhere: begin anew
                browser, form = world.opened(place, form)
            before = tables.counts()
            answer = send(browser, form, sent)
            statuses[answer.status_code] += 1
            if said := trouble(answer, form, sent, before, tables.counts()):
                wrong.append(f"{place.sends_to} as {place.who}, {kind} in {where}: {said}")
            is_done = answer.status_code in TAKEN

    assert wrong == []
    assert statuses[200] > statuses.total() / 3, statuses


def test_ten_megabytes_in_any_field_are_refused_in_a_sentence(tables, seed, amount: Callable[[int, int], int]):
    chance, world, wrong = random.Random(seed), World(), []
    wide = [place for place in places(world) if len(place.shape) > 3]

    for place in chance.sample(wide, amount(2, len(wide))):
        browser, form = world.opened(place)
        typed = [name for name, each in form.fields.items() if each.kind in TYPED]
        name = chance.choice(typed or list(form.fields))
        before = tables.counts()
        sent = form.filled() | {name: "a" * TOO_LONG}
        answer = send(browser, form, sent)
        if said := trouble(answer, form, sent, before, tables.counts()):
            wrong.append(f"{place.name} as {place.who}, {name}: {said}")

    assert wrong == []


def test_more_than_any_form_can_be_is_413(tables):
    world = World()
    before = tables.counts()

    answer = world.browser("mikko").post("/calls/new/", b"note=" + b"a" * 13_000_000, content_type=SENT_AS)

    assert answer.status_code == 413
    assert tables.counts() == before


def test_every_address_that_takes_a_form_is_among_them(tables):
    with (Path(__file__).parents[1] / "access" / "addresses.csv").open() as lines:
        posted = {row["name"] for row in csv.DictReader(lines) if row["site"] == "staff" and row["post"] != "-"}

    assert posted - NO_FORM <= {place.sends_to for place in places(World())} <= posted
