"""How does the written notice of a reflection period get the four parts that the law asks of it?

Purpose, start, length, and the possibility of interruption with its grounds (Aliens Act 301/2004, 52 c.3). A letter
without one of them cannot be made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kajo.bridges import letters
from kajo.content import queries as content
from kajo.content.terms import Text
from kajo.decisions.terms import REFLECTION, DecisionKind, Reflection, Words


class Incomplete(ValueError):
    """The notice lacks a part that the law asks for."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The four parts of the notice. Raises Incomplete where one says nothing."""

    purpose: tuple[letters.Block, ...]
    start: tuple[letters.Block, ...]
    length: tuple[letters.Block, ...]
    interruption: tuple[letters.Block, ...]

    def __post_init__(self) -> None:
        for part in PARTS:
            if not getattr(self, part):
                raise Incomplete(f"The notice of a reflection period has no part on its {part}.")


PARTS = ("purpose", "start", "length", "interruption")


def reflection_in(texts: Mapping[str, Any]) -> Reflection | None:
    """Read the days of a reflection period from the words of a decision, and why it is interrupted; None without."""
    from_on, until_on = texts.get("from_on"), texts.get("until_on")
    if not from_on or not until_on:
        return None
    return Reflection(date.fromisoformat(from_on), date.fromisoformat(until_on), str(texts.get("ground") or ""))


def values(said: Words, words: Mapping[str, str], language: str) -> dict[str, str]:
    """Give what the texts on a reflection period wait for; nothing for another decision. Raises Incomplete."""
    if said.kind not in REFLECTION:
        return {}
    its = said.reflection
    if its is None:
        raise Incomplete("The notice of a reflection period tells its start and its length.")
    told = {
        "from_on": letters.written_date(its.from_on, language),
        "last_on": letters.written_date(its.until_on - timedelta(days=1), language),
        "length": str((its.until_on - its.from_on).days),
    }
    if said.kind is not DecisionKind.REFL_INTERRUPT:
        return told
    if not its.ground:
        raise Incomplete("The notice of an interruption tells its ground.")
    return told | {
        "interrupted_on": letters.written_date(said.on, language),
        "ground": words[f"ground_{its.ground}"],
    }


def sections(
    kind: DecisionKind, own: Text, words: Mapping[str, str], told: Mapping[str, str]
) -> tuple[letters.Section, ...]:
    """Give the four parts as sections of the letter; none for another decision. Raises Incomplete."""
    if kind not in REFLECTION:
        return ()
    parts = {part: content.letter_blocks(own, part, **told) if part in own.parts else () for part in PARTS}
    notice = Notice(**parts)
    return tuple(letters.Section(words[f"reflection_{part}"], getattr(notice, part)) for part in PARTS)
