"""What is a planned person made of?

Words are those of the rooms where they have them. Days are legal days in Finland. A period runs from `from_on` until
`until_on`, which is the first day it no longer holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kajo.clients.terms import BirthPrecision, ClientCategory, Sex
from kajo.facts.terms import Form, Place
from kajo.referrals.terms import ConsentGiver, Ground, Guardian, Path

__all__ = [
    "BirthPrecision",
    "Case",
    "ClientCategory",
    "Consent",
    "ConsentGiver",
    "Exit",
    "Form",
    "Ground",
    "Guardian",
    "Law",
    "Organiser",
    "Outcome",
    "Path",
    "Person",
    "Place",
    "Referral",
    "Referrer",
    "Removal",
    "Representative",
    "Residence",
    "Sex",
    "Span",
    "Standing",
    "Step",
]


class Referrer(StrEnum):
    """Kind of the one who referred."""

    MIGRI = "migri"
    RECEPTION_CENTRE = "reception_centre"
    POLICE = "police"
    BORDER_GUARD = "border_guard"
    SOCIAL_SERVICES = "social_services"
    COUNTY = "county"
    MUNICIPALITY = "municipality"
    HEALTH_CARE = "health_care"
    LABOUR_INSPECTION = "labour_inspection"
    RIKU = "riku"
    SHELTER = "shelter"
    LAWYER = "lawyer"
    ORGANISATION = "organisation"
    SELF = "self"


class Outcome(StrEnum):
    """How a referral ended."""

    ADMITTED = "admitted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    TRANSFERRED = "transferred"
    PENDING = "pending"


class Law(StrEnum):
    """The text under which a decision was made; each decision keeps the law of its day."""

    INTEGRATION_ACT = "493/1999"  # to confirm: before the Reception Act; the text was not read
    AS_ENACTED = "746/2011"  # one decision on applying the chapter, without listed grounds
    CHAPTER_OF_2015 = "388/2015"
    CHAPTER_OF_2023 = "1294/2022"


class Exit(StrEnum):
    """Ground of removal. OLD_2 to OLD_5 are points 2-5 of section 38 f(1) as in force July 2015 to December 2022."""

    R1 = "R1"
    R2A = "R2a"
    R2B = "R2b"
    R3A = "R3a"
    R3B = "R3b"
    R4 = "R4"
    OLD_2 = "REMOVE_OLD_2"  # not identified as section 38 then said
    OLD_3 = "REMOVE_OLD_3"  # investigation ended: not trafficking
    OLD_4 = "REMOVE_OLD_4"  # no charge of trafficking
    OLD_5 = "REMOVE_OLD_5"  # a court found another offence


class Step(StrEnum):
    """Decision on a recovery or reflection period."""

    RECOVERY_GRANT = "RECOVERY_GRANT"
    RECOVERY_EXTEND = "RECOVERY_EXTEND"
    REFL_GRANT = "REFL_GRANT"
    REFL_EXTEND = "REFL_EXTEND"


class Residence(StrEnum):
    """A person's own standing, kept only to find who serves; never a decision of the permit side."""

    FINNISH_CITIZEN = "finnish_citizen"
    EU_CITIZEN = "eu_citizen"
    PERMIT = "residence_permit"
    VISA = "visa"
    ASYLUM_SEEKER = "asylum_seeker"
    TEMPORARY_PROTECTION = "temporary_protection"
    NONE = "none"


class Organiser(StrEnum):
    """Who organises social and health services; MUNICIPALITY stands in records before the counties of 2023 only."""

    MUNICIPALITY = "municipality"
    COUNTY = "county"
    HELSINKI = "helsinki"
    ALAND_MUNICIPALITY = "aland_municipality"
    RECEPTION_CENTRE = "reception_centre"
    NAS = "nas"


@dataclass(frozen=True, slots=True)
class Consent:
    """Who agreed to the referral, when, and how."""

    given_by: tuple[ConsentGiver, ...]
    given_on: date
    by_word_of_mouth: bool
    language: str


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral of one person. Children who come along stand in the parent's referral and have none of their own."""

    received_at: datetime
    path: Path
    referrer: Referrer
    urgent: bool
    outcome: Outcome
    decided_on: date | None
    consent: Consent | None
    office: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Facts that decide who serves, during a period; `as_recorded` marks what was noted before the rule is known."""

    from_on: date
    until_on: date | None
    residence: Residence
    municipality: str | None
    organiser: Organiser
    organiser_code: str | None
    as_recorded: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A recovery or reflection period as granted or extended; an extension starts where the last one ended."""

    step: Step
    decided_on: date
    from_on: date
    until_on: date
    interrupted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """The end of being a client. R1 has its overall assessment, R3b the days on which contact was tried."""

    on: date
    ground: Exit
    law: Law
    assessed_on: date | None
    heard_on: date | None
    tries: tuple[date, ...]
    help_until: date | None


@dataclass(frozen=True, slots=True)
class Case:
    """One period as a client, from admission to removal.

    `referral` counts in the person's own referrals; a child's is None. `of_case` is the parent's case a child came
    with. `moved_on`, `moved_to`: the office changed. `identified_on`: IDENTIFY_38, a decision of its own until 2022.
    """

    admitted_on: date
    ground: Ground
    law: Law
    office: int
    referral: int | None
    of_case: int | None
    form: Form | None
    place: Place | None
    as_minor: bool
    harmed_as_minor: bool
    standings: tuple[Standing, ...]
    spans: tuple[Span, ...]
    identified_on: date | None
    removal: Removal | None
    moved_on: date | None
    moved_to: int | None

    @property
    def office_now(self) -> int:
        """The office that has, or last had, the case."""
        return self.moved_to or self.office

    def open_on(self, day: date) -> bool:
        """Tell whether the person is a client at the end of that day."""
        return self.admitted_on <= day and (self.removal is None or self.removal.on > day)


@dataclass(frozen=True, slots=True)
class Representative:
    """The representative of a minor whose guardian is missing or suspected; until the 18th birthday."""

    given_name: str
    family_name: str
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person. `parent` is the number of a parent who stands earlier in the plan.

    Without a category the person was referred but never admitted. `personal_code` is invented, its serial 900-999.
    """

    number: int
    sex: Sex
    born_on: date
    birth_precision: BirthPrecision
    citizenships: tuple[str, ...]
    stateless: bool
    languages: tuple[str, ...]
    given_name: str
    family_name: str
    personal_code: str | None
    category: ClientCategory | None
    parent: int | None
    guardian: Guardian | None
    representative: Representative | None
    referrals: tuple[Referral, ...]
    cases: tuple[Case, ...]
