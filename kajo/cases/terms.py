"""The words of being a client: where a person stands in Finland, and who organises the services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kajo.decisions.terms import DecisionKind
from kajo.facts.terms import Criterion
from kajo.law.finding import N_ as _
from kajo.law.finding import Word
from kajo.law.terms import Period, months_later

OF_AGE_MONTHS = 18 * 12


class Organiser(Word):
    """Who must organise a client's social and health services."""

    COUNTY = "county", _("wellbeing services county")
    HELSINKI = "helsinki", _("City of Helsinki")
    ALAND_MUNICIPALITY = "aland_municipality", _("municipality on Åland")
    RECEPTION_CENTRE = "reception_centre", _("reception centre")
    NAS = "nas", _("the assistance system")


class State(Word):
    """Where a case is."""

    OPEN = "open", _("open")
    REMOVED = "removed", _("ended")
    CLOSED = "closed", _("closed: the client has died")


class Step(Word):
    """What happened in a case, as its history tells it."""

    OPENED = "opened", _("admitted")
    REMOVED = "removed", _("left the assistance system")
    DIED = "died", _("The client died; the case is closed")
    ORGANISED = "organised", _("services organised by")
    CATEGORY = "category", _("category")
    SIGNED = "signed", _("decision signed")
    RECEIVED = "received", _("decision received")
    ASSIGNED = "assigned", _("joined the team")
    RELATED = "related", _("relation")
    RELATION_ENDED = "relation_ended", _("relation ended")
    CHILD = "child", _("child admitted")
    ASSESSED = "assessed", _("whole personal situation assessed")
    TRIED = "tried", _("contact tried")
    HELPED_UNTIL = "helped_until", _("help after leaving ends")
    RESTORED = "restored", _("removal annulled")


class Removal(Word):
    """The grounds of removal from the system, in the order of the section."""

    R1 = "R1", _("needs no help any more")
    R2A = "R2a", _("left the country")
    R2B = "R2b", _("was removed from the country")
    R3A = "R3a", _("wants to leave the system")
    R3B = "R3b", _("disappeared")
    R4 = "R4", _("serious danger to public order or security")


@dataclass(frozen=True, slots=True)
class Situation:
    """What removal from the system may follow from. R1 wants the assessment of the whole situation to be made first."""

    still_needs_assistance: bool
    overall_assessment_done: bool
    left_country: bool
    removed_from_country: bool
    wants_to_leave: bool
    disappeared: bool
    serious_danger: bool


@dataclass(frozen=True, slots=True)
class Reflection:
    """What is asked of a reflection period (harkinta-aika): what was granted before, as it ran, and what is proposed.

    `right_of_residence` means on another ground than a reflection period, `admitted_first` that the person was
    admitted before police or border authority decided.
    """

    right_of_residence: bool
    admitted_first: bool
    granted: tuple[Period, ...]
    proposed: Period


class ChildFound(Word):
    """What is found of a client's child: the facts on which its admission rests."""

    IN_FINLAND = "in_finland", _("The child is in Finland")
    NEEDS_ASSISTANCE = "needs_assistance", _("The child needs help")


