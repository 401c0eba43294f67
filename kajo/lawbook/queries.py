"""What does the law say that we apply, on a day, and what does a rule answer to facts that somebody tries?

Rules hold nothing about anybody. What is tried is read, answered and forgotten: no event, no row and no line of a log
holds a fact or an outcome.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.content import queries as content
from kajo.content.terms import Headline, Passage, Text
from kajo.law.acts import Basis, Section
from kajo.law.finding import Finding, Senseless
from kajo.law.rights import RIGHTS, Right
from kajo.lawbook import index, rulebook
from kajo.lawbook.index import Cases, Rule, Value
from kajo.lawbook.terms import Fact

LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True, slots=True)
class Said:
    """The plain words of a rule or a right: title and passages, and of which text they are a part."""

    title: str
    passages: tuple[Passage, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Known:
    """A value of the law under its name: what was in force on the day (None if that is not known), and all rows."""

    name: str
    in_force: Value | None
    rows: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A rule as a page shows it. `words` is None while nobody has written any; `tells` is then all there is.

    `sections` come with whether the wording we have read was in force on the day. `is_known` is false if none was, or
    if a value of the day is not known.
    """

    name: str
    tells: str
    words: Said | None
    basis: Basis
    sections: tuple[tuple[Section, bool], ...]
    values: tuple[Known, ...]
    is_known: bool
    cases: Cases | None = None
    facts: tuple[Fact, ...] | None = None

    @property
    def room(self) -> str:
        """The room the rule stands in."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Tried:
    """What a rule answered: a finding or a complaint, and the line the command line would have written."""

    finding: Finding[Any] | None
    complaint: Senseless | None
    line: str


@dataclass(frozen=True, slots=True)
class ShownRight:
    """A right in plain words, with the sections that carry it and where it comes from."""

    right: Right
    words: Said


@reading(Verb.LAW_VIEW)
def rules(actor: Actor, _: None = None, /, *, on: date, language: str) -> tuple[Shown, ...]:
    """Give every rule of every room, in the order of names, with what was in force on the day. No database is asked."""
    return tuple(_shown(each, on, language) for each in index.known())


@reading(Verb.LAW_VIEW)
def rule(actor: Actor, _: None = None, /, *, name: str, on: date, language: str) -> Shown:
    """Give one rule with its whole table and the facts it asks for. Raises NotFound for a name that is none.

    `facts` is None for a rule that is asked only from within.
    """
    found = index.rule(name)
    if found is None:
        raise NotFound
    entry = rulebook.RULEBOOK.get(name)
    return _shown(found, on, language, cases=index.cases(found.law[1]), facts=entry.facts if entry else None)


@reading(Verb.LAW_VIEW)
def tried(actor: Actor, _: None = None, /, *, name: str, given: Mapping[str, object]) -> Tried:
    """Ask a rule about facts, written as a line of JSON holds them, and keep nothing of them.

    Facts that make no sense give a complaint and no refusal: nothing was refused to anybody. Raises NotFound for a
    rule that is none, or that is asked only from within.
    """
    entry = rulebook.RULEBOOK.get(name)
    if entry is None:
        raise NotFound
    answered = rulebook.ask(entry, given)
    line = json.dumps(rulebook.written(entry, answered), ensure_ascii=False)
    if isinstance(answered, Senseless):
        return Tried(None, answered, line)
    return Tried(answered, None, line)


@reading(Verb.LAW_VIEW)
def rights(actor: Actor, _: None = None, /, *, language: str) -> tuple[ShownRight, ...]:
    """Give the rights of a client in plain words, each with its sections and its international source."""
    text = content.text("rights/rights", _written_in(language))
    return tuple(ShownRight(each, _said(text, each.name)) for each in RIGHTS)


def _shown(
    found: Rule, on: date, language: str, cases: Cases | None = None, facts: tuple[Fact, ...] | None = None
) -> Shown:
    basis = found.law[0]
    sections = tuple((section, index.in_force_on(section, on)) for section in basis.sections)
    values = _values(found, on)
    return Shown(
        name=found.name,
        tells=found.tells,
        words=_words(found, _written_in(language)),
        basis=basis,
        sections=sections,
        values=values,
        is_known=all(each.in_force for each in values) and (not sections or any(known for _, known in sections)),
        cases=cases,
        facts=facts,
    )


def _values(found: Rule, on: date) -> tuple[Known, ...]:
    by_name: dict[str, list[Value]] = {}
    for each in index.values(found.function):
        by_name.setdefault(each.name, []).append(each)
    return tuple(
        Known(name, next((each for each in rows if each.is_in_force(on)), None), tuple(rows))
        for name, rows in by_name.items()
    )


def _words(found: Rule, language: str) -> Said | None:
    try:
        return _said(content.text(f"law/{found.room}", language), found.function.__name__)
    except LookupError:
        return None


def _said(text: Text, part: str) -> Said:
    first, *rest = text.parts[part]
    assert isinstance(first, Headline), f"{text.block}.{text.language}: {part} begins with its title"
    return Said(first.words, tuple(rest), text)


def _written_in(language: str) -> str:
    return language if language in LANGUAGES else "en"
