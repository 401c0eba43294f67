"""The rule of figures, case by case."""

from __future__ import annotations

from datetime import date

import pytest

from kajo.statistics.rules import figures
from kajo.statistics.terms import Movement
from tests.tables import Row, table

ON = date(2024, 12, 31)
FACTS = [str(movement) for movement in Movement if movement is not Movement.REFERRAL]


@pytest.mark.parametrize("row", table("statistics/figures.csv"), ids=str)
def test_figures(row: Row) -> None:
    found = figures({(2024, Movement(name)): int(row[name]) for name in FACTS}, ON)
    for name in row.keys() - {"note", *FACTS}:
        assert getattr(found, name) == int(row[name]), (name, row["note"])


def test_each_year_tells_what_it_saw() -> None:
    sums = {(2023, Movement.ADMISSION): 3, (2024, Movement.ADMISSION): 2, (2024, Movement.REFERRAL): 5}

    years = {year.year: year for year in figures(sums, ON).by_year}

    assert (years[2023].new_clients, years[2024].new_clients, years[2024].referrals) == (3, 2, 5)
    assert min(years) == 2006
