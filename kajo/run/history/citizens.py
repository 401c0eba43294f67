"""Whose citizen is each client?

Citizenships are dealt by group, so that the counts of `countries` hold, and labour goes rather to those who lean to it.
Rare ones are then laid on people who were clients at the end of both 2021 and 2022, where their number was published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from kajo.run.history.countries import (
    COMMON,
    COUNTRIES,
    FIRST_IN_2022,
    GROUPS,
    UNKNOWN_AND_STATELESS,
    UNTIL_2021,
    Group,
)
from kajo.run.history.deal import Draft
from kajo.run.history.dice import Dice, shares
from kajo.run.history.terms import Form

END_2021, END_2022 = date(2021, 12, 31), date(2022, 12, 31)
FREE_YEARS = range(2018, 2021)  # no number of citizenships is known for these, so they lend people to the rare ones
WAR_BEGAN = date(2022, 3, 4)  # temporary protection for people from Ukraine began


def give_citizenships(drafts: Sequence[Draft], dice: Dice) -> None:
    """Fill in country and statelessness of all, earlier admissions first."""
    for group in GROUPS:
        members = [d for d in drafts if group.first <= d.admitted_on <= group.last and d.place is group.place]
        _deal(group, members, dice)
    _lay_rare(drafts, dice)
    _lay_unknown(drafts, dice)


def _deal(group: Group, members: list[Draft], dice: Dice) -> None:
    known = len(members) - group.unknown - group.ukraine
    exact = known == sum(group.weights.values())
    counts = Counter(
        {code: int(count) for code, count in group.weights.items()}
        if exact
        else shares(known, group.weights, at_least=1 if group.each else 0)
    )
    counts["UA"] += group.ukraine
    free = []
    for draft in members:
        if draft.before is not None:
            draft.country = draft.before.country
        elif draft.after is not None:
            draft.country = max(COMMON, key=lambda code: (counts[code], code))
        else:
            free.append(draft)
            continue
        assert draft.country is not None
        assert counts[draft.country] > 0, (group, draft.country)
        counts[draft.country] -= 1
    _keep_stock(group, counts, free, dice)
    if group.first.year == WAR_BEGAN.year:
        later = [draft for draft in free if draft.admitted_on > WAR_BEGAN and draft.form is Form.LABOUR]
        for draft in later[: counts.pop("UA", 0)]:
            draft.country = "UA"
            free.remove(draft)
    people = dice.shuffled(free)
    for draft in people[: group.unknown]:
        draft.stateless = dice.happens(0.5)
    people = people[group.unknown :]
    codes = [code for code, count in counts.items() for _ in range(count)]
    codes.sort(key=lambda code: COUNTRIES[code].labour + 0.5 * dice.roll())
    people.sort(key=lambda draft: (draft.form is Form.LABOUR) + 0.5 * dice.roll())
    for draft, code in zip(people, codes, strict=True):
        draft.country = code


def _keep_stock(group: Group, counts: Counter[str], free: list[Draft], dice: Dice) -> None:
    """Give the countries first met in 2022 to people who were still clients when they were counted."""
    staying = [draft for draft in dice.shuffled(free) if draft.open_on(END_2022) and draft.form is not Form.LABOUR]
    for code in FIRST_IN_2022:
        if group.first.year == END_2022.year and counts.pop(code, 0):
            draft = staying.pop()
            draft.country = code
            free.remove(draft)


def _lay_rare(drafts: Sequence[Draft], dice: Dice) -> None:
    both = [draft for draft in drafts if draft.open_on(END_2021) and draft.open_on(END_2022)]
    have = Counter(draft.country for draft in both)
    lenders = [
        draft
        for draft in dice.shuffled(both)
        if draft.admitted_on.year in FREE_YEARS and draft.country in COMMON and not (draft.before or draft.after)
    ]
    for code in UNTIL_2021:
        if not have[code]:
            draft = lenders.pop()
            draft.country = code


def _lay_unknown(drafts: Sequence[Draft], dice: Dice) -> None:
    clients = [draft for draft in drafts if draft.open_on(END_2022)]
    missing = UNKNOWN_AND_STATELESS - sum(1 for draft in clients if draft.country is None)
    lenders = [
        draft
        for draft in dice.shuffled(clients)
        if draft.admitted_on.year in FREE_YEARS and draft.country in COMMON and not (draft.before or draft.after)
    ]
    for draft in lenders[:missing]:
        draft.country, draft.stateless = None, dice.happens(0.5)
