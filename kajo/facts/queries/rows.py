"""What do pages of what happened show? Plain rows, opened for one answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kajo.access.verbs import Verb
from kajo.clients.queries import Profile, Wish
from kajo.clients.terms import Tongue
from kajo.facts.terms import (
    About,
    Answer,
    Cancelling,
    Gender,
    InterviewState,
    Outcome,
    Present,
    Reliability,
    Reply,
    Set,
    Source,
    Wanted,
    What,
)
from kajo.vault.passages import Piece


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was told. `label` are the words of its code, empty where `value` is a country or a number."""

    id: UUID
    what: What
    answer: Answer
    value: str
    label: str
    is_main: bool
    from_on: str
    until_on: str
    is_about: bool
    goes_on: bool | None
    note: str
    pieces: tuple[Piece, ...]
    source: Source
    reliability: Reliability
    told_on: date | None
    recorded_by: str
    recorded_at: datetime
    superseded_by: str
    superseded_at: datetime | None
    reason: tuple[Piece, ...]

    @property
    def is_observation(self) -> bool:
        """Tell whether it is an observation of ours, which grounds no decision (615/2020, 7.3)."""
        return self.source is Source.SEEN


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet in a list: which set, in which version, when, by whom."""

    id: UUID
    kind: Set
    version: int
    asked_on: date
    asked_by: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it was asked, and its answer; a `heading` stands before the first one below it."""

    heading: str
    words: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Wished:
    """What a person wants of interpreters."""

    id: UUID
    wanted: Wanted
    words: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Talk:
    """An interview: its plan, and what came of it."""

    id: UUID
    edition: int
    state: InterviewState
    planned_at: datetime
    planned_by: str
    venue: tuple[Piece, ...]
    language: Tongue | str
    interpreter: str
    gender: Gender
    began_at: datetime | None
    ended_at: datetime | None
    breaks: int | None
    interpreted_from_at: datetime | None
    interpreted_until_at: datetime | None
    present: tuple[Present, ...]
    names: str
    outcome: Outcome | None
    account: tuple[Piece, ...]
    held_by: str
    cancelled_because: Cancelling | None
    cancelled_by: str
    cancelled_at: datetime | None
    words: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page of this room stands on: the matter, who the person is, and what the reader may do there.

    `person` is None before an admission, and for whoever may not see the client. `is_over`: the person has become a
    client, so what is told goes to the case.
    """

    about: About
    reference: str
    person: Profile | None
    safety: tuple[Wish, ...]
    wishes: tuple[Wished, ...]
    is_over: bool
    may: frozenset[Verb]


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that was told, asked and planned about a person, the first first; `formers` was taken back."""

    page: Page
    facts: tuple[Fact, ...]
    formers: tuple[Fact, ...]
    sheets: tuple[Filled, ...]
    talks: tuple[Talk, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A sheet as it was asked, in the language it was asked in."""

    page: Page
    kind: Set
    version: int
    language: str
    is_draft: bool
    asked: tuple[Asked, ...]
    note: tuple[Piece, ...]
    asked_on: date
    asked_by: str
