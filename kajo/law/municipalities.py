"""Which municipalities and wellbeing services counties does Finland have on a day?

Read from the dated tables in `data/finland` (their origin is told in SOURCE.md there). The newest table counts until a
newer one is loaded; before the first one nothing is known.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from kajo.law.finding import N_ as _
from kajo.law.finding import Senseless
from kajo.law.terms import Dated, in_force

TABLES = (
    Dated(2025, date(2025, 1, 1), date(2026, 1, 1)),
    Dated(2026, date(2026, 1, 1)),
)
HELSINKI = "90"
ALAND = "91"

_FOLDER = Path(__file__).parent / "data" / "finland"
_LANGUAGES = {"0": ("fi",), "1": ("fi", "sv"), "2": ("sv",), "3": ("sv", "fi")}


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality (kunta) as it was on a day, with the county it belonged to then.

    `languages` are the official ones of its people, that of the majority first.
    """

    code: str
    name_fi: str
    name_sv: str
    county: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class County:
    """A wellbeing services county (hyvinvointialue); Helsinki (90) and Åland (91) stand in the same list."""

    code: str
    name_fi: str
    name_sv: str
    name_en: str


def municipality(code: str, on: date) -> Municipality:
    """Give the municipality of that three-digit code on that day.

    Raises Senseless if there is none with the code that day, NotKnown before the first table.
    """
    found = _municipalities(in_force(TABLES, on)).get(code)
    if found is None:
        raise Senseless(_("There is no municipality with this code on that day."), field="municipality")
    return found


def municipalities(on: date) -> tuple[Municipality, ...]:
    """Give all municipalities of that day in the order of their codes. Raises NotKnown before the first table."""
    return tuple(_municipalities(in_force(TABLES, on)).values())


def county(code: str, on: date) -> County:
    """Give the county of that two-digit code on that day. Raises Senseless if there is none, NotKnown before 2025."""
    found = _counties(in_force(TABLES, on)).get(code)
    if found is None:
        raise Senseless(_("There is no county with this code on that day."), field="county")
    return found


def counties(on: date) -> tuple[County, ...]:
    """Give all counties of that day in the order of their codes. Raises NotKnown before the first table."""
    return tuple(_counties(in_force(TABLES, on)).values())


@lru_cache
def _municipalities(year: int) -> dict[str, Municipality]:
    return {
        row["municipality_code"]: Municipality(
            row["municipality_code"], row["name_fi"], row["name_sv"], row["wsc_code"], _LANGUAGES[row["language_code"]]
        )
        for row in _rows(f"municipalities_{year}.csv")
    }


@lru_cache
def _counties(year: int) -> dict[str, County]:
    return {
        row["wsc_code"]: County(row["wsc_code"], row["name_fi"], row["name_sv"], row["name_en"])
        for row in _rows(f"wellbeing_services_counties_{year}.csv")
    }


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
