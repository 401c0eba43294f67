"""A year with a base, overrides, swaps and leave, drawn by chance: nothing overlaps, every gap is listed."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise
from typing import Any

import pytest
from django.db import connection

from kajo.access.gate import Refused
from kajo.law.calendar import DAY, legal_day
from kajo.rota import actions, queries, rules
from kajo.rota.models import Leave, Override, Rotation, Swap
from kajo.rota.terms import MINUTES_A_DAY, Duty, Span
from tests.rota.conftest import HOUR

START = datetime(2027, 1, 1, tzinfo=UTC)
YEAR = Span(START, START + 365 * DAY)
NIGHTS = (Span(datetime(2027, 3, 27, 18, tzinfo=UTC), datetime(2027, 3, 28, 18, tzinfo=UTC)),
          Span(datetime(2027, 10, 30, 18, tzinfo=UTC), datetime(2027, 10, 31, 18, tzinfo=UTC)))  # fmt: skip


@pytest.mark.django_db
def test_a_year_of_the_rota(
    marja, aino, mikko, veikko, hilla, tuuli, seed: int, amount: Callable[[Any, Any], Any]
) -> None:
    dice, staff = random.Random(seed), (mikko, veikko, hilla, tuuli)
    taken = refused = 0

    def tried(deed: Callable[..., Any], *args: Any, **facts: Any) -> Any:
        nonlocal taken, refused
        try:
            made = deed(*args, **facts)
        except Refused:
            refused += 1
            return None
        taken += 1
        return made

    for _each in range(40):
        tried(
            actions.rotate, marja, None, duty=dice.choice((Duty.LINE, Duty.BACKUP)), staff=dice.choice(staff).id,
            from_minute=dice.randrange(7 * MINUTES_A_DAY), minutes=dice.randrange(30, MINUTES_A_DAY),
            from_on=legal_day(START) + dice.randrange(200) * DAY, at=START,
        )  # fmt: skip
    for _each in range(amount(40, 400)):
        at = START + dice.randrange(8000) * HOUR
        who, other = dice.sample(staff, 2)
        span = Span(at + dice.randrange(1, 100) * HOUR, at + dice.randrange(101, 130) * HOUR)
        match dice.choice(("override", "swap", "swap", "leave")):
            case "override":
                tried(
                    actions.override, marja, None, duty=Duty.LINE, staff=who.id, from_at=span.from_at,
                    until_at=span.until_at, at=at,
                )  # fmt: skip
            case "leave":
                on = legal_day(span.from_at)
                tried(actions.leave, marja, None, staff=who.id, from_on=on, until_on=on + DAY, at=at)
            case _:
                turns = queries.turns({Duty.LINE}, span)[Duty.LINE]
                own = [each.span for each in turns if each.who == str(who.id)]
                if own:
                    give = dice.choice(own)
                    swap = tried(actions.ask, who, None, asked=other.id, duty=Duty.LINE, give=give, at=at)
                    if swap and tried(actions.accept, other, swap.pk, at=at):
                        tried(actions.approve, aino, swap.pk, at=at)

    found = queries.turns(set(Duty), YEAR)
    for duty in Duty:
        missing = rules.gaps(found[duty], period=YEAR).outcome
        whole = sorted([each.span for each in found[duty]] + list(missing), key=lambda each: each.from_at)
        assert whole[0].from_at == YEAR.from_at
        assert whole[-1].until_at == YEAR.until_at
        assert all(former.until_at == later.from_at for former, later in pairwise(whole)), duty
        for night in NIGHTS:
            inside = [
                min(each.until_at, night.until_at) - max(each.from_at, night.from_at)
                for each in whole
                if each.from_at < night.until_at and night.from_at < each.until_at
            ]
            assert sum(inside, timedelta(0)) == 24 * HOUR
    live = Override.objects.filter(superseded_at__isnull=True)
    assert not [
        pair
        for pair in combinations(live, 2)
        if pair[0].from_at < pair[1].until_at
        and pair[1].from_at < pair[0].until_at
        and (pair[0].duty == pair[1].duty or pair[0].staff_id == pair[1].staff_id)
    ]
    for away in Leave.objects.filter(ended_at__isnull=True):
        days = Span(queries.start_of(away.from_on), queries.start_of(away.until_on))
        assert not [
            each
            for row in found.values()
            for each in row
            if each.who == str(away.staff_id) and each.from_at < days.until_at and days.from_at < each.until_at
        ]
    assert taken
    assert Rotation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_managers_and_two_swaps_at_once_leave_one_person_a_turn(marja, aino, mikko, veikko, hilla, put, at) -> None:
    put(mikko, 10, 18)
    give = Span(at + 10 * HOUR, at + 18 * HOUR)

    def asks(other: Any) -> str:
        try:
            actions.ask(mikko, None, asked=other.id, duty=Duty.LINE, give=give, at=at)
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "asked"

    with ThreadPoolExecutor(2) as both:
        said = sorted(both.map(asks, (veikko, hilla)))
    assert said == ["asked", "refused"]
    swap = Swap.objects.get()
    asked = next(each for each in (veikko, hilla) if each.id == swap.asked_id)
    actions.accept(asked, swap.pk, at=at)

    def agrees(manager: Any) -> str:
        try:
            actions.approve(manager, swap.pk, at=at)
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "agreed"

    with ThreadPoolExecutor(2) as both:
        said = sorted(both.map(agrees, (marja, aino)))

    assert said == ["agreed", "refused"]
    (turn,) = queries.turns({Duty.LINE}, give)[Duty.LINE]
    assert turn.who == str(asked.id)
