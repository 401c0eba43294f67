"""What do pages about referrals show? Plain rows, opened for one answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kajo.cases.terms import ChildHeard
from kajo.clients.terms import Tongue
from kajo.decisions.terms import DecisionKind
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding
from kajo.referrals.terms import (
    OPEN_STATES,
    AgeBand,
    Answer,
    Authority,
    Completeness,
    ConsentGiver,
    ConsentItem,
    ConsentWay,
    Found,
    Guardian,
    Hears,
    Lapse,
    Missing,
    Path,
    Referrer,
    State,
)
from kajo.vault.passages import Piece
from kajo.work.queries import Clocked

ENDED = frozenset({State.WITHDRAWN, State.LAPSED, State.TRANSFERRED})
MINUTE = 60
ANOTHER_SIGNS = _("Whoever prepared a decision does not sign it.")
CHILD_IS_HEARD_FIRST = _("Record first what the child says and what is in the child's best interest.")
ANOTHER_PREPARES = _("Somebody else prepares the draft first.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list goes on: after the referral with these values; `place` is its group (`work.queries.queue_place`)."""

    place: int
    received_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Line:
    """One referral in the queue. No body of it is opened."""

    id: UUID
    reference: str
    state: State
    received_at: datetime
    decided_on: date | None
    is_urgent: bool
    age_band: AgeBand
    missing: tuple[Missing, ...]
    is_prepared: bool
    clocks: tuple[Clocked, ...]

    @property
    def is_of_a_child(self) -> bool:
        """Tell whether the person is known to be a child."""
        return self.age_band in (AgeBand.FROM_15, AgeBand.UNDER_15)

    @property
    def ended_on(self) -> date | None:
        """The day on which it ended without a decision."""
        return self.decided_on if self.state in ENDED else None


@dataclass(frozen=True, slots=True)
class Queue:
    """A stretch of the queue and, where it goes on, the place to go on from."""

    lines: tuple[Line, ...]
    next: Place | None


@dataclass(frozen=True, slots=True)
class Said:
    """One item of consent as it was recorded."""

    id: UUID
    item: ConsentItem
    giver: ConsentGiver
    is_given: bool
    is_withdrawn: bool
    how: ConsentWay
    language: Tongue | str
    interpreter: str
    given_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, by whom and until when; `ended_at` is empty while it is waited for."""

    wanted: tuple[Missing, ...]
    words: tuple[Piece, ...]
    until_on: date
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A former answer; `words` is empty where nothing was told, None where it is not shown here."""

    what: Answer
    words: str | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Prepared:
    """The decision on the referral, drafted or signed."""

    id: UUID
    reference: str
    kind: DecisionKind
    state: str
    language: Tongue | str
    explained_in: Tongue | str
    reasons: str
    found: tuple[Found, ...]
    prepared_by: str
    prepared_at: datetime
    is_mine: bool
    signed_by: str


@dataclass(frozen=True, slots=True)
class Expected:
    """When a party was told to expect the decision."""

    on: date
    words: tuple[Piece, ...]
    told_by: str
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Ended:
    """How a referral ended without a decision; what its way of ending does not ask for is None."""

    how: State
    ended_on: date
    said_by: ConsentGiver | None
    way: ConsentWay | None
    told_at: datetime | None
    reason: Lapse | None
    sent_to: Authority | None
    is_sender_told: bool | None
    is_told_along: bool | None
    words: tuple[Piece, ...]
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Reopened:
    """A refusal that was annulled: which, by which decision of a court or which correction of ours, and why."""

    annulled: UUID
    record: str
    court_reference: str
    court_decided_on: date | None
    correction: UUID | None
    correction_record: str
    reason: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do with this referral now: rights, and the states they ask for."""

    amend: bool
    hear_child: bool
    identify: bool
    check_known: bool
    consent: bool
    assess: bool
    supplement: bool
    propose: bool
    admit: bool
    assign: bool
    reveal: bool
    propose_refusal: bool
    refuse: bool
    estimate: bool
    withdraw: bool
    lapse: bool
    transfer: bool
    withdraw_consent: bool
    facts: bool
    exchange: bool
    suspect: bool

    @property
    def end(self) -> bool:
        """Tell whether the reader may end it without a decision in one way or another."""
        return self.withdraw or self.lapse or self.transfer


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of a referral shows. Where the person is, is not in it.

    `right` tells whether the reader is one who decides on what lies ready, or on one of the grounds where nothing does.
    """

    id: UUID
    edition: int
    reference: str
    state: State
    path: Path
    referrer_kind: Referrer
    received_at: datetime
    received_by: str
    recorded_at: datetime | None
    decided_on: date | None
    is_urgent: bool
    age_band: AgeBand
    guardian: Guardian | None
    is_in_finland: bool | None
    name: str
    language: Tongue | str
    born_on: str
    personal_code: str
    client_number: str
    phone: str
    reach: str
    has_whereabouts: bool
    account: str
    account_pieces: tuple[Piece, ...]
    need: str
    need_pieces: tuple[Piece, ...]
    completeness: Finding[Completeness]
    ripeness: Finding[bool]
    consents: tuple[Said, ...]
    supplements: tuple[Asked, ...]
    formers: tuple[Earlier, ...]
    reopened: tuple[Reopened, ...]
    ended: Ended | None
    expected: tuple[Expected, ...]
    asking_guardian: Finding[bool]
    hears: Finding[Hears]
    clocks: tuple[Clocked, ...]
    is_consent_gone: bool
    child_heard: ChildHeard | None
    is_drafted: bool
    prepared: Prepared | None
    case: UUID | None
    right: Finding[bool]
    may: May

    @property
    def is_child(self) -> bool:
        """Tell whether the person is known to be a child."""
        return self.age_band in (AgeBand.FROM_15, AgeBand.UNDER_15)

    @property
    def is_child_unheard(self) -> bool:
        """Tell whether a child's own view is not recorded yet."""
        return self.is_child and self.child_heard is None

    @property
    def is_identified(self) -> bool:
        """Tell whether there is something by which the person may be looked up."""
        return bool(self.personal_code or self.client_number)

    @property
    def needs_representative(self) -> bool:
        """Tell whether a child has a guardian who may not be asked, or none."""
        return self.guardian in (Guardian.SUSPECTED, Guardian.MISSING) and self.age_band is not AgeBand.ADULT

    @property
    def is_noted_later(self) -> bool:
        """Tell whether it was recorded on a later minute than it came."""
        return self.recorded_at is not None and (self.recorded_at - self.received_at).total_seconds() >= MINUTE

    @property
    def is_waiting(self) -> bool:
        """Tell whether the referral still waits for its decision."""
        return self.state in OPEN_STATES

    @property
    def waits_for(self) -> str:
        """Say in a sentence what the reader's signature waits for; empty if for nothing."""
        if not self.ripeness.outcome:
            return self.ripeness.because
        is_own = self.prepared is None or self.prepared.is_mine
        if not is_own and self.is_child_unheard:
            return CHILD_IS_HEARD_FIRST
        return ANOTHER_PREPARES if is_own and not self.is_urgent else ""

    @property
    def refusal_waits_for(self) -> str:
        """Say in a sentence what the signature under a refusal waits for; empty if for nothing."""
        if self.prepared is not None and self.prepared.is_mine:
            return ANOTHER_SIGNS
        return CHILD_IS_HEARD_FIRST if self.is_child_unheard else ""


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works cases today."""

    id: UUID
    name: str
