"""Every address, every method, everybody, every relation to the record: with both walls, and with each alone."""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.access.ground import AT_HOME, PEOPLE, Ground, asked_for, at_site, undone
from tests.access.judging import NOT_MINE, Answer, fault, is_at_home, may
from tests.access.table import ANYONE, NOT_OFFERED, OPEN, SITES, Cell, Row, addresses, cells, relations, table
from tests.access.walls import BOTH, DATABASE, NEITHER, PYTHON, standing

MODES = [BOTH, PYTHON, DATABASE]
MORE = 200

ERRORS = re.compile(r"</span> ([^<]+)</p>")
ANSWERED_AT_ONCE = {"referrals:where", "lawbook:rule"}
WITH_A_DEVICE = {"accounts:add_passkey", "accounts:set_app"}
"""Deeds that want a device's answer, which tests/accounts gives."""


def test_every_address_stands_in_the_table() -> None:
    known = {(row.site, row.name) for row in table()}

    assert {(site, name) for site in SITES for name, _ in addresses(site)} == known
    assert len(known) == len(table())


def test_open_addresses_are_marked_as_such() -> None:
    for site in SITES:
        opened = {row.name for row in table() if row.site == site and row.open}
        marked = {name for name, each in addresses(site) if getattr(each.callback, "login_required", True) is False}

        assert marked == opened


def chosen(ground: Ground, walls: str, seed: int) -> list[Cell]:
    """Choose for every address and method somebody who may and somebody who may not, where there are such, and more.

    Methods that change or show nothing by themselves are shared out among the walls.
    """
    groups: dict[tuple[Row, str, bool], list[Cell]] = {}
    for cell in cells(ground.threads, PEOPLE, AT_HOME):
        groups.setdefault((cell.row, cell.method, is_inside(ground, cell)), []).append(cell)
    dice, found = random.Random(seed), []
    for (_, method, _), group in groups.items():
        first, turn = dice.sample(group * 3, 3), dice.choice(MODES)
        found += [first[MODES.index(walls)]] if method in ("GET", "POST") or turn == walls else []
    of_records = [cell for (row, method, _), group in groups.items() for cell in group
                  if method in ("GET", "POST") and row.is_protected(ground.threads)]  # fmt: skip
    return found + random.Random(f"{seed}{walls}").sample(of_records, MORE)


def is_inside(ground: Ground, cell: Cell) -> bool:
    """Tell whether this person may do what the address offers: by this method, or by its own where this is none."""
    own = "GET" if cell.row.get != NOT_OFFERED else "POST"
    offered = cell.method if cell.row.asked(cell.method) != NOT_OFFERED else own
    actor = ground.people.get(cell.who)
    if actor is None or not is_at_home(cell, actor):
        return False
    return may(Cell(cell.row, offered, cell.who, cell.relation), actor, ground.threads)


def test_the_sample_leaves_out_no_address_no_method_and_neither_side(ground: Ground, seed: int) -> None:
    whole = {(cell.row, cell.method, is_inside(ground, cell)) for cell in cells(ground.threads, PEOPLE, AT_HOME)}
    samples = [
        {(cell.row, cell.method, is_inside(ground, cell)) for cell in chosen(ground, each, seed)} for each in MODES
    ]

    assert set().union(*samples) == whole
    for sample in samples:
        assert {each for each in whole if each[1] in ("GET", "POST")} <= sample


@pytest.mark.parametrize("walls", MODES)
def test_everybody_gets_what_is_theirs_and_nothing_else(
    ground: Ground, walls: str, seed: int, amount: Callable[[Any, Any], Any], capsys: pytest.CaptureFixture[str]
) -> None:
    every = list(cells(ground.threads, PEOPLE, AT_HOME))
    asked = amount(chosen(ground, walls, seed), every)

    wrong, outcomes = judged(ground, asked, walls)

    with capsys.disabled():
        shown = ", ".join(f"{status} {count}" for status, count in sorted(outcomes.items()))
        sys.stdout.write(f"\n{walls}: {len(asked)} of {len(every)} cells ({shown}), {len(wrong)} wrong\n")
    assert not wrong, "\n".join(["", *wrong])


def test_without_any_wall_the_table_finds_it(ground: Ground, seed: int) -> None:
    """A test that cannot fail proves nothing: with both walls off, strangers see and do what is not theirs."""
    hidden = [
        each
        for each in cells(ground.threads, PEOPLE, AT_HOME)
        if each.method in ("GET", "POST") and each.relation in ("other", "sealed", "conflict") and each.who == "outi"
    ]

    wrong, _ = judged(ground, random.Random(seed).sample(hidden, 40), NEITHER)

    assert any("shows what is" in each for each in wrong)
    assert any("written without a right" in each for each in wrong)


def judged(ground: Ground, asked: Sequence[Cell], walls: str) -> tuple[list[str], Counter[str]]:
    """Ask every cell behind these walls; give what is wrong, and how often there was which answer."""
    wrong, outcomes = [], Counter[str]()
    for site in SITES:
        with standing(walls, site), at_site(site), undone():
            nothing = ground.clients[site, ""].get("/there/is/none/")
            for cell in (each for each in asked if each.row.site == site):
                answer = asked_for(ground, cell, walls)
                outcomes[str(answer.status)] += 1
                trouble = fault(cell, ground.people.get(cell.who), walls, answer, ground.threads)
                if answer.status == 404 and not trouble and not is_same(cell, answer, nothing):
                    trouble = "hidden in other words than what does not exist"
                wrong += [f"{cell}: {trouble}"] if trouble else []
    return wrong, outcomes


def is_same(cell: Cell, answer: Answer, nothing: Any) -> bool:
    """Tell whether an answer is, word for word and header for header, the one to an address that is none."""
    words = "" if cell.method == "HEAD" else nothing.getvalue().decode()
    return (answer.body, dict(answer.headers)) == (words, dict(nothing.headers))


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
            cells_of_it = [Cell(row, "POST", who, each, has_proof=True) for each in relations(row, ground.threads)]
            cell = next((each for each in reversed(cells_of_it[:2]) if may(each, actor, ground.threads)), None)
            if cell is None:
                continue
            holders += 1
            answer = asked_for(ground, cell, BOTH)
            is_led_on = answer.status in (302, 303) and answer.location != "/step-up/"
            if is_led_on and (answer.changes or row.post.startswith("session.")):
                return
            if answer.status == 200 and row.name in ANSWERED_AT_ONCE:
                return
            said.add(f"{who}: {answer.status} {answer.location} {' '.join(ERRORS.findall(answer.body))}")

    assert not holders, f"say in tests/access/filling.py how this form is filled in: {ground.forms[row.name]} {said}"
