"""The rule of which matter stands first, case by case."""

from __future__ import annotations

import pytest

from kajo.work.rules import stands_before
from tests.tables import Row, table, yes

FACTS = ("is_childs", "is_urgent", "other_is_childs", "other_is_urgent")


@pytest.mark.parametrize("row", table("work/stands_before.csv"), ids=str)
def test_stands_before(row: Row) -> None:
    assert stands_before(**{name: yes(row[name]) for name in FACTS}).outcome is yes(row["outcome"]), row["note"]
