"""What do pages about a person show? Plain rows, opened for one answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kajo.access.verbs import Verb
from kajo.clients.terms import (
    Applicant,
    BirthPrecision,
    Channel,
    CitizenshipGroup,
    ClientCategory,
    DetailKind,
    Kinship,
    RepresentationEnd,
    RepresentationState,
    Sex,
    Tongue,
)


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish about being reached: by which channel, whether it is allowed, how, since when, and who noted it.

    `value` is the number or address it is about, empty for the channel as a whole. `is_old` tells that it was noted
    more than ninety days ago and wants to be checked, `is_adults` that it is the wish of a parent who is a client too,
    `is_overruled` that it is allowed here and forbidden by another wish that holds.
    """

    id: UUID
    channel: Channel
    is_allowed: bool
    value: str
    wish: str
    since: date
    by: str
    is_old: bool
    is_adults: bool
    superseded_at: datetime | None
    is_overruled: bool = False


@dataclass(frozen=True, slots=True)
class Represented:
    """The matter of a child's representative: who applied, what the child said, and what became of it."""

    id: UUID
    edition: int
    state: RepresentationState
    applicant: Applicant
    applied_on: date
    court: str
    child_view: str
    appointed_on: date | None
    ended_on: date | None
    ended_because: RepresentationEnd | None


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as their page shows them. Made of opened values, so it is never kept longer than the answer.

    `non_disclosure` says until when a non-disclosure for safety holds, None where there is none.
    """

    key: UUID
    edition: int
    reference: str
    name: str
    other_names: tuple[str, ...]
    born_on: date | None
    birth_precision: BirthPrecision
    sex: Sex
    citizenship_group: CitizenshipGroup
    citizenships: tuple[str, ...]
    languages: tuple[Tongue | str, ...]
    interpret_into: Tongue | str
    non_disclosure: str | None


@dataclass(frozen=True, slots=True)
class Related:
    """Who is parent, guardian or representative of the person; `adult` is the key of one who is a client too.

    `until_on` is exclusive; `holds` tells that it has not come yet.
    """

    id: UUID
    relation: Kinship
    name: str
    adult: UUID | None
    from_on: date
    until_on: date | None
    holds: bool


@dataclass(frozen=True, slots=True)
class Known:
    """One thing known of a person, as it was noted; `superseded_at` is empty while it holds."""

    id: UUID
    what: DetailKind
    text: str
    made_at: datetime
    superseded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Period:
    """A category and the days it held; `until_on` is exclusive, empty while it holds."""

    category: ClientCategory
    from_on: date
    until_on: date | None
    made_by: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that is known of a person, with what held before. `may` holds the deeds the reader may do."""

    person: Profile
    wishes: tuple[Wish, ...]
    former_wishes: tuple[Wish, ...]
    details: tuple[Known, ...]
    former_details: tuple[Known, ...]
    relations: tuple[Related, ...]
    categories: tuple[Period, ...]
    representations: tuple[Represented, ...]
    personal_code: str
    may: frozenset[Verb]

    @property
    def representation(self) -> Represented | None:
        """The matter of a representative that is open, None where none is."""
        return next((each for each in self.representations if each.state is not RepresentationState.ENDED), None)

    @property
    def category(self) -> Period | None:
        """The category of today, None where none was noted."""
        return next((each for each in self.categories if each.until_on is None), None)
