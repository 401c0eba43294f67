"""What do pages about cases show? Plain rows, opened for one answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kajo.access.verbs import Verb
from kajo.cases.queries.periods import Granted
from kajo.cases.terms import ChildFound, Organiser, ReflectionDeed, State, Step
from kajo.clients.queries import Profile, Related, Wish
from kajo.clients.terms import ClientCategory
from kajo.decisions.queries import Preview
from kajo.decisions.terms import REFLECTION, UNSIGNED, DecisionKind
from kajo.decisions.terms import State as DecisionState
from kajo.facts.terms import Form, Place
from kajo.law.finding import Finding
from kajo.law.municipalities import County, Municipality
from kajo.law.sections import Basis, Section
from kajo.work.queries import Clocked

DEEDS_OF_REFLECTION = {
    DecisionKind.REFL_GRANT: ReflectionDeed.GRANT,
    DecisionKind.REFL_EXTEND: ReflectionDeed.EXTEND,
    DecisionKind.REFL_INTERRUPT: ReflectionDeed.INTERRUPT,
}


@dataclass(frozen=True, slots=True)
class Child:
    """A child of the client with a case of its own."""

    case: UUID
    reference: str
    name: str
    born_on: date | None
    opened_on: date
    is_open: bool


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a client stood in Finland: what the organiser follows from.

    `code` is that of the municipality of residence, empty for none; `municipality` is known where its table is.
    """

    code: str
    municipality: Municipality | None
    asylum_seeker: bool
    temporary_protection: bool


@dataclass(frozen=True, slots=True)
class Organised:
    """Who organises the services during a period, by which section and why; the standing it follows from.

    `place` is the county, or the municipality on Åland, where its table is known. What was recorded before the rule
    is known has no section.
    """

    organiser: Organiser
    place: County | Municipality | None
    basis: Section | Basis | None
    because: str
    from_on: date
    until_on: date | None
    stood: Stood
    is_as_recorded: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in the case's list."""

    key: UUID
    reference: str
    kind: DecisionKind
    state: DecisionState
    decided_on: date | None
    is_as_recorded: bool
    received_on: date | None
    appeal_ends_on: date | None
    told_on: date | None = None
    is_correction: bool = False

    @property
    def _waits(self) -> bool:
        # A correction is signed on its own page, and changes nothing else.
        return self.state is DecisionState.DRAFT and not self.is_correction

    @property
    def is_reflection_draft(self) -> bool:
        """Tell whether it is on a reflection period and waits for its signature."""
        return self.kind in REFLECTION and self._waits

    @property
    def reflection_deed(self) -> ReflectionDeed:
        """Tell what a decision on a reflection period does with it."""
        return DEEDS_OF_REFLECTION[self.kind]

    @property
    def is_told_to_police(self) -> bool:
        """Tell whether it is one of which the police are told; `told_on` is the day on which they were."""
        return self.kind in REFLECTION and self.state not in UNSIGNED and not self.is_as_recorded

    @property
    def is_childs_draft(self) -> bool:
        """Tell whether it is the admission of a client's child that waits for its signature."""
        return self.kind is DecisionKind.ADMIT_35_3 and self._waits

    @property
    def is_removal_draft(self) -> bool:
        """Tell whether it is the removal of the client that waits for its signature."""
        return self.kind is DecisionKind.REMOVE and self._waits


@dataclass(frozen=True, slots=True)
class Group:
    """The team that the case belongs to; `until_on` is the first day without it, where that is known."""

    name: str
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who has the case, and since when."""

    key: UUID
    name: str
    title: str
    since: date


@dataclass(frozen=True, slots=True)
class Period:
    """A category and the days it held; `until_on` is exclusive, empty while it holds."""

    category: ClientCategory
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history: when, what, and of which; or of whom, where the words are a name.

    `place` is the county or municipality that the words are about, where it is known.
    """

    on: date
    what: Step
    words: str
    note: str = ""
    is_name: bool = False
    place: County | Municipality | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of a case shows. Everything personal in it was opened for this one answer.

    `category` is the client's of today; `may` holds the deeds that the reader may do to this case now, rights and
    state together.
    """

    key: UUID
    edition: int
    reference: str
    state: State
    ground: DecisionKind
    section: Section
    category: ClientCategory
    opened_on: date
    removed_on: date | None
    removal_ground: str
    main_form: Form | None
    exploited_in: Place | None
    office: int
    office_names: Mapping[str, str]
    is_as_recorded: bool
    parent: UUID | None
    person: Profile
    wishes: tuple[Wish, ...]
    relations: tuple[Related, ...]
    organisers: tuple[Organised, ...]
    decisions: tuple[Decided, ...]
    categories: tuple[Period, ...]
    team: Group | None
    people: tuple[Member, ...]
    children: tuple[Child, ...]
    history: tuple[Entry, ...]
    may: frozenset[Verb]
    periods: tuple[Granted, ...] = ()
    clocks: tuple[Clocked, ...] = ()
    is_risk_stale: bool = False

    @property
    def reflection_draft(self) -> Decided | None:
        """The draft on a reflection period that waits, None without one."""
        return next((each for each in self.decisions if each.is_reflection_draft), None)

    @property
    def organised(self) -> Organised | None:
        """The organiser of today, None where no standing was recorded yet."""
        return next((each for each in self.organisers if each.until_on is None), None)


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works cases today."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """A drafted admission of a child, to be read before it is signed; `right` tells whether the reader may decide."""

    id: UUID
    reference: str
    name: str
    previews: tuple[Preview, ...]
    found: tuple[ChildFound, ...]
    reasons: str
    language: str
    prepared_by: str
    is_mine: bool
    right: Finding[bool]
    waits: bool
    blocking: tuple[Finding[bool], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One case in a list. `category` is the client's of today."""

    key: UUID
    reference: str
    name: str
    category: ClientCategory
    state: State
    opened_on: date
    office: int
    county: str


@dataclass(frozen=True, slots=True)
class Lines:
    """A stretch of a list, newest first; `next` is the key to go on from, None at the end."""

    lines: tuple[Line, ...]
    next: str | None
