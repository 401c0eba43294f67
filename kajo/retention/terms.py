"""The words of erasing: which kind of data it is, and what is known of its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kajo.law.finding import N_ as _
from kajo.law.finding import Word


class Data(Word):
    """A kind of data by when it is erased. An observation is a note of 615/2020, 7.3 only."""

    OBSERVATION = "observation", _("observation note")
    MATTER = "matter", _("data of the matter")
    IDENTIFIER = "identifier", _("identifiers, citizenship and family ties")


@dataclass(frozen=True, slots=True)
class Kept:
    """What the day of erasing follows from; None is not known, or did not happen."""

    entered_on: date | None = None
    residence_ended_on: date | None = None
    last_entry_on: date | None = None
    died_on: date | None = None
    citizen_on: date | None = None
    matter_erased_on: date | None = None
