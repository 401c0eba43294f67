"""The words of information that is asked for and given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kajo.law.finding import N_ as _
from kajo.law.finding import Word


class About(Word):
    """In which kind of matter something is asked or told. The room knows a matter by this word and its key."""

    CASE = "case", _("case")
    REFERRAL = "referral", _("referral")


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter, as this room knows it: its kind and its key."""

    kind: About
    key: UUID


class Recipient(Word):
    """Who is told something, or asks to be told."""

    POLICE = "police", _("police")
    INVESTIGATOR = "investigator", _("pre-trial investigation authority")
    CHILD_WELFARE = "child_welfare", _("child welfare of a wellbeing services county")
    COUNTY = "county", _("wellbeing services county or Helsinki")
    HUS = "hus", _("HUS Group")
    MUNICIPALITY = "municipality", _("municipality")
    MINISTRY = "ministry", _("ministry")
    PRODUCER = "producer", _("producer of services")
    REPRESENTATIVE = "representative", _("representative of a child")
    DETENTION = "detention", _("detention unit")
    ELY = "ely", _("ELY Centre")
    KEHA = "keha", _("KEHA Centre")
    REFERRER = "referrer", _("whoever made the referral")
    MIGRI = "migri", _("Finnish Immigration Service")
    OTHER = "other", _("somebody else")


class Purpose(Word):
    """What somebody is told for."""

    THREAT = "threat", _("to avert a serious threat")
    REFLECTION = "reflection", _("a decision on a reflection period")
    CRIME = "crime", _("to report a crime")
    CHILD = "child", _("to protect a child")
    TASK = "task", _("a task of the authority under the Reception Act")
    SERVICE = "service", _("a service for the client")
    REPRESENTATION = "representation", _("to represent a child")
    DETENTION_SUPPORT = "detention_support", _("support in detention")
    STATUS = "status", _("to confirm that somebody is a client")
    OUTCOME = "outcome", _("whether a referral led to admission")
    ALIENS_ACT = "aliens_act", _("a task under the Aliens Act")


class Extent(Word):
    """How much may be told."""

    NECESSARY = "necessary", _("only what is necessary")
    DECISION = "decision", _("the decision and its days")
    SUSPICION = "suspicion", _("the child, the suspicion and what it rests on")
    WISHED = "wished", _("what the person wishes to be told")
    STATUS_ONLY = "status_only", _("that somebody is a client from a day until another, nothing more")
    YES_OR_NO = "yes_or_no", _("yes or no, nothing of the contents")


class Approver(Word):
    """Who else must say yes before it is told."""

    NOBODY = "nobody", _("nobody: whoever must tell it tells it")
    ANOTHER = "another", _("an official who did not prepare it")
    DIRECTOR = "director", _("the director, who did not prepare it")


class Recorded(Word):
    """What a referral keeps of the person's consent to tell somebody, or to ask them."""

    GIVEN = "given", _("agreed")
    REFUSED = "refused", _("said no")
    WITHDRAWN = "withdrawn", _("withdrawn")
    NOT_ASKED = "not_asked", _("not asked yet")


@dataclass(frozen=True, slots=True)
class Asked:
    """The facts on which it hangs whether somebody may be told.

    `on_request`: they asked; `necessary`: their task needs it; `threat`: a serious threat to life, health or freedom;
    `wish`: the person wants it told, as whoever prepares it says; `recorded`: what a referral keeps of that, None where
    no referral does, and then the word of whoever prepares it counts; `about_child`: it is about a child;
    `listed_offence`: a suspected offence against the child of those the Child Welfare Act lists.
    """

    recipient: Recipient
    purpose: Purpose
    on_request: bool = False
    necessary: bool = False
    threat: bool = False
    wish: bool = False
    about_child: bool = False
    listed_offence: bool = False
    recorded: Recorded | None = None


@dataclass(frozen=True, slots=True)
class Allowed:
    """It may be told: how much, and who must approve."""

    extent: Extent
    approver: Approver = Approver.NOBODY


class Holder(Word):
    """Who holds what we ask for."""

    INVESTIGATOR = "investigator", _("pre-trial investigation authority")
    COUNTY = "county", _("wellbeing services county or Helsinki")
    HUS = "hus", _("HUS Group")
    MUNICIPALITY = "municipality", _("municipality")
    MINISTRY = "ministry", _("ministry")
    MIGRI = "migri", _("Finnish Immigration Service")
    REFERRER = "referrer", _("whoever made the referral")
    OTHER = "other", _("somebody else")


class Need(Word):
    """What we ask for it for."""

    ADMISSION = "admission", _("the decision on admission")
    ASSISTANCE = "assistance", _("assistance")


class Ground(Word):
    """On which ground we may ask."""

    DESPITE_SECRECY = "despite_secrecy", _("by law, despite secrecy")
    BY_CONSENT = "by_consent", _("because the person has agreed")


class Timeliness(Word):
    """How a child welfare notification stands to the time the law gives."""

    IN_TIME = "in_time", _("made in time")
    LATE = "late", _("made late")
    WAITS = "waits", _("to be made at once")
    OVERDUE = "overdue", _("overdue")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """When a child was first suspected to need child welfare, when it was told, and on which day that is judged."""

    suspected_on: date
    made_on: date | None
    on: date


class Way(Word):
    """By which way something was asked or told."""

    LETTER = "letter", _("letter")
    PHONE = "phone", _("telephone")
    EMAIL = "email", _("protected e-mail")
    SYSTEM = "system", _("another system")
    MEETING = "meeting", _("in person")


PRIVATE = frozenset({Recipient.REPRESENTATIVE, Recipient.REFERRER})
"""Recipients who are told at a person's own address or telephone, which somebody feared may share."""


CONSENT_TO_TELL = {Recipient.POLICE: "police", Recipient.REFERRER: "referrer"}
"""The item of consent that speaks of telling somebody, where it is told because the person wishes it."""

CONSENT_TO_ASK = {Holder.MIGRI: "authority", Holder.REFERRER: "referrer"}
"""The item of consent that speaks of asking somebody, where they are asked with consent. None speaks of the others."""


class RequestState(Word):
    """Where a request of ours stands."""

    ASKED = "asked", _("asked")
    ANSWERED = "answered", _("answered")
    WITHDRAWN = "withdrawn", _("withdrawn")


class InquiryState(Word):
    """Where a request from others stands."""

    RECEIVED = "received", _("received")
    PREPARED = "prepared", _("answer prepared")
    ANSWERED = "answered", _("answered")
    REFUSED = "refused", _("refused")


class DisclosureState(Word):
    """Where a disclosure stands."""

    PREPARED = "prepared", _("waits for approval")
    APPROVED = "approved", _("may be given")
    GIVEN = "given", _("given")
    DECLINED = "declined", _("not given")


class NotificationState(Word):
    """Where a child welfare notification stands."""

    SUSPECTED = "suspected", _("to be made at once")
    MADE = "made", _("made")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    ANSWERED = "answered", _("answered")


class Told(Word):
    """What the police are told of a decision on a reflection period beside the decision itself and its days."""

    NAME = "name", _("name")
    BORN = "born", _("birth date")
    RECORD = "record", _("record number")
    REACH = "reach", _("through whom the client can be reached")
