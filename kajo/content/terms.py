"""The words of texts: what a text is, where it came from, and which passages it has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kajo.law.acts import COURT_PROCEDURE_ACT, Basis
from kajo.law.finding import N_ as _
from kajo.law.finding import Word
from kajo.law.terms import Dated

PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Court(Word):
    """An administrative court (hallinto-oikeus) that an appeal may be sent to."""

    HELSINKI = "helsinki", _("Helsinki Administrative Court")


# Which court appeal instructions name. The act points to the court of the appellant's home, and to Helsinki for those
# without one. One court for all keeps a person's region out of the letter, and a court that was wrongly named passes
# the appeal on (808/2019 s. 17 as enacted).
APPEAL_COURT = (Dated(Court.HELSINKI, date(2020, 1, 1)),)
APPEAL_COURT_BASIS = Basis.to_confirm(
    "which court hears the appeals in practice",
    COURT_PROCEDURE_ACT.section("10.3"),
    COURT_PROCEDURE_ACT.section("10.5"),
)


class Hard(Word):
    """What may be hard to read in a text."""

    LONG_SENTENCE = "long_sentence", _("a long sentence")
    LONG_WORD = "long_word", _("a long word")
    OFFICIALESE = "officialese", _("a word of offices")
    PASSIVE = "passive", _("many passives: say who does it")
    NO_NEXT_STEP = "no_next_step", _("it does not say what happens next")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that may be hard to read, with the words it is about."""

    hard: Hard
    words: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """A heading within a text."""

    words: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of a text."""

    words: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list in a text."""

    items: tuple[str, ...]


Passage = Headline | Prose | Bullets


@dataclass(frozen=True, slots=True)
class Text:
    """One block of text in one language, with who answers for it.

    `parts` holds its named parts; a text without named parts has one, called "". `source` says what it rests on, in
    the form of a rule's docstring. Without `reviewed_by` it is a draft, and whoever shows it says so.
    """

    block: str
    language: str
    owner: str
    source: str
    review_by: date
    reviewed_by: str
    reviewed_on: date | None
    parts: Mapping[str, tuple[Passage, ...]]

    @property
    def is_draft(self) -> bool:
        """Tell whether nobody with a name has reviewed it."""
        return not self.reviewed_by

    def is_stale(self, on: date) -> bool:
        """Tell whether its review was due before that day."""
        return self.review_by < on

    @property
    def placeholders(self) -> frozenset[str]:
        """The names of the values it waits for."""
        return frozenset(
            name
            for passages in self.parts.values()
            for one in passages
            for text in _words(one)
            for name in PLACEHOLDER.findall(text)
        )


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions of a set that belong together, by their codes, under a title."""

    title: str
    lead: str
    questions: Mapping[str, str]


def _words(passage: Passage) -> tuple[str, ...]:
    return passage.items if isinstance(passage, Bullets) else (passage.words,)
