"""Which days are working days in Finland?

A term that ends on any other day may be met on the next working day (Time Limits Act 150/1930, 5). The church
holidays are those of the Church Act (1054/1993, 4:3; since 1 July 2023 652/2023, 1:6).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from kajo.law.finding import N_ as _
from kajo.law.finding import NotKnown

# Before this day Epiphany and Ascension Day had other places in the year, and nothing we apply reaches so far.
KNOWN_FROM = date(1994, 1, 1)

SATURDAY = 5
HELSINKI = ZoneInfo("Europe/Helsinki")
DAY = timedelta(days=1)


def legal_day(moment: datetime) -> date:
    """Give the day on which a moment falls in Finland: deeds are dated in Europe/Helsinki, moments are kept in UTC."""
    return moment.astimezone(HELSINKI).date()


def moment_of(wall: datetime) -> datetime:
    """Give the moment of a time on the wall in Finland: the first of two, the change itself for one that is skipped."""
    minute = timedelta(minutes=1)
    early, late = (wall.replace(tzinfo=HELSINKI, fold=fold).astimezone(UTC) for fold in (1, 0))
    if early >= late:  # the same, or twice: with fold 1 the later one
        return late
    offset = early.astimezone(HELSINKI).utcoffset()
    while early < late and (early + minute).astimezone(HELSINKI).utcoffset() == offset:
        early += minute
    return early + minute


def is_working_day(day: date) -> bool:
    """Tell whether a term may end on this day. Raises NotKnown before 1994."""
    if day < KNOWN_FROM:
        raise NotKnown(_("The working days of that year are not known here."))
    return day.weekday() < SATURDAY and day not in _days_off(day.year)


def working_day_from(day: date) -> date:
    """Give the day itself if it is a working day, else the next one. Raises NotKnown before 1994."""
    while not is_working_day(day):
        day += DAY
    return day


def working_day_after(day: date) -> date:
    """Give the first working day after this one. Raises NotKnown before 1994."""
    return working_day_from(day + DAY)


def easter_sunday(year: int) -> date:
    """Give Easter Sunday of the western church, by the Gregorian computus."""
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - leap_centuries - moon_correction + 15) % 30
    weekday = (32 + 2 * century_rest + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=256)
def _days_off(year: int) -> frozenset[date]:
    easter = easter_sunday(year)
    midsummer_day = _saturday_after(date(year, 6, 19))
    return frozenset(
        {
            date(year, 1, 1),
            date(year, 1, 6),
            easter - 2 * DAY,
            easter,
            easter + DAY,
            date(year, 5, 1),
            easter + 39 * DAY,  # Ascension Day, a Thursday
            easter + 49 * DAY,  # Whit Sunday
            midsummer_day - DAY,
            midsummer_day,
            _saturday_after(date(year, 10, 30)),  # All Saints' Day
            date(year, 12, 6),
            date(year, 12, 24),
            date(year, 12, 25),
            date(year, 12, 26),
        }
    )


def _saturday_after(day: date) -> date:
    return day + DAY * ((SATURDAY - day.weekday() - 1) % 7 + 1)
