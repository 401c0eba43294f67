"""Which figures were published that the history has to give?

Each has its day or span, what it counts and among whom, and where it was published (`sources`). Where a yearly figure
stands in several publications one is named. "derived" follows by addition and subtraction from published ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kajo.run.history.terms import Form


class What(StrEnum):
    """What is counted. Clients are victims and assisting persons; their children are counted apart."""

    REFERRALS = "referrals received"
    NEW = "new clients"
    PERSONS = "persons ever admitted"
    CHILDREN_ADMITTED = "children of clients admitted"
    REMOVED = "clients removed"
    CHILDREN_REMOVED = "children of clients removed"
    STOCK = "in the system"
    CLIENTS = "clients in the system"
    CHILDREN = "children of clients in the system"
    COUNTRIES_NEW = "citizenships of new clients"
    COUNTRIES = "citizenships of clients in the system"
    LARGEST = "place among the citizenships in the system"
    DECISIONS = "decisions"


class Match(StrEnum):
    """How near the plan must come."""

    EXACT = "exactly"
    SHARE = "rounded per cent of the whole"
    NEARLY = "per cent of the whole, at most two off"
    OVER = "more than"
    SHARE_OVER = "more than per cent of the whole"


@dataclass(frozen=True, slots=True)
class Figure:
    """A published number. `among` are qualities all of which hold; for a share the last of them is the part."""

    what: What
    first: date
    last: date
    among: tuple[tuple[str, str], ...]
    value: int
    source: str
    match: Match = Match.EXACT

    def __str__(self) -> str:
        span = str(self.last) if self.first == self.last else f"{self.first}..{self.last}"
        return ", ".join([self.what.value, span, *(f"{name} {value}" for name, value in self.among)])


Among = tuple[tuple[str, str], ...]
FI, AB = ("place", "finland"), ("place", "abroad")
WOMEN, MEN = ("sex", "female"), ("sex", "male")
MINOR, ADULT = ("minor", "yes"), ("minor", "no")


def _span(when: str) -> tuple[date, date]:
    """Read `2021`, `2021H1`, `2006-2014`, or a day on which a stock is counted."""
    if when.count("-") == 2:
        return date.fromisoformat(when), date.fromisoformat(when)
    if "H" in when:
        year = int(when[:4])
        return (date(year, 1, 1), date(year, 6, 30)) if when.endswith("1") else (date(year, 7, 1), date(year, 12, 31))
    return date(int(when[:4]), 1, 1), date(int(when[-4:]), 12, 31)


def _of(what: What, when: str, value: int, source: str, *among: tuple[str, str], match: Match = Match.EXACT) -> Figure:
    return Figure(what, *_span(when), tuple(among), value, source, match)


def _forms(what: What, when: str, source: str, forms: dict[Form, int], *among: tuple[str, str]) -> list[Figure]:
    return [_of(what, when, count, source, *among, ("form", form)) for form, count in forms.items()]


def _shares(when: str, source: str, forms: dict[Form, int], *among: tuple[str, str]) -> list[Figure]:
    return [
        _of(What.NEW, when, percent, source, *among, ("form", form), match=Match.SHARE)
        for form, percent in forms.items()
    ]


L, S, M, C, B = Form.LABOUR, Form.SEXUAL, Form.MARRIAGE, Form.CRIME, Form.BEGGING
G, K, F, X = Form.ORGAN, Form.CHILD_SOLDIER, Form.BENEFIT_FRAUD, Form.OTHER
N = What.NEW

FLOWS = [
    *(
        _of(N, when, value, source)
        for when, value, source in (
            ("2006", 9, "P-15Y"),
            ("2006-2014", 321, "derived"),
            ("2013H1", 24, "P-2014"),
            ("2014H1", 21, "P-2014"),
            ("2015", 52, "TIP17"),
            ("2016", 130, "TIP17"),
            ("2017", 127, "P-2017"),
            ("2006-2017", 630, "old site"),
            ("2018", 163, "P-2018"),
            ("2019", 229, "TIP20"),
            ("2020", 247, "P-2020"),
            ("2021H1", 109, "P-2021H1"),
            ("2021", 243, "W-21NEW"),
            ("2022H1", 139, "W-22H1NEW"),
            ("2022", 367, "W-22NEW"),
            ("2023H1", 152, "P-2023H1"),
            ("2023", 326, "P-2023"),
            ("2024", 207, "P-2024"),
            ("2018-2024", 1782, "derived"),
            ("2006-2024", 2412, "derived"),
            ("2025H1", 88, "P-2025H1"),
        )
    ),
    *(
        _of(What.REFERRALS, when, value, source)
        for when, value, source in (
            ("2019", 303, "P-MTV19"),
            ("2020", 394, "P-2020"),
            ("2021H1", 147, "P-2021H1"),
            ("2021", 300, "W-21NEW"),
            ("2022H1", 185, "W-22H1NEW"),
            ("2022", 478, "W-22REF"),
            ("2023H1", 231, "P-2023H1"),
            ("2023", 510, "P-2023"),
            ("2024", 371, "P-2024"),
            ("2025H1", 185, "P-2025H1"),
        )
    ),
    *(
        _of(What.REFERRALS, when, value, source, ("by", kind))
        for when, kind, value, source in (
            ("2018", "municipality", 7, "IOM"),
            ("2020", "police", 25, "TIP21"),
            ("2021", "self", 40, "W-21NEW"),
            ("2021", "police", 7, "W-21NEW"),
            ("2021", "social_services", 11, "W-21NEW"),
            ("2022", "self", 48, "W-22REF"),
        )
    ),
    _of(What.CHILDREN_ADMITTED, "2021", 48, "W-21NEW"),
    _of(What.CHILDREN_ADMITTED, "2022H1", 26, "W-22H1NEW"),
    _of(What.CHILDREN_ADMITTED, "2022", 62, "W-22NEW"),
    _of(What.CHILDREN_ADMITTED, "2023H1", 16, "P-2023H1"),
    _of(What.REMOVED, "2019", 69, "derived"),
    _of(What.REMOVED, "2020-2021", 131, "derived"),
    _of(What.REMOVED, "2022", 196, "derived"),
    _of(What.CHILDREN_REMOVED, "2022", 51, "derived"),
    _of(What.REMOVED, "2023", 90, "derived"),
    _of(What.DECISIONS, "2021", 425, "W-21NEW"),
]

MADE_UP_OF = [
    _of(N, "2016", 86, "TIP17", WOMEN),
    _of(N, "2016", 44, "TIP17", MEN),
    _of(N, "2022", 192, "W-22NEW", WOMEN),
    _of(N, "2022", 175, "W-22NEW", MEN),
    _of(N, "2023", 50, "P-2023", WOMEN, match=Match.SHARE_OVER),
    _of(N, "2024", 61, "P-2024", WOMEN, match=Match.SHARE),
    *(
        _of(N, str(year), value, "P-2021M", MINOR)
        for year, value in ((2015, 0), (2016, 21), (2017, 14), (2018, 10), (2019, 14), (2020, 10), (2021, 28))
    ),
    _of(N, "2006-2018", 55, "Daily Finland", MINOR),
    _of(N, "2006-2018", 141, "Daily Finland", ("age", "18-21")),
    _of(N, "2021", 27, "P-2021M", MINOR, AB),
    _of(N, "2021", 1, "P-2021M", MINOR, FI),
    _of(N, "2021", 80, "P-2021M", ("harmed as a minor", "yes")),
    *(
        _of(N, when, value, source, FI)
        for when, value, source in (
            ("2016", 42, "TIP17"),
            ("2018", 52, "P-2018"),
            ("2019", 70, "TIP20"),
            ("2020", 123, "P-2020"),
            ("2021H1", 45, "P-2021H1"),
            ("2022H1", 66, "W-22H1NEW"),
            ("2022", 236, "W-22FI"),
            ("2023H1", 76, "P-2023H1"),
        )
    ),
    _of(N, "2017", 37, "NNF", FI, match=Match.SHARE),
    _of(N, "2023", 64, "P-2023", FI, match=Match.SHARE),
    _of(N, "2024", 44, "P-2024", FI, match=Match.SHARE),
    _of(N, "2021H1", 64, "P-2021H1", AB),
    _of(N, "2022H1", 73, "W-22H1NEW", AB),
    _of(N, "2022", 131, "W-22NEW", AB),
    _of(N, "2022H1", 76, "W-22H1NEW", ADULT, WOMEN),
    _of(N, "2022H1", 8, "W-22H1NEW", MINOR, WOMEN),
    _of(N, "2022H1", 49, "W-22H1NEW", ADULT, MEN),
    _of(N, "2022H1", 6, "W-22H1NEW", MINOR, MEN),
    _of(N, "2022H1", 63, "W-22H1FI", ADULT, FI),
    _of(N, "2022H1", 3, "W-22H1FI", MINOR, FI),
    *(
        _of(N, "2022H1", value, "W-22H1NEW", ("age", band))
        for band, value in (("18-29", 56), ("30-39", 42), ("40-49", 21), ("50-", 5), ("60-", 0))
    ),
    _of(N, "2017", 70, "P-2017", ("residence", "asylum_seeker"), match=Match.SHARE),
    _of(N, "2022", 104, "W-22FI", FI, ("residence", "visa")),
    _of(N, "2022", 54, "W-22FI", FI, ("residence", "residence_permit")),
    _of(N, "2022", 21, "W-22FI", FI, ("union", "yes")),
    _of(N, "2021", 5, "W-21NEW", ("country", "UA")),
    _of(N, "2022", 6, "W-22NEW", ("country", "UA")),
    _of(N, "2025H1", 7, "P-2025H1", FI, ("country", "FI")),
    _of(What.COUNTRIES_NEW, "2017", 31, "P-2017"),
    _of(What.COUNTRIES_NEW, "2022", 38, "W-22NEW"),
    _of(What.COUNTRIES_NEW, "2023", 35, "P-2023"),
    _of(What.COUNTRIES_NEW, "2025H1", 24, "P-2025H1", FI),
]

BY_FORM = [
    *_forms(N, "2018", "P-2018", {L: 20, S: 18, M: 10}, FI),
    *_forms(N, "2020", "P-2020", {L: 78, S: 15, M: 23, C: 5, F: 2, X: 0}, FI),
    *_shares("2021", "W-21NEW", {L: 43, S: 28}),
    *_forms(N, "2022H1", "W-22H1NEW", {L: 63, S: 35, M: 37, F: 1}),
    *_forms(N, "2022H1", "W-22H1FI", {L: 38, S: 16, M: 11, C: 0, F: 1, X: 0}, FI),
    *_forms(N, "2022", "W-22FI", {L: 178, S: 24, M: 25, B: 0, G: 0, K: 0}, FI),
    *_forms(N, "2023H1", "P-2023H1", {L: 47, S: 12, M: 13}, FI),
    *_shares("2024", "P-2024", {L: 45, S: 20, M: 32}),
    *_shares("2024", "P-2024", {L: 60, S: 13, M: 23}, FI),
    *_shares("2024", "P-2024", {L: 94}, FI, MEN),
    *_shares("2024", "P-2024", {M: 49}, FI, WOMEN),
    *_shares("2025H1", "P-2025H1", {L: 31, S: 27, M: 34}),
    *_forms(What.CLIENTS, "2021-12-31", "W-21ALL", {C: 17, B: 2, G: 3, K: 11, F: 3}),
    _of(What.CLIENTS, "2021-12-31", 3, "W-21ALL", ("category", "assisting")),
    _of(What.CLIENTS, "2021-12-31", 40, "W-21ALL", ("form", L), match=Match.SHARE_OVER),
    *_forms(What.CLIENTS, "2022-06-30", "W-22H1ALL", {L: 391, S: 292, M: 200, C: 16, B: 2, K: 11, F: 4}),
    _of(What.CLIENTS, "2022-06-30", 4, "W-22H1ALL", ("category", "assisting")),
    *_forms(What.CLIENTS, "2022-12-31", "W-22ALL", {C: 23, K: 10}),
    _of(What.CLIENTS, "2022-12-31", 40, "W-22ALL", ("form", L), match=Match.SHARE_OVER),
]

STOCKS = [
    *(
        _of(What.STOCK, when, value, source)
        for when, value, source in (
            ("2014-06-30", 77, "P-2014"),
            ("2016-12-31", 233, "P-2017"),
            ("2017-06-30", 269, "P-2017"),
            ("2017-12-31", 322, "P-2017"),
            ("2018-06-30", 379, "P-2018"),
            ("2018-12-31", 455, "P-2018"),
            ("2019-06-30", 587, "P-MTV19"),
            ("2019-12-31", 676, "TIP20"),
            ("2020-06-30", 804, "P-2020"),
            ("2021-06-30", 992, "P-2021H1"),
            ("2021-12-31", 1132, "W-21ALL"),
            ("2022-06-30", 1184, "W-22H1ALL"),
            ("2022-12-31", 1314, "W-22ALL"),
            ("2023-06-30", 1446, "P-2023H1"),
            ("2023-12-31", 1563, "P-2023"),
            ("2024-12-31", 1610, "client"),
            ("2025-06-30", 1588, "P-2025H1"),
        )
    ),
    *(
        figure
        for when, clients, children, source in (
            ("2018-12-31", 361, 94, "P-2018"),
            ("2019-12-31", 521, 155, "TIP20"),
            ("2021-06-30", 770, 222, "P-2021H1"),
            ("2021-12-31", 880, 252, "W-21ALL"),
            ("2022-06-30", 949, 235, "W-22H1ALL"),
            ("2022-12-31", 1051, 263, "W-22ALL"),
            ("2023-12-31", 1287, 276, "P-2023"),
            ("2025-06-30", 1323, 265, "P-2025H1"),
        )
        for figure in (_of(What.CLIENTS, when, clients, source), _of(What.CHILDREN, when, children, source))
    ),
    *(
        _of(What.CLIENTS, when, value, source, MINOR)
        for when, value, source in (
            ("2017-12-31", 34, "P-2017"),
            ("2018-12-31", 41, "P-2018"),
            ("2021-12-31", 79, "W-21ALL"),
            ("2022-12-31", 94, "W-22ALL"),
            ("2024-12-31", 77, "client"),
        )
    ),
    *(
        _of(What.CLIENTS, when, value, source, ("still a minor", "yes"))
        for when, value, source in (
            ("2021-12-31", 24, "W-21ALL"),
            ("2022-12-31", 29, "W-22ALL"),
            ("2023-12-31", 19, "P-2023"),
            ("2025-06-30", 21, "P-2025H1"),
        )
    ),
    _of(What.CLIENTS, "2021-12-31", 60, "W-21ALL", WOMEN, match=Match.SHARE),
    _of(What.CLIENTS, "2022-06-30", 565, "W-22H1ALL", WOMEN),
    _of(What.CLIENTS, "2022-06-30", 384, "W-22H1ALL", MEN),
    _of(What.CLIENTS, "2023-12-31", 60, "P-2023", WOMEN, match=Match.NEARLY),
    _of(What.CLIENTS, "2025-06-30", 67, "P-2025H1", WOMEN, match=Match.NEARLY),
    _of(What.COUNTRIES, "2021-12-31", 63, "W-21ALL"),
    _of(What.COUNTRIES, "2022-12-31", 75, "W-22ALL"),
    _of(What.CLIENTS, "2022-12-31", 9, "W-22ALL", ("country", "unknown")),
    *(
        _of(What.LARGEST, "2022-12-31", place, "W-22ALL", ("country", code))
        for place, code in enumerate(("IQ", "SO", "AF", "NG", "FI", "TH"), start=1)
    ),
    _of(What.PERSONS, "2021-11-01", 1250, "P-15Y", match=Match.OVER),
    _of(What.PERSONS, "2024-12-31", 2381, "client"),
]

FIGURES: tuple[Figure, ...] = (*FLOWS, *MADE_UP_OF, *BY_FORM, *STOCKS)
