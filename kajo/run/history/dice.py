"""Where does chance come from, so that it falls the same way on every machine and version?

Of all methods of `random.Random` only `random()` is promised to give the same numbers for the same seed for ever. So
everything is built on that one.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

Kind = TypeVar("Kind")
DAY = timedelta(days=1)
SATURDAY = 5


class Dice:
    """Seeded chance; every stage of the plan has its own, so that a change in one stage does not reshuffle the
    others.
    """

    def __init__(self, seed: int) -> None:
        self.roll = random.Random(seed).random  # noqa: S311 - repeatable on purpose, guards nothing

    def below(self, limit: int) -> int:
        """Give a whole number from 0 to limit - 1."""
        return int(self.roll() * limit)

    def between(self, low: int, high: int) -> int:
        """Give a whole number from low to high, both included."""
        return low + int(self.roll() * (high - low + 1))

    def happens(self, share: float) -> bool:
        """Say yes in this share of cases."""
        return self.roll() < share

    def one(self, of: Sequence[Kind]) -> Kind:
        """Give one of these."""
        return of[int(self.roll() * len(of))]

    def weighted(self, weights: Mapping[Kind, float]) -> Kind:
        """Give one of the keys, each as likely as its weight."""
        mark = self.roll() * sum(weights.values())
        for value, weight in weights.items():
            mark -= weight
            if mark < 0:
                return value
        return next(iter(weights))

    def shuffled(self, of: Iterable[Kind]) -> list[Kind]:
        """Give these in another order."""
        items = list(of)
        for last in range(len(items) - 1, 0, -1):
            other = int(self.roll() * (last + 1))
            items[last], items[other] = items[other], items[last]
        return items

    def day(self, first: date, last: date) -> date:
        """Give a day from first to last, both included."""
        return first + DAY * self.below((last - first).days + 1)

    def weekday(self, first: date, last: date) -> date:
        """Give a day from Monday to Friday in the range, if it has one: decisions are made in office hours."""
        day = self.day(first, last)
        while day.weekday() >= SATURDAY and day > first:
            day -= DAY
        while day.weekday() >= SATURDAY and day < last:
            day += DAY
        return day


def shares(total: int, weights: Mapping[Kind, float], *, at_least: int = 0) -> dict[Kind, int]:
    """Share a total out by weight, the largest remainders first, so that the parts make exactly the total."""
    free = total - at_least * len(weights)
    whole = sum(weights.values())
    exact = {key: free * weight / whole for key, weight in weights.items()}
    parts = {key: at_least + int(value) for key, value in exact.items()}
    order = sorted(exact, key=lambda key: (int(exact[key]) - exact[key], list(exact).index(key)))
    for key in order[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


def age_on(born_on: date, on: date) -> int:
    """Tell the age in full years on a day."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def years_before(day: date, years: int) -> date:
    """Give the same day that many years earlier; 29 February becomes the 28th."""
    if (day.month, day.day) == (2, 29):
        day -= DAY
    return day.replace(year=day.year - years)