@dataclass(frozen=True, slots=True)
class ChildSituation:
    """What is found of a client's child on a day, as far as its admission asks for it.

    `born_by` is the last day on which it may have been born, as far as the birth is known; None if nothing is.
    """

    in_finland: bool
    needs_assistance: bool
    born_by: date | None
    on: date

    @property
    def is_of_age(self) -> bool:
        """Tell whether it is known that this is an adult; whoever was born on 29 February is one on the 28th."""
        return self.born_by is not None and months_later(self.born_by, OF_AGE_MONTHS) <= self.on


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides on a day who organises the services.

    `municipality` is the three-digit code of the municipality of residence (kotikunta), None without one. Neither
    citizenship nor a permit is asked: they do not matter here.
    """

    on: date
    municipality: str | None
    asylum_seeker: bool
    temporary_protection: bool


@dataclass(frozen=True, slots=True)
class OrganisedBy:
    """The organiser, with the code of the county, or of the municipality on Åland; None for centre and system."""

    organiser: Organiser
    code: str | None = None


class ReflectionStep(Word):
    """What a period was granted as. Recovery periods (toipumisaika) are of the law before 2023 and are only read."""

    GRANT = "grant", _("reflection period")
    EXTENSION = "extension", _("extension of a reflection period")
    RECOVERY = "recovery", _("recovery period (law before 2023)")
    RECOVERY_EXTENSION = "recovery_ext", _("extension of a recovery period (law before 2023)")


class ReflectionDeed(Word):
    """What may be proposed of a reflection period, as its address says it."""

    GRANT = "grant", _("Grant a reflection period")
    EXTEND = "extend", _("Extend the reflection period")
    INTERRUPT = "interrupt", _("Interrupt the reflection period")


RECOVERY_STEPS = frozenset({ReflectionStep.RECOVERY, ReflectionStep.RECOVERY_EXTENSION})


class InterruptionGround(Word):
    """Why a reflection period is interrupted: letter a and letter b of the subsection."""

    TIES = "ties", _("renewed ties with the suspects")
    ORDER = "order", _("public order, security, health or international relations")


@dataclass(frozen=True, slots=True)
class Interruption:
    """What is asked of interrupting a reflection period: which one, as it was granted, from which day on, and why.

    `own_will`: the victim renewed the ties by own will and initiative; it counts for that ground alone.
    """

    ground: InterruptionGround
    own_will: bool
    period: Period
    on: date


@dataclass(frozen=True, slots=True)
class ReflectionFacts:
    """What a draft on a reflection period rests on; the law is asked of it when it is drafted and when it is signed.

    `until_on` is exclusive. An extension begins where the period ends that runs, and an interruption is of that one:
    both leave `from_on` empty, an interruption `until_on` too. The last two are of an interruption alone.
    """

    from_on: date | None = None
    until_on: date | None = None
    right_of_residence: bool = False
    admitted_first: bool = False
    ground: InterruptionGround | None = None
    own_will: bool = False


class Source(Word):
    """How something came to be known."""

    TOLD = "told", _("told by the client")
    SEEN = "seen", _("seen by the worker")
    DOCUMENT = "document", _("a document")
    AUTHORITY = "authority", _("an authority")


class RemovalFact(Word):
    """What is answered before a removal, one by one. The overall assessment is a record, and is not asked."""

    STILL_NEEDS_ASSISTANCE = "still_needs_assistance", _("The client still needs help")
    LEFT_COUNTRY = "left_country", _("The client left the country")
    REMOVED_FROM_COUNTRY = "removed_from_country", _("The client was removed from the country")
    WANTS_TO_LEAVE = "wants_to_leave", _("The client wants to leave the system")
    DISAPPEARED = "disappeared", _("The client disappeared")
    SERIOUS_DANGER = "serious_danger", _("The client is a serious danger to public order or security")


FACT_OF_GROUND = {
    Removal.R1: RemovalFact.STILL_NEEDS_ASSISTANCE,
    Removal.R2A: RemovalFact.LEFT_COUNTRY,
    Removal.R2B: RemovalFact.REMOVED_FROM_COUNTRY,
    Removal.R3A: RemovalFact.WANTS_TO_LEAVE,
    Removal.R3B: RemovalFact.DISAPPEARED,
    Removal.R4: RemovalFact.SERIOUS_DANGER,
}
"""The fact that opens a ground; R1 is opened where it does not hold."""


def situation(answers: Mapping[RemovalFact, Answer], *, is_assessed: bool) -> Situation:
    """Give the facts of the rule of grounds: what was not asked is not found, and opens nothing."""
    facts = {str(fact): fact is RemovalFact.STILL_NEEDS_ASSISTANCE for fact in RemovalFact}
    facts |= {str(fact): answer.holds for fact, answer in answers.items()}
    return Situation(overall_assessment_done=is_assessed, **facts)


class ContactWay(Word):
    """By which way somebody tried to reach a client."""

    PHONE = "phone", _("by telephone")
    MESSAGE = "message", _("by message")
    EMAIL = "email", _("by e-mail")
    LETTER = "letter", _("by letter")
    VISIT = "visit", _("by a visit")
    OTHERS = "others", _("through somebody else")


class ContactOutcome(Word):
    """How an attempt to reach a client ended."""

    NO_ANSWER = "no_answer", _("no answer")
    LEFT_WORD = "left_word", _("left word")
    NOT_KNOWN = "not_known", _("not known there any more")
    REACHED = "reached", _("reached")


class ChildHeard(Word):
    """How a child was heard before a decision about the child, or why it was not."""

    ASKED = "asked", _("asked in a conversation")
    FORMALLY = "formally", _("heard formally")
    HARMFUL = "harmful", _("not asked: it would harm the child's health or development")
    NEEDLESS = "needless", _("not asked: clearly needless")


@dataclass(frozen=True, slots=True)
class Support:
    """What a ground of removal stands on, beside the facts that open it, on a day.

    `attempts` are those to reach the client since the client was last reached, without success.
    """

    ground: Removal
    overall_assessment_done: bool
    wish_is_written: bool
    attempts: int
    reasons_given: bool
    on: date


HEARD_FORMALLY = 12
"""From which age on, in years, a child is heard formally; its section is that of `rules.child_considered`."""


@dataclass(frozen=True, slots=True)
class ChildsPart:
    """What a decision about a child says of the child. `is_twelve`: or older, or nobody knows; `view` is any words."""

    is_twelve: bool
    best_interest_written: bool
    heard: ChildHeard | None
    view_written: bool

    @property
    def wanting(self) -> str:
        """Name the first field that is not as it must be, beside which a refusal stands."""
        if not self.best_interest_written:
            return "best_interest"
        return "view" if self.heard and not self.view_written else "heard"


@dataclass(frozen=True, slots=True)
class ChildConsidered:
    """How a child was considered before a decision about it: its best interest, how it was heard, and what it said.

    `view` is the child's own view, or why it was not asked. Best interest and view stand in the letter.
    """

    best_interest: str = ""
    heard: ChildHeard | None = None
    view: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found of one fact, how it came to be known, and in which words."""

    holds: bool
    source: Source
    words: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the draft of a removal says: the facts, the ground they open, the reasons, and what follows.

    `after_until` is the first day without the help that goes on after the removal, `after_words` says which help;
    `best_interest`, `heard` and `view` are asked of a child's removal alone.
    """

    ground: Removal
    answers: Mapping[RemovalFact, Answer]
    reasons: str
    language: str
    explained_in: str
    is_enforced_at_once: bool = True
    after_until: date | None = None
    after_words: str = ""
    best_interest: str = ""
    heard: ChildHeard | None = None
    view: str = ""


class HousingLevel(Word):
    """How safe the place has to be in which a client lives, as weighed on a day; never where it is."""

    ORDINARY = "ordinary", _("ordinary housing is enough")
    SUPPORTED = "supported", _("supported housing")
    SAFE = "safe", _("safe accommodation")
    SHELTER = "shelter", _("shelter, round the clock")
    NOT_KNOWN = "not_known", _("not weighed yet")


class RiskChannel(Word):
    """By which way a threat may reach a client."""

    PHONE = "phone", _("phone")
    LOCATION_SHARING = "location_sharing", _("sharing of the place")
    ACCOUNTS = "accounts", _("accounts on the net")
    RELATIVES = "relatives", _("relatives or acquaintances")
    PLACES = "places", _("places where the client goes")


@dataclass(frozen=True, slots=True)
class Risk:
    """What a risk note says. Empty words mean that nothing is known of it."""

    housing: HousingLevel
    plan: str
    source: str = ""
    target: str = ""
    channels: tuple[RiskChannel, ...] = ()
    channels_words: str = ""
    known_by: str = ""


OF_PERIOD = (Criterion.NO_OTHER_RIGHT, Criterion.ADMITTED_FIRST)
CRITERIA: Mapping[DecisionKind, tuple[Criterion, ...]] = {
    DecisionKind.ADMIT_35_3: (Criterion.IN_FINLAND, Criterion.IS_MINOR, Criterion.NEEDS_HELP, Criterion.BEST_INTEREST),
    DecisionKind.REFL_GRANT: OF_PERIOD,
    DecisionKind.REFL_EXTEND: OF_PERIOD,
    DecisionKind.REFL_INTERRUPT: (Criterion.TIES, Criterion.ORDER),
}
"""What the law asks before a decision of a kind: for or against each of it a fact may speak."""
ASKED = tuple(dict.fromkeys(each for asked in CRITERIA.values() for each in asked))


@dataclass(frozen=True, slots=True)
class Reassessment:
    """From which day a client's needs are assessed again within so many months, and how long before a task asks."""

    from_on: date
    months: int
    asked_days_before: int
