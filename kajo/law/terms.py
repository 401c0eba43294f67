"""How long does something last, and which value was in force on a day?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from kajo.law.finding import N_ as _
from kajo.law.finding import NotKnown, Senseless, Word
from kajo.law.sections import Basis, Section

T = TypeVar("T")

BEYOND_CALENDAR = _("The day lies beyond the calendar.")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `from_on` until `until_on`, the last one not included; without an end while that is empty."""

    from_on: date
    until_on: date | None = None

    def __post_init__(self) -> None:
        if self.until_on is not None and self.until_on <= self.from_on:
            raise Senseless(_("A period ends after the day it starts."), field="until_on")

    def __contains__(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day < self.until_on)

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two have a day in common. Periods that only touch have none."""
        return (other.until_on is None or self.from_on < other.until_on) and (
            self.until_on is None or other.from_on < self.until_on
        )

    @property
    def days(self) -> int | None:
        """The number of days, or None while the period has no end."""
        return None if self.until_on is None else (self.until_on - self.from_on).days


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time fixed by law, in calendar days, months or years; exactly one of them."""

    basis: Section | Basis
    days: int = 0
    months: int = 0
    years: int = 0

    def __post_init__(self) -> None:
        if sorted((self.days, self.months, self.years))[:2] != [0, 0] or self.days + self.months + self.years <= 0:
            raise ValueError("A term is a number of days, of months or of years.")


class Unit(Word):
    """In what a length is counted."""

    DAYS = "days", _("days")
    WORKING_DAYS = "working_days", _("working days")
    MONTHS = "months", _("months")


@dataclass(frozen=True, slots=True)
class Length:
    """So many days, working days or months, by law or as an own target."""

    number: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value the law knew from a day until another (exclusive); without an end while none has been enacted."""

    value: T
    from_on: date
    until_on: date | None = None


def in_force(values: Iterable[Dated[T]], on: date) -> T:
    """Give the value in force on that day.

    Raises NotKnown on a day for which no value is known: neither the first nor the last is ever stretched.
    """
    known = [dated.value for dated in values if on in Period(dated.from_on, dated.until_on)]
    if not known:
        raise NotKnown(_("The law of that day is not known here."))
    if len(known) > 1:
        raise ValueError("Two values are in force on one day.")
    return known[0]


def months_later(day: date, months: int) -> date:
    """Give the same day number so many months later, or the last day of a shorter month (150/1930 s. 3).

    Raises NotKnown beyond the calendar.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise NotKnown(BEYOND_CALENDAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_on(born_on: date, on: date) -> int:
    """Give somebody's age in whole years; born on 29 February one is a year older on the 28th of a common year.

    Below zero for a birth that lies ahead. Raises NotKnown beyond the calendar.
    """
    years = on.year - born_on.year
    return years - (months_later(born_on, 12 * years) > on)


def ends(term: Term, start: date, is_working_day: Callable[[date], bool] | None = None) -> date:
    """Give the last day of a term that runs from `start`, the day itself not counted (150/1930 s. 2-3).

    With a calendar, a last day that is no working day moves to the next one (s. 5); without, it never moves.
    Raises NotKnown beyond the calendar.
    """
    try:
        last = start + timedelta(days=term.days) if term.days else months_later(start, term.months + 12 * term.years)
        while is_working_day is not None and not is_working_day(last):
            last += timedelta(days=1)
    except OverflowError as beyond:
        raise NotKnown(BEYOND_CALENDAR) from beyond
    return last
