"""The rules of how long data are kept, case by case."""

from __future__ import annotations

import pytest

from kajo.retention.rules import erase_on
from kajo.retention.terms import Data, Kept
from tests.tables import Row, day, or_error, table

FACTS = ("entered_on", "residence_ended_on", "last_entry_on", "died_on", "citizen_on", "matter_erased_on")


@pytest.mark.parametrize("row", table("retention/erase_on.csv"), ids=str)
def test_erase_on(row: Row) -> None:
    kept = Kept(**{name: day(row[name]) for name in FACTS})

    assert or_error(lambda: erase_on(Data(row["data"]), kept).outcome) == row["outcome"], row["note"]


def test_what_is_practice_says_so() -> None:
    citizen = Kept(last_entry_on=day("2026-03-02"), citizen_on=day("2025-05-05"))

    assert "to confirm" in str(erase_on(Data.MATTER, citizen).basis)
    assert "practice" in str(erase_on(Data.IDENTIFIER, citizen).basis)
