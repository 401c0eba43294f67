"""What is told, asked and found of a referral: the facts that rules and deeds are given."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kajo.cases.terms import HEARD_FORMALLY, ChildHeard
from kajo.law.terms import age_on
from kajo.referrals.terms.words import (
    OLDEST,
    AgeBand,
    Allowed,
    Authority,
    ConsentGiver,
    ConsentWay,
    Force,
    Ground,
    Guardian,
    Missing,
    Referrer,
    Standing,
    State,
)


@dataclass(frozen=True, slots=True)
class Situation:
    """What the assessment has found of a person, as far as admission asks for it."""

    in_finland: bool
    may_be_victim: bool
    needs_assistance: bool
    assists_investigation: bool
    needs_special_assistance: bool
    minor_child_of_admitted: bool


@dataclass(frozen=True, slots=True)
class OpenGround:
    """A ground that the situation opens, and how it binds."""

    ground: Ground
    force: Force


@dataclass(frozen=True, slots=True)
class Submission:
    """What a referral holds so far.

    `consents` names those whose consent is recorded and not withdrawn, `refusals` those whose last word was no.
    """

    gives_reasons: bool
    gives_reach: bool
    age: AgeBand = AgeBand.UNKNOWN
    guardian: Guardian | None = None
    consents: frozenset[ConsentGiver] = frozenset()
    in_danger: bool = False
    refusals: frozenset[ConsentGiver] = frozenset()


@dataclass(frozen=True, slots=True)
class Completeness:
    """What is missing, in the order to ask for it, and whether the assessment has to wait for it."""

    missing: tuple[Missing, ...]
    must_wait: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What was told when somebody was proposed. Nothing is compulsory; empty means not told."""

    path: str = "call"
    referrer_kind: str = "unknown"
    age_band: str = "unknown"
    guardian: str = ""
    is_in_finland: bool | None = None
    name: str | None = None
    language: str | None = None
    born_on: str | None = None
    reach: str | None = None
    whereabouts: str | None = None
    account: str | None = None
    need: str | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """Consent as it was given: by whom, to what, how, when, in which language, with which interpreter."""

    given_by: str
    is_given: bool
    given_at: datetime
    item: str = "contact"
    how: str = "spoken"
    language: str | None = None
    interpreter: str | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is noted when somebody withdraws a referral: who said it, when and how, and in which words."""

    said_by: ConsentGiver
    told_at: datetime
    way: ConsentWay
    words: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """What is noted when a referral is sent on.

    `is_told_along`: what was told of the person goes along. `words`: on what the other authority's competence rests.
    """

    to: Authority
    on: date
    is_sender_told: bool
    is_told_along: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class ChildsWords:
    """What a child said, or why it was not asked, and what is in its best interest.

    `asked_on`, `language` and `interpreter` only where the child was asked.
    """

    heard: ChildHeard
    view: str
    best_interest: str
    asked_on: date | None = None
    language: str | None = None
    interpreter: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What the rule on telling the referrer asks: where the referral is, who made it, and what the person allowed."""

    state: State
    referrer: Referrer
    allowed: Allowed


@dataclass(frozen=True, slots=True)
class Admission:
    """What the decider gives: nothing but a worker where a draft lies ready, everything where not.

    `person` is the key of the former client whom the decider has recognised, who is then admitted again.
    """

    ground: str = "35.1"
    reasons: str = ""
    language: str = "fi"
    explained_in: str = "en"
    alone_reason: str = ""
    worker: UUID | None = None
    main_form: str = ""
    exploited_in: str = ""
    situation: Situation | None = None
    person: UUID | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known here of whoever has a referral's identity code or number.

    `year` is that of the last removal of somebody who was a client; `is_handled`: another referral with the same
    identity code waits for its decision.
    """

    standing: Standing
    year: int | None = None
    is_handled: bool = False

    @property
    def written(self) -> str:
        """The answer in one line, as it is kept and recorded."""
        return f"{self.standing} {self.year or '-'} {'handled' if self.is_handled else '-'}"

    @staticmethod
    def read(written: str) -> Known:
        """Read an answer as it was kept."""
        standing, year, handled = written.split(" ")
        return Known(Standing(standing), int(year) if year != "-" else None, handled == "handled")


def bands_of(born_on: str, on: date) -> frozenset[AgeBand]:
    """Tell which age bands fit on a day somebody born on `born_on`: `2009-05-17`, `2009-05`, or `2009`.

    None fits a birth that lies ahead. Born on 29 February one is a year older on the 28th of a common year.
    """
    year, month, day = ([int(part) for part in born_on.split("-")] + [0, 0])[:3]
    last = day or monthrange(year, month or 12)[1]
    ages = age_on(date(year, month or 12, last), on), age_on(date(year, month or 1, day or 1), on)
    return frozenset(AgeBand.of(age) for age in range(ages[0], ages[1] + 1) if 0 <= age <= OLDEST)


def may_be_twelve(age: AgeBand, born_on: str, on: date) -> bool:
    """Tell whether a child is twelve or older on a day, or may be as far as the birth is known: `2014-05`, or empty."""
    if age is not AgeBand.UNDER_15 or not born_on:
        return True
    year, month, day = ([int(part) for part in born_on.split("-")] + [0, 0])[:3]
    return age_on(date(year, month or 1, day or 1), on) >= HEARD_FORMALLY
