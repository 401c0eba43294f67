"""Periods, terms and dated values."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kajo.law.acts import COURT_PROCEDURE_ACT
from kajo.law.calendar import is_working_day
from kajo.law.finding import NotKnown, Senseless
from kajo.law.terms import Dated, Period, Term, ends, in_force, months_later

BASIS = COURT_PROCEDURE_ACT.section("13")
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(DAYS)
    length = draw(st.none() | st.integers(1, 400))
    return Period(start, None if length is None else start + timedelta(days=length))


@given(periods(), DAYS)
def test_a_period_holds_its_first_day_and_not_its_last(period: Period, day: date) -> None:
    assert period.from_on in period
    assert period.from_on - timedelta(days=1) not in period
    assert (day in period) is (day >= period.from_on and (period.until_on is None or day < period.until_on))
    if period.until_on is not None:
        assert period.until_on not in period
        assert period.until_on - timedelta(days=1) in period


@given(periods(), periods())
def test_two_periods_overlap_when_they_share_a_day(one: Period, other: Period) -> None:
    later_start = max(one.from_on, other.from_on)

    assert one.overlaps(other) is other.overlaps(one)
    assert one.overlaps(other) is (later_start in one and later_start in other)


def test_periods_that_touch_do_not_overlap() -> None:
    assert not Period(date(2026, 1, 1), date(2026, 2, 1)).overlaps(Period(date(2026, 2, 1)))


@pytest.mark.parametrize("until", [date(2026, 1, 1), date(2025, 12, 31)])
def test_an_empty_or_reversed_period_makes_no_sense(until: date) -> None:
    with pytest.raises(Senseless):
        Period(date(2026, 1, 1), until)


def test_days_of_a_period() -> None:
    assert Period(date(2026, 1, 1), date(2026, 1, 31)).days == 30
    assert Period(date(2026, 1, 1)).days is None


@pytest.mark.parametrize("length", [{}, {"days": 0}, {"days": -1}, {"days": 1, "months": 1}, {"years": -2}])
def test_a_term_has_one_length(length: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="term"):
        Term(BASIS, **length)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
    ],
)
def test_months_end_on_the_same_number_or_the_last_day(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


@given(DAYS, st.integers(0, 600))
def test_months_later_keeps_the_number_unless_the_month_is_too_short(day: date, months: int) -> None:
    found = months_later(day, months)

    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(1, 4000))
def test_a_term_in_days_does_not_count_its_first_day(start: date, days: int) -> None:
    assert ends(Term(BASIS, days=days), start) == start + timedelta(days=days)


@given(DAYS, st.integers(1, 40))
def test_years_are_twelve_months(start: date, years: int) -> None:
    assert ends(Term(BASIS, years=years), start) == ends(Term(BASIS, months=12 * years), start)


@given(DAYS, st.integers(1, 400))
def test_with_a_calendar_the_end_moves_only_over_days_off(start: date, days: int) -> None:
    plain = start + timedelta(days=days)

    moved = ends(Term(BASIS, days=days), start, is_working_day)

    assert is_working_day(moved)
    assert (moved == plain) is is_working_day(plain)


@pytest.mark.parametrize("term", [Term(BASIS, days=7), Term(BASIS, months=1), Term(BASIS, years=1)])
def test_beyond_the_calendar_nothing_is_known(term: Term) -> None:
    with pytest.raises(NotKnown):
        ends(term, date.max)


def test_a_last_day_off_at_the_end_of_the_calendar_is_not_known() -> None:
    with pytest.raises(NotKnown):
        ends(Term(BASIS, days=1), date.max - timedelta(days=1), lambda _day: False)


VALUES = (Dated("old", date(2020, 1, 1), date(2023, 1, 1)), Dated("new", date(2024, 1, 1)))


@pytest.mark.parametrize(
    ("on", "value"),
    [(date(2020, 1, 1), "old"), (date(2022, 12, 31), "old"), (date(2024, 1, 1), "new"), (date.max, "new")],
)
def test_the_value_in_force(on: date, value: str) -> None:
    assert in_force(VALUES, on) == value


@pytest.mark.parametrize("on", [date(2019, 12, 31), date(2023, 1, 1), date(2023, 12, 31)])
def test_outside_its_days_no_value_is_stretched(on: date) -> None:
    with pytest.raises(NotKnown):
        in_force(VALUES, on)


@given(DAYS)
def test_two_values_on_one_day_are_a_fault_in_the_table(on: date) -> None:
    assume(on >= date(2024, 1, 1))
    with pytest.raises(ValueError, match="Two values"):
        in_force((*VALUES, Dated("other", date(2024, 1, 1))), on)
