"""Working days, against the library of holidays and by well-known days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kajo.law.calendar import easter_sunday, is_working_day, legal_day, working_day_after, working_day_from
from kajo.law.finding import NotKnown

YEARS = range(2000, 2101)


def test_every_day_of_a_century_agrees_with_the_library() -> None:
    free = holidays.Finland(years=YEARS)
    days = [date(2000, 1, 1) + timedelta(days=n) for n in range((date(2101, 1, 1) - date(2000, 1, 1)).days)]

    differing = [day for day in days if is_working_day(day) != (day.weekday() < 5 and day not in free)]

    assert (differing, len(days)) == ([], 36_890)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-01-01", False),
        ("2026-01-06", False),
        ("2026-04-02", True),  # Maundy Thursday
        ("2026-04-03", False),
        ("2026-04-06", False),
        ("2026-04-30", True),  # May Day Eve
        ("2026-05-01", False),
        ("2026-05-14", False),
        ("2026-05-25", True),  # Whit Monday
        ("2026-06-19", False),
        ("2026-10-30", True),  # the Friday before All Saints' Day
        ("2026-12-06", False),
        ("2026-12-24", False),
        ("2026-12-25", False),
        ("2026-12-31", True),  # New Year's Eve
    ],
)
def test_well_known_days(day: str, works: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is works


def test_before_1994_nothing_is_known() -> None:
    assert is_working_day(date(1994, 1, 3))
    with pytest.raises(NotKnown):
        is_working_day(date(1993, 12, 31))


@given(st.dates(date(1994, 1, 1), date(2500, 12, 31)))
def test_the_next_working_day_is_near_and_skips_none(day: date) -> None:
    found = working_day_from(day)

    assert is_working_day(found)
    assert 0 <= (found - day).days <= 5
    assert not any(is_working_day(day + timedelta(days=n)) for n in range((found - day).days))
    assert working_day_after(day) == working_day_from(day + timedelta(days=1))


@given(st.integers(1994, 4000))
def test_easter_is_a_sunday_between_its_bounds(year: int) -> None:
    easter = easter_sunday(year)

    assert easter.weekday() == 6
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 31, 21, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 1, 31, 22, 0, tzinfo=UTC), date(2026, 2, 1)),
        (datetime(2026, 6, 30, 20, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 21, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_a_moment_falls_on_the_day_that_is_in_helsinki(moment: datetime, day: date) -> None:
    assert legal_day(moment) == day
