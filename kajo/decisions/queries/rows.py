"""What do pages about decisions show? Plain rows, opened for one answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kajo.bridges.letters import Letter, Unprintable
from kajo.clients.queries import Profile, Wish
from kajo.clients.terms import Tongue
from kajo.decisions.terms import (
    Anew,
    AppealState,
    Correction,
    CourtOutcome,
    DecisionKind,
    HearingSkip,
    HearingWay,
    LetterRole,
    LetterWish,
    Recipient,
    ServedBy,
    State,
)
from kajo.law.finding import Finding


@dataclass(frozen=True, slots=True)
class Made:
    """A letter that was made: which one, in which language, when."""

    role: LetterRole
    language: Tongue | str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Served:
    """How the decision reached its party, and what follows from it."""

    recipient: Recipient
    served_by: ServedBy
    sent_on: date
    received: Finding[date]
    appeal_ends: Finding[date | None]
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """One hearing of the party: the question with the last day of the reply, or why it was left out."""

    way: HearingWay | None
    asked_on: date | None
    reply_by: date | None
    question: str
    replied_on: date | None
    reply: str
    skipped: HearingSkip | None
    reason: str
    made_by: str
    made_at: datetime

    @property
    def waits(self) -> bool:
        """Tell whether a reply may still come."""
        return self.asked_on is not None and self.replied_on is None


@dataclass(frozen=True, slots=True)
class Appealed:
    """One appeal against the decision, and what became of it."""

    id: UUID
    edition: int
    state: AppealState
    arrived_on: date
    is_left_here: bool
    in_time: Finding[bool] | None
    claims: str
    forwarded_on: date | None
    statement: str
    outcome: CourtOutcome | None
    answered_on: date | None
    court_record: str
    answer: str
    final_on: date | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a letter's text: a heading, or the lines below one."""

    text: str
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter as it reads before it is typeset: the same words in the same order."""

    role: LetterRole
    language: str
    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """Give the words of the letter."""
        return "\n\n".join(each.text for each in self.passages)


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule that a decision is judged by, by its name in the lawbook, and the day whose law counts."""

    rule: str
    on: date


@dataclass(frozen=True, slots=True)
class Other:
    """The decision that this one corrects, or by which it is corrected; no day for a draft.

    `anew` tells how that one decides its matter anew, None where it corrects words or nothing.
    """

    id: UUID
    reference: str
    decided_on: date | None
    is_draft: bool
    anew: Anew | None


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of a decision shows.

    `unprintable` is why a letter of a draft could not be printed; a signed decision without all its `letters` waits
    for the worker (`awaits_letters`). `person` and `wishes` tell how the party may be reached; without a person yet,
    `person` is None.
    """

    id: UUID
    edition: int
    reference: str
    kind: DecisionKind
    state: State
    matter: UUID
    language: Tongue | str
    explained_in: Tongue | str
    party: str
    person: Profile | None
    wishes: tuple[Wish, ...]
    reasons: str
    prepared_by: str
    prepared_at: datetime
    signed_by: str
    signed_at: datetime | None
    decided_on: date | None
    is_signed_alone: bool
    alone_reason: str
    is_as_recorded: bool
    judged_by: tuple[Judged, ...]
    blocking: tuple[Finding[bool], ...]
    appeal: Finding[bool]
    letters: tuple[Made, ...]
    awaits_letters: bool
    services: tuple[Served, ...]
    previews: tuple[Preview, ...]
    unprintable: Unprintable | None
    unserved: tuple[Recipient, ...]
    letters_wish: LetterWish
    is_limited: bool
    hearing: Finding[bool]
    is_heard: Finding[bool]
    hearings: tuple[Asked, ...]
    appeals: tuple[Appealed, ...]
    corrects: Other | None
    corrected_by: Other | None
    correction: Correction | None
    may_correct: bool
    may_decide_anew: bool
    may_sign: bool
    may_annul: bool
    may_serve: bool
    may_read_letters: bool
    may_hear: bool
    may_reply: bool
    may_skip_hearing: bool
    may_appeal: bool
    may_forward: bool
    may_answer: bool
    may_close: bool

    @property
    def is_draft(self) -> bool:
        """Tell whether it is still to be signed."""
        return self.state is State.DRAFT

    @property
    def is_removed(self) -> bool:
        """Tell whether another decision has taken its place, since it was faulty."""
        return self.corrected_by is not None and not self.corrected_by.is_draft and self.corrected_by.anew is not None

    @property
    def served(self) -> Served | None:
        """The service that counts, the last one received; None before the decision was served."""
        return max(self.services, key=lambda each: each.received.outcome) if self.services else None


@dataclass(frozen=True, slots=True)
class ToMake:
    """A letter of a signed decision that was not made yet."""

    role: LetterRole
    language: str
    letter: Letter


@dataclass(frozen=True, slots=True)
class File:
    """A letter as a file; its name is the record number and holds nothing about a person."""

    name: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Given:
    """A delegation: whose, for which kinds of decision, from when until when, given by whom, and ended by whom.

    `is_over` tells whether it does not hold any more, because its day has come or because it was ended.
    """

    id: UUID
    staff: str
    title: str
    kinds: tuple[DecisionKind, ...]
    from_on: date
    until_on: date | None
    given_by: str
    given_at: datetime
    ended_by: str
    ended_at: datetime | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who may be given a delegation."""

    id: UUID
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Delegations:
    """All delegations, the newest first, and those who may be given one."""

    given: tuple[Given, ...]
    officials: tuple[Official, ...]
