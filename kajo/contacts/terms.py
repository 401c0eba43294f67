"""The words of the advice line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kajo.law.finding import N_ as _
from kajo.law.finding import Refused, Word
from kajo.law.terms import Dated


class State(Word):
    """Where a contact is."""

    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    REFERRED = "referred", _("became a referral")


class Writing(Word):
    """Where a note is that is being written."""

    KEPT = "kept", _("being written")
    SAVED = "saved", _("saved as a call")
    PUT_AWAY = "put_away", _("put away")


class Privacy(Word):
    """What the caller wants of what is told."""

    ANONYMOUS = "anonymous", _("anonymous: nothing that tells who")
    CONFIDENTIAL = "confidential", _("confidential: stays on the line")
    SHARED = "shared", _("shared: may be told to whom the caller says")


class Urgency(Word):
    """How soon somebody is to go on with a call that stays open."""

    NOW = "now", _("now")
    DAY = "day", _("within 24 hours")
    NORMAL = "normal", _("in its turn")


class Danger(Word):
    """Whether somebody is in danger now."""

    YES = "yes", _("yes, now")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")


class Caller(Word):
    """Who called, as far as it was told."""

    PERSON = "person", _("the person themself")
    FAMILY = "family", _("family or friend")
    CITIZEN = "citizen", _("somebody else, private")
    AUTHORITY = "authority", _("an authority")
    NGO = "ngo", _("an organisation")
    EMPLOYER = "employer", _("employer or trade union")
    MEDIA = "media", _("media")
    UNKNOWN = "unknown", _("not known")


class Topic(Word):
    """What the call was about."""

    OWN_SITUATION = "own_situation", _("own situation")
    SOMEBODY_ELSE = "somebody_else", _("somebody else's situation")
    SAFE_PLACE = "safe_place", _("a safe place")
    HOW_TO_REFER = "how_to_refer", _("how to refer somebody")
    SERVICES = "services", _("services of a client")
    LAW = "law", _("law and authorities")
    TRAINING = "training", _("training and materials")
    NO_CONTENT = "no_content", _("nothing was asked")
    OTHER = "other", _("something else")


class Outcome(Word):
    """How a call ended."""

    ADVICE = "advice", _("advice given")
    TALKED = "talked", _("talked")
    REFERRED_ON = "referred_on", _("told where else to turn")
    FOLLOW_UP = "follow_up", _("to be gone on with")
    WRONG_NUMBER = "wrong_number", _("wrong number")
    SILENT = "silent", _("silent call")
    HANG_UP = "hang_up", _("hung up")
    ABUSIVE = "abusive", _("abusive call")


class Asker(Word):
    """Where somebody works who asks for advice about a person whom they do not name."""

    COUNTY = "county", _("social and health services")
    HEALTH_CARE = "health_care", _("health care")
    CHILD_WELFARE = "child_welfare", _("child welfare")
    SCHOOL = "school", _("school or day care")
    MUNICIPALITY = "municipality", _("municipality")
    POLICE = "police", _("police")
    BORDER_GUARD = "border_guard", _("Border Guard")
    MIGRI = "migri", _("Finnish Immigration Service")
    RECEPTION_CENTRE = "reception_centre", _("reception centre")
    LABOUR_INSPECTION = "labour_inspection", _("occupational safety and health authority")
    NGO = "ngo", _("an organisation")
    SHELTER = "shelter", _("shelter")
    LAWYER = "lawyer", _("lawyer")
    EMPLOYER = "employer", _("employer or trade union")
    PRIVATE = "private", _("somebody private")
    OTHER = "other", _("somebody else")


class Advised(Word):
    """How a consultation ended."""

    ADVISED = "advised", _("advised")
    ASKED_BACK = "asked_back", _("asked to come back with the person's consent")
    EMERGENCY = "emergency", _("told to call 112")
    CHILD_WELFARE = "child_welfare", _("told of the duty to notify child welfare")


class Trace(Word):
    """What in a text may tell who somebody is."""

    IDENTITY_CODE = "identity_code", _("what looks like a personal identity code")
    EMAIL = "email", _("what looks like an e-mail address")
    PHONE = "phone", _("what looks like a phone number")


class Ringing(Word):
    """Where a telephone call is, as the exchange tells."""

    RINGING = "ringing", _("ringing")
    TALKING = "talking", _("answered")
    OVER = "over", _("over")


class Heard(Word):
    """Of which of its moments the exchange tells."""

    NEW_CALL = "newCall", _("a new call")
    ANSWER = "answer", _("an answer")
    HANG_UP = "hangup", _("a hang-up")


class Direction(Word):
    """Who called whom."""

    IN = "in", _("to the line")
    OUT = "out", _("from the line")


class Cause(Word):
    """Why a telephone call ended, in the words of the exchange."""

    NORMAL_CLEARING = "normalClearing", _("hung up")
    BUSY = "busy", _("busy")
    CANCEL = "cancel", _("the caller gave up")
    NO_ANSWER = "noAnswer", _("nobody answered")
    CONGESTION = "congestion", _("no line was free")
    NOT_FOUND = "notFound", _("the number is not in use")
    FORWARDED = "forwarded", _("passed on")


class Unproven(Refused):
    """Whoever tells of a call did not prove to be a trunk of ours."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of a telephone call, as the exchange tells of it.

    `number` is empty where the caller withheld it; `queue` is the exchange's name of a queue. `answerers` are the words
    by which whoever answered may be known: numbers and logins, of which only the staff row that they name is kept.
    """

    heard: Heard
    call: str
    direction: Direction
    number: str = ""
    queue: str = ""
    answerers: tuple[str, ...] = ()
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """What is written of a consultation. There is no place for who it is about.

    `region` is a county's code; `reach` is the asker's own, kept only where an answer is wanted.
    """

    asker: Asker
    advice: str
    outcome: Advised
    danger: Danger = Danger.UNKNOWN
    language: str = ""
    topic: Topic | None = None
    form: str = ""
    region: str = ""
    is_answer_wanted: bool = False
    reach: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What was said in a call, as far as the figures of the line are made of it: at most eight things with its outcome.

    `form` is a form of exploitation that is suspected, `region` a county's code, `age_band` of the person it is about.
    """

    danger: Danger = Danger.UNKNOWN
    caller: Caller = Caller.UNKNOWN
    topic: Topic | None = None
    language: str = ""
    form: str = ""
    region: str = ""
    age_band: str = ""


LONGEST_NOTE = 100_000
"""How many signs a note of a call may have."""

NUMBER_HOURS = (Dated(4, date(2026, 1, 1)),)
"""For how many hours a caller's number may lie sealed beside a call at most, counted from its first moment; to confirm.
In the ordinary course it is gone when the caller hangs up."""

LONGEST_CALL_ID = 200

WITHOUT_CONTENT = frozenset({Outcome.WRONG_NUMBER, Outcome.SILENT, Outcome.HANG_UP, Outcome.ABUSIVE})
"""Outcomes of calls in which nothing was asked."""
