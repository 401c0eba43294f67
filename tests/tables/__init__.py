"""Truth tables of rules: one line a case, one column a fact, the outcome, and a note that a lawyer can check.

Cells: yes or no; a day as YYYY-MM-DD; a period as two days with a stroke between; an empty cell is unknown; `error`
stands for facts that make no sense.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

from kajo.law.finding import Senseless
from kajo.law.terms import Period

HERE = Path(__file__).resolve().parents[2] / "kajo" / "law" / "tables"


class Row(dict[str, str]):
    """One case; its name in a test report is its note."""

    def __str__(self) -> str:
        return self["note"]


def table(path: str) -> list[Row]:
    """Read a table, for example `cases/organiser_of_services.csv`."""
    with (HERE / path).open(encoding="utf-8", newline="") as lines:
        return [Row(row) for row in csv.DictReader(lines, strict=True)]


def yes(cell: str) -> bool:
    """Read yes or no."""
    return {"yes": True, "no": False}[cell]


def day(cell: str) -> date | None:
    """Read a day, None where the cell is empty."""
    return date.fromisoformat(cell) if cell else None


def periods(cell: str) -> tuple[Period, ...]:
    """Read periods written `from/until`, the last day not included, a space between them."""
    return tuple(Period(*map(date.fromisoformat, each.split("/"))) for each in cell.split())


def or_error(ask: Callable[[], object]) -> str:
    """Give what the rule answers as a cell would hold it."""
    try:
        found = ask()
    except Senseless:
        return "error"
    return "none" if found is None else str(found)
