"""Which citizenships do the invented clients hold, and which languages do they speak?

Country codes are ISO 3166-1 alpha-2, language codes BCP 47. The counts of 2022, the numbers of different citizenships
in a year and the six largest groups were published; the weights are chosen so that these come out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kajo.run.history.terms import Place


@dataclass(frozen=True, slots=True)
class Country:
    """A citizenship: naming group, languages from the commonest on, and how far it leans to labour."""

    code: str
    names: str
    languages: tuple[str, ...]
    labour: float


_ROWS = (
    # code, naming group, languages, leaning to forced labour (1) or to other forms (0)
    ("FI finnish fi,sv .35", "IQ arabic ar,ckb .2", "SO somali so .1", "AF persian fa,ps .2"),
    ("NG westafrican en,yo .1", "TH thai th .95", "VN vietnamese vi .8", "NP indian ne .95"),
    ("IN indian hi,ta,pa .9", "BD indian bn .9", "PK indian ur,pa .7", "LK indian si,ta .7"),
    ("CN chinese zh .8", "PH filipino tl .8", "IR persian fa,ckb .3", "SY arabic ar,ku .2"),
    ("TR turkish tr,ku .5", "MA arabic ar,fr .5", "DZ arabic ar,fr .3", "EG arabic ar .3"),
    ("ET eastafrican am,om .2", "ER eastafrican ti .2", "KE eastafrican sw,en .4", "UG eastafrican en,lg .2"),
    ("GH westafrican en,ak .4", "CM westafrican fr,en .2", "GM westafrican en,wo .3"),
    ("CD westafrican fr,ln .1", "RU slavic ru .4", "UA slavic uk,ru .7", "BY slavic be,ru .5"),
    ("EE finnish et,ru .6", "LV slavic lv,ru .6", "LT slavic lt .6", "PL slavic pl .6", "RO latin ro .6"),
    ("BG slavic bg .6", "HU slavic hu .5", "SD arabic ar .2", "GN westafrican fr .1", "SL westafrican en .1"),
    ("SN westafrican fr,wo .3", "TG westafrican fr .1", "RW eastafrican rw,fr .1", "BI eastafrican rn,fr .1"),
    ("AO latin pt .2", "TZ eastafrican sw .2", "ZM eastafrican en .3", "ZW eastafrican en .3"),
    ("UZ turkish uz,ru .9", "KG turkish ky,ru .9", "KZ turkish kk,ru .6", "MD latin ro,ru .6"),
    ("AL latin sq .3", "RS slavic sr .4", "GE slavic ka .4", "AM slavic hy .3", "AZ turkish az .4"),
    ("CO latin es .4", "BR latin pt .4", "DO latin es .1", "CU latin es .2", "PE latin es .3"),
    ("VE latin es .2", "MM thai my .4", "KH thai km .4", "ID filipino id .4", "LR westafrican en .1"),
    ("NE westafrican fr .1", "ML westafrican fr .1", "YE arabic ar .1", "TJ persian tg,ru .4"),
    ("MN turkish mn .3", "BJ westafrican fr .1", "ES latin es .3"),
)
COUNTRIES = {
    words[0]: Country(words[0], words[1], tuple(words[2].split(",")), float(words[3]))
    for words in (row.split() for rows in _ROWS for row in rows)
}
# 63 citizenships among the clients at the end of 2021, 75 a year later: the last twelve came in 2022.
FIRST_IN_2022 = ("VE", "MM", "KH", "ID", "LR", "NE", "ML", "YE", "TJ", "MN", "BJ", "ES")
UNTIL_2021 = tuple(code for code in COUNTRIES if code not in FIRST_IN_2022)
UNKNOWN_AND_STATELESS = 9  # of the clients at the end of 2022; read as persons
EU = frozenset({"EE", "LV", "LT", "PL", "RO", "BG", "HU", "ES"})
# People who come a second time are of these, which every group below has: so a second admission upsets no published
# number.
COMMON = ("IQ", "SO", "AF", "NG", "VN")


def _weights(words: str) -> dict[str, float]:
    pairs = (word.split(":") for word in words.split())
    return {code: float(weight) for code, weight in pairs}


_FINLAND = _weights(
    "FI:23 TH:6 VN:11 NP:9 NG:6 PH:4 CN:5 IN:4 BD:4 PK:3 EE:4 RO:3 BG:2 RU:3 TR:3 UZ:2 LV:1 LT:1 IQ:5 SO:4 AF:4 "
    "GH:2 CM:2 KE:2 MA:2"
)
_ABROAD = _weights(
    "IQ:28 SO:21 AF:20 NG:14 IR:4 CM:4 GH:2 CD:2 ET:2 ER:2 GM:2 SY:2 TR:2 RU:2 VN:3 NP:1 UG:2 KE:2 MA:2 PK:2 BD:1 "
    "FI:2 DZ:1 GN:1"
)
_FINLAND_2017 = _weights("FI:7 TH:5 VN:6 NP:4 NG:4 PH:2 CN:2 IN:2 BD:2 PK:1 EE:2 RO:2 BG:1 RU:1 TR:1 IQ:3 SO:2 AF:1")
_ABROAD_2017 = _weights(
    "IQ:20 SO:16 AF:12 NG:12 IR:3 CM:3 GH:1 CD:2 ET:1 ER:2 GM:1 SY:1 VN:2 NP:1 UG:1 KE:1 MA:1 SL:1 LK:1"
)
_FINLAND_2022 = _weights(
    "FI:10 RO:4 BG:2 EE:3 LV:1 LT:1 TH:52 NP:30 VN:28 IN:14 BD:14 PK:8 UA:6 UZ:8 KG:7 NG:7 PH:8 CN:5 MA:4 TR:5 "
    "IQ:5 SO:3 AF:4 CM:3 GH:2 KE:2"
)
# Three of unknown citizenship or stateless are left out of the 131.
_ABROAD_2022 = _weights(
    "IQ:22 SO:24 AF:20 NG:12 CM:6 MA:3 TR:5 VN:4 KE:4 PK:3 GH:3 BD:3 PH:2 IN:2 NP:2 FI:1 "
    "VE:1 MM:1 KH:1 ID:1 LR:1 NE:1 ML:1 YE:1 TJ:1 MN:1 BJ:1 ES:1"
)
_FINLAND_2023 = _weights(
    "TH:60 NP:24 VN:22 FI:14 IN:12 BD:10 UZ:10 KG:8 PH:7 NG:6 PK:6 CN:4 UA:5 RO:4 EE:3 LK:3 TR:3 MA:2 IQ:3 SO:2 "
    "AF:2 CM:2 KZ:1"
)
_ABROAD_2023 = _weights(
    "IQ:22 SO:24 AF:20 NG:10 CM:6 IR:4 TR:4 GM:2 GH:2 KE:3 ET:3 ER:2 CD:2 UG:2 SY:2 RU:2 VN:3 NP:1 MA:2 PK:2 ZW:1 "
    "FI:1 YE:1"
)
_FINLAND_2025 = _weights(
    "FI:7 TH:4 NP:3 VN:3 IN:2 BD:2 PK:1 LK:1 CN:1 PH:2 UZ:1 KG:1 UA:2 RO:1 EE:1 BG:1 TR:1 MA:1 NG:1 GH:1 IQ:1 "
    "SO:1 AF:1 KE:1"
)


@dataclass(frozen=True, slots=True)
class Group:
    """New clients of some days and one place, whose citizenships are dealt together.

    `each`: every country at least once, so that the number of different ones is known. `unknown`: how many have none.
    """

    first: date
    last: date
    place: Place
    weights: dict[str, float]
    each: bool = False
    unknown: int = 0
    ukraine: int = 0


def _years(
    first: int, last: int, finland: dict[str, float], abroad: dict[str, float], each: bool = False
) -> tuple[Group, ...]:
    days = (date(first, 1, 1), date(last, 12, 31))
    return (Group(*days, Place.FINLAND, finland, each), Group(*days, Place.ABROAD, abroad, each))


GROUPS = (
    *_years(2006, 2014, _FINLAND, _ABROAD),
    *_years(2015, 2015, _FINLAND, _ABROAD),
    *_years(2016, 2016, _FINLAND, _ABROAD),
    *_years(2017, 2017, _FINLAND_2017, _ABROAD_2017, each=True),
    *_years(2018, 2018, _FINLAND, _ABROAD),
    *_years(2019, 2019, _FINLAND, _ABROAD),
    *_years(2020, 2020, _FINLAND, _ABROAD),
    Group(date(2021, 1, 1), date(2021, 12, 31), Place.FINLAND, _FINLAND, ukraine=4),
    Group(date(2021, 1, 1), date(2021, 12, 31), Place.ABROAD, _ABROAD, ukraine=1),
    Group(date(2022, 1, 1), date(2022, 12, 31), Place.FINLAND, _FINLAND_2022, each=True),
    Group(date(2022, 1, 1), date(2022, 12, 31), Place.ABROAD, _ABROAD_2022, each=True, unknown=3),
    *_years(2023, 2023, _FINLAND_2023, _ABROAD_2023, each=True),
    *_years(2024, 2024, _FINLAND_2023, _ABROAD_2023),
    Group(date(2025, 1, 1), date(2025, 6, 30), Place.FINLAND, _FINLAND_2025, each=True),
    Group(date(2025, 1, 1), date(2025, 6, 30), Place.ABROAD, _ABROAD_2023),
    Group(date(2025, 7, 1), date(2025, 12, 31), Place.FINLAND, _FINLAND_2023),
    Group(date(2025, 7, 1), date(2025, 12, 31), Place.ABROAD, _ABROAD_2023),
    *_years(2026, 2026, _FINLAND_2023, _ABROAD_2023),
)
