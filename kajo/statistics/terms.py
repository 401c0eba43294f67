"""The words of figures: what is counted, and what the count means."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from kajo.law.finding import N_ as _
from kajo.law.finding import Word

RULE_VERSION = "2026.1"
FIRST_YEAR = 2006


class Movement(Word):
    """A movement that figures are made of. Clients are victims and assisting persons; children are counted apart."""

    REFERRAL = "referral", _("referral received")
    ADMISSION = "admission", _("client admitted, also again")
    PERSON = "person", _("client admitted for the first time")
    CHILD = "child", _("child of a client admitted")
    MINOR = "minor", _("victim admitted as a minor")
    REMOVAL = "removal", _("client removed")
    CHILD_REMOVAL = "child_removal", _("child of a client removed")
    MINOR_REMOVAL = "minor_removal", _("client removed who had been admitted as a minor")


@dataclass(frozen=True, slots=True)
class Year:
    """What a year saw, up to the day asked for."""

    year: int
    referrals: int
    new_clients: int
    children_admitted: int
    removed: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures at the end of a day. True counts, for staff; published tables are made safe elsewhere.

    `clients_since_2006` counts persons, `admissions_since_2006` admissions; both leave out children of clients.
    `in_services` counts clients and children of clients who are in the system that day.
    """

    on: date
    rule_version: str
    clients_since_2006: int
    in_services: int
    clients_in_services: int
    children_of_clients_in_services: int
    entered_as_minors: int
    admissions_since_2006: int
    by_year: tuple[Year, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart to be drawn: words in one language, the values of each series by place. Numbers only, nobody's data."""

    language: str
    title: str
    x_label: str
    y_label: str
    series: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]

    @property
    def written(self) -> str:
        """Give it as a text that is the same for the same drawing."""
        return json.dumps(asdict(self), ensure_ascii=True, separators=(",", ":"))

    @property
    def digest(self) -> str:
        """Give the key under which the drawn chart is kept."""
        return hashlib.sha256(f"{RULE_VERSION}|{self.written}".encode()).hexdigest()

    @classmethod
    def read(cls, text: str) -> Drawing:
        """Read a drawing from its text."""
        given = json.loads(text)
        series = tuple((name, tuple((place, value) for place, value in values)) for name, values in given.pop("series"))
        return cls(**given, series=series)


Sums = Mapping[tuple[int, Movement], int]
