"""What is a rule to somebody outside: its facts, how to ask it, how to show what it finds?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kajo.law.acts import Basis, cited
from kajo.law.finding import Finding, Senseless, Word
from kajo.lawbook.terms import Fact, facts_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule as the outside knows it: its name, the facts it asks for, how to ask it and how to show its outcome."""

    name: str
    rule: Callable[..., Finding[Any]]
    facts: tuple[Fact, ...]
    ask: Callable[[dict[str, Any]], Finding[Any]]
    show: Callable[[Any], object]

    @property
    def basis(self) -> Basis:
        """The legal basis the rule's docstring names."""
        return cited(self.rule.__doc__ or "")[0]

    @property
    def table(self) -> str:
        """The path of the rule's table."""
        return cited(self.rule.__doc__ or "")[1]


def ask(entry: Entry, given: object) -> Finding[Any] | Senseless:
    """Ask a rule about what was given: its finding, or the complaint about facts that make no sense."""
    try:
        return entry.ask(facts_of(entry.facts, given))
    except Senseless as complaint:
        return complaint


def written(entry: Entry, answered: Finding[Any] | Senseless) -> dict[str, object]:
    """Write an answer for other programs: outcome, basis and reason, or the complaint."""
    if isinstance(answered, Senseless):
        return {"error": str(answered)}
    return {"outcome": entry.show(answered.outcome), "basis": str(answered.basis), "because": answered.because}


def answer(entry: Entry, given: object) -> dict[str, object]:
    """Run a rule on what one line gave, and write the answer for other programs."""
    return written(entry, ask(entry, given))


def plainly(found: bool) -> object:
    """Show yes or no."""
    return found


def word_or_none(found: Word | None) -> object:
    """Show a word, or null."""
    return found.value if found else None


def day_or_null(found: date | None) -> object:
    """Show a day, or null."""
    return found.isoformat() if found else None
