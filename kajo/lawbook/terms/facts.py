"""Which facts does a rule ask for, and how are they read from a line of JSON?

Nothing here repeats a value it was given: facts can be a person's, and a complaint is printed and logged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from kajo.law.finding import Senseless, Word
from kajo.law.terms import Period

W = TypeVar("W", bound=Word)

LONGEST_LINE = 1_000_000
LONGEST_NUMBER = 15
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PLAIN_NAME = re.compile(r"[a-z_]{1,40}")


class NotJSON(ValueError):
    """The line is no JSON at all."""


class Sort(Enum):
    """How a fact is asked for on a page."""

    TEXT = "text"
    YES_NO = "yes_no"
    WHOLE = "whole"
    DAY = "day"
    WORD = "word"
    PERIOD = "period"
    PERIODS = "periods"
    PAUSES = "pauses"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a rule: its name, its kind in words, how it is read, and whether it may be null.

    `sort` tells how a page asks for it, and `words` are the ones to choose from.
    """

    name: str
    kind: str
    read: Callable[[Any], Any]
    nullable: bool = False
    sort: Sort = Sort.TEXT
    words: type[Word] | None = None

    def of(self, given: Mapping[str, object]) -> Any:
        """Read the fact; one that is not given counts as null. Raises Senseless for another kind of value."""
        value = given.get(self.name)
        if value is None and self.nullable:
            return None
        try:
            return self.read(value)
        except ValueError as wrong:
            raise Senseless(f"The fact {self.name} must be {self.kind}.", field=self.name) from wrong


def yes_or_no(name: str) -> Fact:
    """Make a fact that is true or false, never null."""
    return Fact(name, "true or false", _only(bool), sort=Sort.YES_NO)


def text(name: str, *, nullable: bool = False) -> Fact:
    """Make a fact that is any text."""
    return Fact(name, "a text", _only(str), nullable)


def text_if_any(name: str) -> Fact:
    """Make a fact of which only a text counts: anything else is as good as null."""
    return Fact(name, "a text", lambda value: value if type(value) is str else None, nullable=True)


def whole(name: str, *, nullable: bool = False) -> Fact:
    """Make a fact that is a whole number."""
    return Fact(name, "a whole number", _only(int), nullable, Sort.WHOLE)


def day(name: str, *, nullable: bool = False) -> Fact:
    """Make a fact that is a day, YYYY-MM-DD and nothing else."""
    return Fact(name, "a day written YYYY-MM-DD", _day, nullable, Sort.DAY)


def word(name: str, words: type[W], *, nullable: bool = False) -> Fact:
    """Make a fact that is one of the given words."""

    def read(value: Any) -> W:
        wanted = _only(str)(value)
        for known in words:
            if known == wanted:
                return known
        raise ValueError("word")

    return Fact(name, "one of " + ", ".join(words), read, nullable, Sort.WORD, words)


def day_written(word: str) -> date:
    """Read a day written YYYY-MM-DD and nothing else. Raises ValueError."""
    if not DAY.fullmatch(word):
        raise ValueError("day")
    return date.fromisoformat(word)


def read_line(line: bytes) -> object:
    """Read one line of JSON. Raises NotJSON if it is none, Senseless if it is but cannot be a set of facts."""
    if len(line) > LONGEST_LINE:
        raise Senseless("The line is too long.")
    try:
        return json.loads(
            line.decode("utf-8"),
            parse_int=_number,
            parse_float=lambda _digits: _Other(),
            parse_constant=_no_constant,
            object_pairs_hook=_object,
        )
    except Senseless:
        raise
    except ValueError as error:
        raise NotJSON from error
    except RecursionError as error:
        raise Senseless("The line is nested too deeply.") from error


def facts_of(asked: tuple[Fact, ...], given: object) -> dict[str, Any]:
    """Read what a rule asks for. Raises Senseless for what is no set of facts, a fact too many or of a wrong kind."""
    if not isinstance(given, dict):
        raise Senseless("Facts are one object with names and values.")
    names = [fact.name for fact in asked]
    for name in given:
        if name not in names:
            called = f" {name}" if PLAIN_NAME.fullmatch(name) else " of that name"
            raise Senseless(f"The rule knows no fact{called}; it asks for {', '.join(names)}.")
    return {fact.name: fact.of(given) for fact in asked}


def periods(name: str, *, is_open: bool = False) -> Fact:
    """Make a fact that is a list of periods, each two days of which the second is not included, or null if open."""

    def read(value: Any) -> tuple[Period, ...]:
        return tuple((_perhaps_open if is_open else _period)(each) for each in _only(list)(value))

    return Fact(name, "a list of periods, each two days", read, sort=Sort.PAUSES if is_open else Sort.PERIODS)


def period(name: str) -> Fact:
    """Make a fact that is a period: two days of which the second is not included."""
    return Fact(name, "a period, written as two days", _period, sort=Sort.PERIOD)


class _Other:
    """A number that no fact can be: a fraction, or too many digits."""


def _only(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:  # true is no number here
            raise ValueError(kind.__name__)
        return value

    return read


def _day(value: Any) -> date:
    return day_written(_only(str)(value))


def _period(value: Any) -> Period:
    if len(_only(list)(value)) != 2:
        raise ValueError("period")
    from_on, until_on = map(_day, value)
    return Period(from_on, until_on)


def _perhaps_open(value: Any) -> Period:
    if len(_only(list)(value)) == 2 and value[1] is None:
        return Period(_day(value[0]))
    return _period(value)


def _number(digits: str) -> object:
    return int(digits) if len(digits) <= LONGEST_NUMBER else _Other()


def _no_constant(_name: str) -> object:
    raise NotJSON("NaN and infinity are no JSON")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Senseless("A fact is given twice.")
    return made
