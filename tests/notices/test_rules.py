"""When a client may be contacted this way, and when a failed attempt is made again: case by case, for any course."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kajo.law.finding import Senseless
from kajo.notices.rules import may_be_contacted, next_attempt
from kajo.notices.terms import Barrier, ContactWay
from tests.tables import Row, or_error, table, yes

FACTS = ("holds", "fits", "is_allowed", "is_overruled", "has_words", "is_wish_read", "has_died")
ON = date(2026, 11, 27)


@pytest.mark.parametrize("row", table("notices/may_be_contacted.csv"), ids=str)
def test_may_be_contacted(row: Row) -> None:
    found = may_be_contacted(ContactWay(**{name: yes(row[name]) for name in FACTS})).outcome

    assert (str(found) if found else "none") == row["outcome"], row["note"]


@pytest.mark.parametrize("row", table("notices/next_attempt.csv"), ids=str)
def test_next_attempt(row: Row) -> None:
    def ask() -> object:
        on = date.fromisoformat(row["on"])
        found = next_attempt(int(row["failed"]), is_lasting=yes(row["is_lasting"]), on=on).outcome
        return None if found is None else int(found.total_seconds() // 60)

    assert or_error(ask) == row["outcome"], row["note"]


@given(st.builds(ContactWay, *[st.booleans() for _each in FACTS]))
def test_nobody_is_contacted_against_a_wish(way) -> None:
    found = may_be_contacted(way).outcome

    if found is None:
        assert way.holds
        assert way.is_allowed
        assert not way.is_overruled
        assert not way.has_died
        assert way.is_wish_read or not way.has_words
    else:
        assert found in Barrier


@given(st.integers(1, 1000), st.booleans())
def test_waits_grow_and_end(failed, is_lasting) -> None:
    waits = [next_attempt(each, is_lasting=is_lasting, on=ON).outcome for each in range(1, failed + 1)]
    made = [each for each in waits if each is not None]

    assert made == sorted(set(made))
    assert waits == made + [None] * (len(waits) - len(made)), "once it ends it does not begin again"
    assert sum(made, timedelta(0)) <= timedelta(hours=5)
    with pytest.raises(Senseless):
        next_attempt(0, is_lasting=is_lasting, on=ON)
