"""The words of questionnaires and interviews."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kajo.facts.terms.told import Matter
from kajo.law.finding import N_ as _
from kajo.law.finding import Word


class Set(Word):
    """A set of questions. It is an aid to the one who asks: no answer is worth a number."""

    ADULTS = "adults", _("signs in adults")
    CHILDREN = "children", _("signs in children")
    INTERVIEW = "interview", _("before and after an interview")
    SAFETY = "safety", _("safety")


VERSIONS: Mapping[Set, int] = {Set.ADULTS: 1, Set.CHILDREN: 1, Set.INTERVIEW: 1, Set.SAFETY: 1}
"""The version of each set that is asked today: its text is `content/texts/sheets/<set>-<version>`."""


class Reply(Word):
    """How a question of a sheet was answered."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")
    NOT_ASKED = "not_asked", _("not asked")


class InterviewState(Word):
    """Where an interview is."""

    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


class Outcome(Word):
    """What came of an interview. Each is as good as the other."""

    TOLD = "told", _("told what the person wanted to tell")
    DID_NOT_WANT = "did_not_want", _("did not want to tell")
    STOPPED = "stopped", _("stopped because the person wanted to")


class Present(Word):
    """As what somebody is there."""

    CASE_WORKER = "case_worker", _("case worker")
    COUNSEL = "counsel", _("counsel")
    SUPPORT = "support", _("support person")
    GUARDIAN = "guardian", _("guardian")
    REPRESENTATIVE = "representative", _("representative")
    AUTHORITY = "authority", _("another authority")
    OTHER = "other", _("somebody else")


class Gender(Word):
    """What is known of an interpreter, as far as a wish asks for it."""

    WOMAN = "woman", _("a woman")
    MAN = "man", _("a man")
    UNKNOWN = "unknown", _("not known")


class FoundOut(Word):
    """Whether something is so, as far as anybody has found out."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")


class Wanted(Word):
    """What a person wants of an interpreter, or does not want."""

    WOMAN = "woman", _("only a woman")
    MAN = "man", _("only a man")
    NOBODY_KNOWN = "nobody_known", _("nobody whom the person knows")
    NOT_FROM = "not_from", _("nobody from this region or community")
    NOT_THIS = "not_this", _("not this interpreter")


class Cancelling(Word):
    """Why an interview is not held."""

    PERSON = "person", _("the person does not want it")
    UNSAFE = "unsafe", _("it would not be safe")
    INTERPRETER = "interpreter", _("no suitable interpreter")
    ILLNESS = "illness", _("somebody is ill")
    OTHER = "other", _("another reason")


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Who would interpret, beside what the person wants of an interpreter.

    `is_named_out`: the person does not want this very interpreter. `knows_the_person`, `is_from_there`: acquainted, or
    from a region or community the person does not want.
    """

    gender: Gender
    woman_only: bool
    man_only: bool
    is_named_out: bool
    nobody_known: bool
    knows_the_person: FoundOut
    has_regions: bool
    is_from_there: FoundOut


@dataclass(frozen=True, slots=True)
class About:
    """What a deed of this room is about: a referral or a case, by its key."""

    kind: Matter
    key: UUID


@dataclass(frozen=True, slots=True)
class Coming:
    """An interpreter as somebody plans or notes one: name, gender, what was found out; empty without one."""

    name: str = ""
    gender: Gender = Gender.UNKNOWN
    knows_the_person: FoundOut = FoundOut.UNKNOWN
    is_from_there: FoundOut = FoundOut.UNKNOWN


@dataclass(frozen=True, slots=True)
class Planned:
    """What is settled before an interview. `venue` says what makes the place safe."""

    planned_at: datetime
    venue: str
    language: str = ""
    interpreter: Coming = Coming()


@dataclass(frozen=True, slots=True)
class Held:
    """How an interview went. `present` are roles, `names` whose; `account` is what the person wanted to say."""

    began_at: datetime
    ended_at: datetime
    outcome: Outcome
    present: tuple[Present, ...] = ()
    names: str = ""
    breaks: int | None = None
    interpreter: Coming = Coming()
    language: str = ""
    interpreted_from_at: datetime | None = None
    interpreted_until_at: datetime | None = None
    account: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """A filled-in sheet: which set, in which language it was read, an answer to each question by its code."""

    kind: Set
    version: int
    language: str
    answers: Mapping[str, Reply]
    note: str = ""
    interview: UUID | None = None
