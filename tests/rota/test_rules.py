"""Whose turn it is, where it is nobody's, who rests too little and which language is missing: case by case."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kajo.law.calendar import HELSINKI, moment_of
from kajo.lawbook.rulebook import RULEBOOK, answer
from kajo.lawbook.rulebook.rota import slots
from kajo.rota.rules import gaps, languages_missing, short_rests, turns
from kajo.rota.terms import MINUTES_A_WEEK, Language, Layer, Slot, Span, Stretch, Turn
from tests.tables import Row, table

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
TABLES = {"turns": "; ", "gaps": "; ", "short_rests": "; ", "languages_missing": " "}
FILES = ("rota/turns.csv", "rota/gaps.csv", "rota/short_rests.csv", "rota/languages_missing.csv")
CASES = [(path.removeprefix("rota/").removesuffix(".csv"), row) for path in FILES for row in table(path)]
YEAR = Span(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
HOUR = timedelta(hours=1)

hours = st.integers(0, 365 * 24 - 1)
people = st.sampled_from(["ida", "bo", "eva", "kai"])
stretches = st.lists(
    st.builds(
        lambda who, start, length: Stretch(
            who, YEAR.from_at + start * HOUR, min(YEAR.from_at + (start + length) * HOUR, YEAR.until_at)
        ),
        people, hours, st.integers(1, 400),
    ),
    max_size=12,
)  # fmt: skip
slot = st.builds(
    Slot, people, st.integers(0, MINUTES_A_WEEK - 1), st.integers(1, MINUTES_A_WEEK),
    st.dates(date(2025, 12, 1), date(2026, 12, 31)),
    st.none() | st.dates(date(2027, 1, 1), date(2027, 6, 1)),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "row"), CASES, ids=[f"{rule}: {row}" for rule, row in CASES])
def test_a_case_of_the_table(rule: str, row: Row) -> None:
    facts = {name: cell or None for name, cell in row.items() if name not in {"outcome", "note"}}

    found = answer(RULEBOOK[f"rota.{rule}"], facts)

    said = "error" if "error" in found else TABLES[rule].join(found["outcome"]) or "none"
    assert said == row["outcome"], row["note"]


@given(st.lists(slot, max_size=8), stretches, stretches, stretches)
def test_turns_never_overlap_and_every_gap_is_listed(base, overrides, swaps, leave) -> None:
    found = turns(base, overrides, swaps, leave, period=YEAR).outcome
    missing = gaps(found, period=YEAR).outcome

    whole = sorted([each.span for each in found] + list(missing), key=lambda each: each.from_at)
    assert whole[0].from_at == YEAR.from_at
    assert whole[-1].until_at == YEAR.until_at
    assert all(former.until_at == later.from_at for former, later in pairwise(whole))
    assert all(each.length > timedelta(0) for each in whole)
    for away in leave:
        assert not any(
            each.who == away.who and each.from_at < away.until_at and away.from_at < each.until_at for each in found
        )


@given(st.integers(0, 23 * 60), st.sampled_from([SPRING, AUTUMN]))
def test_two_shifts_a_day_leave_no_gap_in_the_nights_of_the_clock_change(minute, sunday) -> None:
    """Whatever the minute at which the shifts change, also one the clock skips or shows twice."""
    base = [Slot("ida", day * 24 * 60 + minute, 24 * 60, date(2020, 1, 1)) for day in range(7)]
    period = Span(
        datetime(sunday.year, sunday.month, sunday.day, tzinfo=HELSINKI).astimezone(UTC) - timedelta(days=2),
        datetime(sunday.year, sunday.month, sunday.day, tzinfo=HELSINKI).astimezone(UTC) + timedelta(days=3),
    )

    found = turns(base, [], [], [], period=period).outcome

    assert gaps(found, period=period).outcome == ()
    assert sum((each.span.length for each in found), timedelta(0)) == period.length


@given(st.integers(0, 15 * 366 * 24 * 60))
def test_moments_never_run_backwards(minutes) -> None:
    wall = datetime.combine(date(2020, 1, 1), time()) + timedelta(minutes=minutes)

    assert moment_of(wall) <= moment_of(wall + timedelta(minutes=1))


def test_days_of_23_and_of_25_hours() -> None:
    base = slots("ida sun 00:00-mon 00:00")
    lengths = [
        turns(base, [], [], [], period=Span(at - timedelta(days=1), at + timedelta(days=2))).outcome[0].span.length
        for at in (datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 10, 24, 21, tzinfo=UTC))
    ]

    assert lengths == [timedelta(hours=23), timedelta(hours=25)]


@given(stretches)
def test_a_short_rest_lies_between_two_turns(found) -> None:
    worked = [Span(each.from_at, each.until_at) for each in found]

    for rest in short_rests(worked, on=SPRING).outcome:
        assert timedelta(0) < rest.length < 11 * HOUR
        assert not any(each.from_at < rest.until_at and rest.from_at < each.until_at for each in worked)


@given(st.sets(st.sampled_from(list(Language))))
def test_what_is_missing_and_what_is_spoken_are_all(spoken) -> None:
    missing = languages_missing(spoken, on=SPRING).outcome

    assert set(missing) | spoken == set(Language)
    assert not set(missing) & spoken


def test_a_turn_knows_its_layer() -> None:
    turn = Turn("ida", YEAR.from_at, YEAR.until_at, Layer.SWAP)

    assert turn.span == YEAR
