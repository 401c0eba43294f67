"""The rule of what in a text may tell who somebody is, case by case."""

from __future__ import annotations

import pytest

from kajo.contacts.rules import looks_identifying
from tests.tables import Row, table


@pytest.mark.parametrize("row", table("contacts/looks_identifying.csv"), ids=str)
def test_looks_identifying(row: Row) -> None:
    assert " ".join(looks_identifying(row["text"]).outcome) == row["outcome"], row["note"]
