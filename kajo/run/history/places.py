"""Where do clients live, which office serves them, and who organised their services?

Municipality and county codes are those of the official tables of 2025; the shares are chosen by size.
"""

from __future__ import annotations

from datetime import date, timedelta

from kajo.run.history.dice import Dice
from kajo.run.history.terms import Organiser, Residence

JOUTSENO, TAMPERE, HELSINKI, OULU = 1, 2, 3, 4

# Only Oulu's years (2020-2022) are known; when the others beside the head office opened is chosen.
OFFICES = {
    JOUTSENO: (date(2006, 1, 1), None),
    TAMPERE: (date(2018, 1, 1), None),
    HELSINKI: (date(2015, 1, 1), None),
    OULU: (date(2020, 1, 1), date(2023, 1, 1)),
}

# By municipality: its county, and its share of the clients.
MUNICIPALITIES = {
    "091": ("90", 26.0), "049": ("03", 8.0), "092": ("04", 9.0), "837": ("08", 8.0), "853": ("05", 7.0),
    "564": ("19", 5.0), "405": ("11", 4.0), "297": ("13", 3.0), "179": ("15", 3.0), "398": ("09", 3.0),
    "286": ("10", 2.0), "109": ("07", 1.5), "905": ("17", 2.0), "167": ("14", 1.5), "743": ("16", 1.0),
    "491": ("12", 1.0), "609": ("06", 1.5), "698": ("21", 1.0), "205": ("20", 0.7), "272": ("18", 0.7),
    "638": ("01", 0.7), "186": ("02", 0.7), "858": ("02", 0.7), "245": ("04", 0.7), "153": ("11", 0.8),
    "106": ("02", 0.6), "680": ("05", 0.5), "536": ("08", 0.5), "257": ("03", 0.5), "598": ("17", 0.4),
    "740": ("12", 0.3), "851": ("21", 0.3), "111": ("09", 0.2), "408": ("16", 0.2), "478": ("91", 0.3),
}  # fmt: skip
_SHARES = {code: share for code, (_, share) in MUNICIPALITIES.items()}
_SOUTH = frozenset({"90", "01", "02", "03", "04"})
_WEST = frozenset({"05", "06", "07", "08", "09", "15", "16", "17", "91"})
_NORTH = frozenset({"18", "19", "20", "21"})

COUNTIES_BEGAN = date(2023, 1, 1)
RULE_KNOWN_FROM = date(2025, 1, 1)
_IN_CENTRES = frozenset({Residence.ASYLUM_SEEKER, Residence.TEMPORARY_PROTECTION})


def somewhere(dice: Dice) -> str:
    """Give a municipality by its share."""
    return dice.weighted(_SHARES)


def county_of(municipality: str) -> str:
    """Give the county of a municipality, 90 for Helsinki, 91 for Åland."""
    return MUNICIPALITIES[municipality][0]


def office_for(municipality: str, on: date) -> int:
    """Give the office that takes a new case there on that day; the head office where none nearer is open."""
    county = county_of(municipality)
    near = HELSINKI if county in _SOUTH else TAMPERE if county in _WEST else OULU if county in _NORTH else JOUTSENO
    opened, closed = OFFICES[near]
    return near if opened <= on and (closed is None or on < closed) else JOUTSENO


def moved(office: int, until: date | None) -> tuple[date | None, int | None]:
    """Give the day a case still open when its office closed moved, and to which office; none for the others."""
    closed = OFFICES[office][1]
    if closed is None or (until is not None and until <= closed):
        return None, None
    return closed, JOUTSENO


def organiser(residence: Residence, municipality: str | None, on: date) -> tuple[Organiser, str | None]:
    """Tell who organised services and the code of county or municipality.

    Before 2025 this is what a record of the time would say; from then on it agrees with the rule of the cases room.
    """
    if municipality is None:
        return (Organiser.RECEPTION_CENTRE if residence in _IN_CENTRES else Organiser.NAS), None
    county = county_of(municipality)
    if county == "91":
        return Organiser.ALAND_MUNICIPALITY, municipality
    if on < COUNTIES_BEGAN:
        return Organiser.MUNICIPALITY, municipality
    return (Organiser.HELSINKI if county == "90" else Organiser.COUNTY), county


def later(day: date, low: int, high: int, dice: Dice) -> date:
    """Give a day that many days later."""
    return day + timedelta(days=dice.between(low, high))
