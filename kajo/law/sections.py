"""How is a place in an act named and quoted?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

REFERENCE = re.compile(
    r"(?:(?P<chapter>\d+):)?(?P<number>\d+)(?: (?P<letter>[a-z]))?(?:\.(?P<sub>\d+))?(?:\((?P<point>\d+)\))?"
)
JOINED = {"en": " and ", "fi": " ja ", "sv": " och "}


class UnknownSection(LookupError):
    """This act or section is not among those that were read."""


@dataclass(frozen=True)
class Says:
    """What a section says, since which day (None: longer than anything we apply it to) and until which (exclusive).

    `source` is filled where text, number or dates are still to be confirmed, and says where they were taken from.
    """

    gist: str
    since: date | None = None
    until: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Section:
    """One place in one act."""

    act: Act
    ref: str
    says: Says = field(compare=False)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The section itself: it is the simplest basis."""
        return (self,)

    @property
    def source(self) -> str:
        """Where the section was taken from if its text is to confirm, else empty."""
        return self.says.source

    def place(self, language: str = "en") -> str:
        """Give the place within the act as lawyers of that language (en, fi, sv) write it."""
        found = REFERENCE.fullmatch(self.ref)
        assert found is not None, self.ref
        chapter, number, letter, sub, point = found.group("chapter", "number", "letter", "sub", "point")
        if self.act.by_article:
            return _article(f"{number}{letter or ''}", sub, language)
        if language == "en":
            before = f"ch. {chapter} " if chapter else ""
            return f"{before}s. {number}{letter or ''}" + "".join(f"({part})" for part in (sub, point) if part)
        before = f"{chapter} {'luku' if language == 'fi' else 'kap.'} " if chapter else ""
        last = "kohta" if language == "fi" else "punkten"
        parts = [f"{before}{number}{' ' + letter if letter else ''} §"]
        parts += [f"{sub} mom."] if sub else []
        parts += [f"{point} {last}"] if point else []
        return " ".join(parts)

    def cite(self, language: str = "en") -> str:
        """Quote the section with its act."""
        return f"{self.act.name(language)}, {self.place(language)}"

    def __str__(self) -> str:
        return _with_source(self.cite(), self.source)


@dataclass(frozen=True)
class Basis:
    """Several sections that carry a finding together, and what about it is still to be confirmed by a lawyer."""

    sections: tuple[Section, ...] = ()
    note: str = ""

    @property
    def source(self) -> str:
        """Where the unconfirmed part was taken from; empty if all of it was read in the law."""
        return "; ".join(dict.fromkeys(text for text in (*(s.source for s in self.sections), self.note) if text))

    @classmethod
    def to_confirm(cls, source: str, *sections: Section) -> Basis:
        """Rest a finding on something no lawyer has confirmed, and say where it was taken from."""
        if not source:
            raise ValueError("What is to confirm names its source.")
        return cls(sections, source)

    def cite(self, language: str = "en") -> str:
        """Quote the sections, those of one act together."""
        acts = list(dict.fromkeys(section.act for section in self.sections))
        return "; ".join(
            f"{act.name(language)}, {_listed([s.place(language) for s in self.sections if s.act is act], language)}"
            for act in acts
        )

    def __str__(self) -> str:
        return _with_source(self.cite(), self.source)


@dataclass(frozen=True, eq=False)
class Act:
    """An act or decree we apply: names, number, where its text is, and when we read it.

    `read_on` is the day of reading, `followed_until` how far the copy that was read followed amendments. A treaty or
    directive is quoted `by_article`.
    """

    en: str
    fi: str
    sv: str
    number: str
    link: str
    read_on: date
    followed_until: str
    contents: Mapping[str, Says]
    by_article: bool = False

    def section(self, ref: str) -> Section:
        """Give a section of this act. Raises UnknownSection if it is not among those that were read."""
        if ref not in self.contents:
            raise UnknownSection(f"{self.en} {self.number}, {ref}")
        return Section(self, ref, self.contents[ref])

    def name(self, language: str = "en") -> str:
        """Give the short name with the number, in en, fi or sv."""
        return {"en": self.en, "fi": self.fi, "sv": self.sv}[language] + " " + self.number

    def __repr__(self) -> str:
        return f"<{self.name()}>"

    def __iter__(self) -> Iterator[Section]:
        return (self.section(ref) for ref in self.contents)


def _article(number: str, paragraph: str | None, language: str) -> str:
    if language == "fi":
        return f"{number} artiklan {paragraph} kohta" if paragraph else f"{number} artikla"
    if language == "sv":
        return f"artikel {number}.{paragraph}" if paragraph else f"artikel {number}"
    return f"art. {number}({paragraph})" if paragraph else f"art. {number}"


def _listed(places: list[str], language: str) -> str:
    *first, last = places
    return JOINED[language].join([", ".join(first), last]) if first else last


def _with_source(quotation: str, source: str) -> str:
    if not source:
        return quotation
    return f"{quotation}; to confirm ({source})" if quotation else f"to confirm ({source})"
