"""What is a letter made of?

Every word of a letter is given to it: the layout adds page numbers, list marks and nothing else. A letter has one
language, which the file names too, so that a screen reader speaks it rightly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Which layout the letter has."""

    DECISION = "decision"
    EXPLANATION = "explanation"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. A line break in it stays one; a value from outside is wrapped by `isolated`."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list, with dots or with numbers."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts with their names, one below the other: who the decision is about, for instance."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading above each column."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if not self.header or any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("Every row of a table has a cell for each heading.")


@dataclass(frozen=True, slots=True)
class Provisions:
    """The sections of law a decision rests on, one a line."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the party may ask (434/2003 s. 44), with ways to reach this person."""

    name: str
    office: str
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, each with name and office, and how."""

    signers: tuple[tuple[str, str], ...]
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A short text in a frame, for what nobody may miss."""

    text: str


Block = Paragraph | Heading | Points | Facts | Table | Provisions | Contact | Signature | Note


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the letter under its heading. One that stands `apart` starts a page, as appeal instructions do."""

    heading: str
    blocks: tuple[Block, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Authority:
    """Who sends the letter. The name stands in the file's metadata too, so it is the neutral one."""

    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole letter.

    `title` and `record` (label and number) are the only words, beside the authority's name, that reach the metadata of
    the file: neither holds anything about a person. `dated` holds the label of the date. `recipient` stays empty when
    the letter is handed over. `marks` are words of secrecy; `notices` come first of all, such as the one of a draft.
    """

    kind: Kind
    language: str
    title: str
    record: tuple[str, str]
    date: date
    dated: str
    authority: Authority
    sections: tuple[Section, ...]
    recipient: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not all(word.strip() for word in (self.language, self.title, self.record[1], self.authority.name)):
            raise ValueError("A letter has a language, a title, a record number and an authority.")
