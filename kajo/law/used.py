"""Which values of the law does a rule use, and by which ones was something judged?"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from types import CodeType
from typing import Any

from kajo.law.sections import Basis, Section
from kajo.law.terms import Dated, Period, Term


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the law that a rule uses, under the name it has in the code, and the days on which the law knew it."""

    name: str
    value: Any
    from_on: date | None = None
    until_on: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Tell whether the law knew it on that day."""
        return on in Period(self.from_on or date.min, self.until_on)


def named(function: Callable[..., Any]) -> str:
    """Give the name of a rule: its room and its function, as the command line calls it."""
    inner = inspect.unwrap(function)
    return f"{inner.__module__.split('.')[1]}.{inner.__name__}"


def judged_by(functions: Iterable[Callable[..., Any]], on: date) -> list[dict[str, Any]]:
    """Write down by which rules something was judged on a day, with the values that were in force, as plain words.

    What is written here stays when a rule gets a newer value: it is what the rule knew on that day.
    """
    return [
        {
            "rule": named(each),
            "values": {one.name: _plainly(one.value) for one in values(each) if one.is_in_force(on)},
        }
        for each in functions
    ]


def values(function: Callable[..., Any]) -> tuple[Value, ...]:
    """Give the values of the law that a rule uses, itself or through other functions of ours, in the order of names.

    They are found by the names the code reads, so a value that is used cannot be left out of the list.
    """
    found: dict[tuple[str, date | None], Value] = {}
    for name, thing in _read_by(function, set()):
        for each in _dated(name, thing):
            found[each.name, each.from_on] = each
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[0], key[1] or date.min)))


def _plainly(value: object) -> str:
    if isinstance(value, Term):
        length = {"days": value.days, "months": value.months, "years": value.years}
        return next(f"{number} {unit}" for unit, number in length.items() if number)
    if isinstance(value, Section | Basis):
        return value.cite("en")
    return str(value)


def _read_by(function: Callable[..., Any], seen: set[object]) -> Iterator[tuple[str, Any]]:
    """Give what a function reads of its module, and what the functions of ours that it calls read of theirs."""
    inner = inspect.unwrap(function)
    code = getattr(inner, "__code__", None)
    if code is None or inner in seen or not inner.__module__.startswith("kajo."):
        return
    seen.add(inner)
    for name in _names(code):
        thing = inner.__globals__.get(name)
        if inspect.isroutine(thing) or hasattr(thing, "__wrapped__"):
            yield from _read_by(thing, seen)
        elif thing is not None:
            yield name, thing


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _names(each)


def _dated(name: str, thing: object) -> Iterator[Value]:
    if isinstance(thing, Term):
        starts = [section.says.since for section in thing.basis.sections if section.says.since]
        ends = [section.says.until for section in thing.basis.sections if section.says.until]
        yield Value(name, thing, max(starts, default=None), min(ends, default=None))
    elif isinstance(thing, tuple):
        for each in thing:
            if isinstance(each, Dated):
                yield Value(name, each.value, each.from_on, each.until_on)
