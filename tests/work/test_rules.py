"""Which matter stands first, when a clock runs out and a task goes over: case by case and for any pauses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kajo.law.calendar import is_working_day
from kajo.law.finding import Senseless
from kajo.law.terms import Period, Unit, months_later
from kajo.work.rules import OWN_TARGET, PERIOD_OF_LAW, asked_in_a_night, due_on, escalates_on, stands_before
from kajo.work.terms import Running
from tests.tables import Row, or_error, table, yes

DAY = timedelta(days=1)
FACTS = ("is_childs", "is_urgent", "other_is_childs", "other_is_urgent")
STARTS = st.dates(date(2023, 1, 1), date(2035, 12, 31))
SPANS = st.tuples(st.integers(-20, 90), st.integers(1, 40))
OWN = st.tuples(st.integers(0, 60), st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS]))


@pytest.mark.parametrize("row", table("work/stands_before.csv"), ids=str)
def test_stands_before(row: Row) -> None:
    assert stands_before(**{name: yes(row[name]) for name in FACTS}).outcome is yes(row["outcome"]), row["note"]


@pytest.mark.parametrize("row", table("work/due_on.csv"), ids=str)
def test_due_on(row: Row) -> None:
    assert or_error(lambda: _told(row)) == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("work/asked_in_a_night.csv"), ids=str)
def test_asked_in_a_night(row: Row) -> None:
    found = or_error(lambda: asked_in_a_night(int(row["missing"]), date.fromisoformat(row["on"])).outcome)

    assert str(found) == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("work/escalates_on.csv"), ids=str)
def test_escalates_on(row: Row) -> None:
    found = or_error(lambda: escalates_on(date.fromisoformat(row["due_on"])).outcome)

    assert found == row["outcome"], row["note"]


def test_a_period_of_law_and_an_own_target_never_rest_on_the_same_nor_sound_the_same() -> None:
    on = date(2026, 11, 27)
    law, own = (due_on(Running(each, on, 10, Unit.DAYS, (), on)) for each in (True, False))

    assert (law.basis, own.basis) == (PERIOD_OF_LAW, OWN_TARGET)
    assert OWN_TARGET.source
    assert law.because != own.because


@given(STARTS, OWN, st.lists(SPANS, max_size=4), SPANS, st.integers(0, 150))
def test_a_pause_never_makes_the_last_day_earlier(start, length, spans, one_more, later) -> None:
    number, unit = length
    pauses = [_period(start, span) for span in spans]
    clock = Running(False, start, number, unit, tuple(pauses), start + later * DAY)
    longer = Running(False, start, number, unit, (*pauses, _period(start, one_more)), clock.on)

    assert due_on(longer).outcome.due_on >= due_on(clock).outcome.due_on


@given(STARTS, OWN, st.lists(SPANS, max_size=4))
def test_the_last_day_moves_on_by_exactly_the_days_of_all_pauses_together(start, length, spans) -> None:
    number, unit = length
    pauses = tuple(_period(start, span) for span in spans)

    last = due_on(Running(False, start, number, unit, pauses, start)).outcome.due_on

    days = [start + (each + 1) * DAY for each in range((last - start).days)]
    counted = [each for each in days if unit is Unit.DAYS or is_working_day(each)]
    still = [each for each in counted if any(each in pause for pause in pauses)]
    assert len(counted) - len(still) == number
    assert last == start or last not in still


@given(STARTS, st.integers(0, 24), st.lists(SPANS, max_size=3))
def test_months_are_the_days_the_calendar_gives_them_and_pauses_come_on_top(start, months, spans) -> None:
    pauses = tuple(_period(start, span) for span in spans)

    last = due_on(Running(False, start, months, Unit.MONTHS, pauses, start)).outcome.due_on

    gone_by = [start + (each + 1) * DAY for each in range((last - start).days)]
    still = [each for each in gone_by if any(each in pause for pause in pauses)]
    assert len(gone_by) - len(still) == (months_later(start, months) - start).days


@given(STARTS, st.integers(0, 60), st.integers(1, 30), st.integers(0, 60))
def test_while_it_stands_still_the_same_days_are_left(start, number, first, later) -> None:
    still = (Period(start + first * DAY),)

    def asked(day: int) -> int:
        return due_on(Running(False, start, number, Unit.DAYS, still, start + day * DAY)).outcome.days

    assert asked(first + later) == asked(first) or number < first


@given(STARTS, st.integers(0, 400), st.sampled_from(list(Unit)))
def test_a_period_of_law_ends_on_a_working_day_and_never_stands_still(start, number, unit) -> None:
    number = number % 25 if unit is Unit.MONTHS else number

    assert is_working_day(due_on(Running(True, start, number, unit, (), start)).outcome.due_on)
    with pytest.raises(Senseless):
        due_on(Running(True, start, number, unit, (Period(start),), start))


def _period(start: date, span: tuple[int, int]) -> Period:
    first, days = span
    return Period(start + first * DAY, start + (first + days) * DAY)


def _told(row: Row) -> str:
    on = date.fromisoformat(row["on"])
    pauses = tuple(_pause(each) for each in row["pauses"].split())
    found = due_on(
        Running(
            is_statutory=yes(row["is_statutory"]),
            started_on=date.fromisoformat(row["started_on"]),
            number=int(row["number"]),
            unit=Unit(row["unit"]),
            pauses=pauses,
            on=on,
        )
    ).outcome
    return f"{found.due_on} {found.days} {found.paused_days} {'yes' if found.is_paused else 'no'}"


def _pause(written: str) -> Period:
    first, _, until = written.partition("/")
    return Period(date.fromisoformat(first), date.fromisoformat(until) if until else None)
