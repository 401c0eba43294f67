"""What do our codes mean in the standards others count by? One table, `kajo/facts/data/mapping.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kajo.facts.terms.told import LISTS, What

DATA = Path(__file__).resolve().parents[1] / "data"
NONE, ANY = "none", "*"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code of ours means elsewhere: a field and value of HTCDS 2.0, a concept of IC-TIP, a form of Eurostat, a
    column of CTDC; `none` where there is no counterpart.
    """

    what: What
    code: str
    htcds_field: str
    htcds_value: str
    ictip: str
    eurostat: str
    ctdc: str
    note: str


@cache
def mapping() -> Mapping[tuple[What, str], Meaning]:
    """Give the whole table, by kind and code. A kind without a list of its own has one row, with the code `*`."""
    with (DATA / "mapping.csv").open(encoding="utf-8", newline="") as file:
        rows = [Meaning(What(row.pop("what")), **row) for row in csv.DictReader(file)]
    return {(each.what, each.code): each for each in rows}


def meaning(what: What, code: str) -> Meaning:
    """Give what a code means elsewhere. Raises KeyError for none of ours."""
    return mapping()[what, code if what in LISTS else ANY]
