"""The words of deciding: kinds of decision, and how one reaches its party."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kajo.law.finding import N_ as _
from kajo.law.finding import Senseless, Word


class State(Word):
    """Where a decision is."""

    DRAFT = "draft", _("draft")
    SIGNED = "signed", _("signed")
    SERVED = "served", _("served")
    DROPPED = "dropped", _("dropped: its matter ended")


UNSIGNED = frozenset({State.DRAFT, State.DROPPED})
"""States of a decision that nobody has signed."""


class LetterRole(Word):
    """Whether a letter is the decision itself or explains it."""

    ORIGINAL = "original", _("decision")
    EXPLANATION = "explanation", _("explanation")


class DecisionKind(Word):
    """What is decided. The last ten are of the law before 2023 (statements until 2024) and are only read."""

    ADMIT_35_1 = "ADMIT_35_1", _("admission and identification as a victim")
    ADMIT_35_2 = "ADMIT_35_2", _("admission of a person assisting in the investigation")
    ADMIT_35_3 = "ADMIT_35_3", _("admission of a client's child")
    REFUSE = "REFUSE", _("refusal of admission")
    REFL_GRANT = "REFL_GRANT", _("reflection period")
    REFL_EXTEND = "REFL_EXTEND", _("extension of a reflection period")
    REFL_INTERRUPT = "REFL_INTERRUPT", _("interruption of a reflection period")
    REMOVE = "REMOVE", _("removal from the assistance system")
    ALLOWANCE = "ALLOWANCE", _("reception allowance")
    SUPPL_ALLOWANCE = "SUPPL_ALLOWANCE", _("supplementary reception allowance")
    SPENDING_MONEY = "SPENDING_MONEY", _("spending money")
    ALLOWANCE_RECOVERY = "ALLOWANCE_RECOVERY", _("application to recover an allowance")
    RETURN_GRANT = "RETURN_GRANT", _("grant for a safe return")
    S68_CONFIRMATION = "S68_CONFIRMATION", _("confirmation of status for compensation")
    RECOVERY_GRANT = "RECOVERY_GRANT", _("recovery period (law before 2023)")
    RECOVERY_EXTEND = "RECOVERY_EXTEND", _("extension of a recovery period (law before 2023)")
    RECOVERY_INTERRUPT = "RECOVERY_INTERRUPT", _("interruption of a recovery period (law before 2023)")
    IDENTIFY_38 = "IDENTIFY_38", _("identification as a victim (law before 2023)")
    REMOVE_OLD_2 = "REMOVE_OLD_2", _("removal, not identified (law before 2023)")
    REMOVE_OLD_3 = "REMOVE_OLD_3", _("removal, investigation found no trafficking (law before 2023)")
    REMOVE_OLD_4 = "REMOVE_OLD_4", _("removal, no charge of trafficking (law before 2023)")
    REMOVE_OLD_5 = "REMOVE_OLD_5", _("removal, court found no trafficking (law before 2023)")
    S68_STATEMENT = "S68_STATEMENT", _("statement on costs for compensation (until 2024)")


REFLECTION = frozenset({DecisionKind.REFL_GRANT, DecisionKind.REFL_EXTEND, DecisionKind.REFL_INTERRUPT})
RECOVERY = frozenset({DecisionKind.RECOVERY_GRANT, DecisionKind.RECOVERY_EXTEND, DecisionKind.RECOVERY_INTERRUPT})
STATUS_PAPERS = frozenset({DecisionKind.S68_CONFIRMATION, DecisionKind.S68_STATEMENT})
REMOVAL_OLD = frozenset(
    {DecisionKind.REMOVE_OLD_2, DecisionKind.REMOVE_OLD_3, DecisionKind.REMOVE_OLD_4, DecisionKind.REMOVE_OLD_5}
)
LEGACY = RECOVERY | REMOVAL_OLD | {DecisionKind.IDENTIFY_38, DecisionKind.S68_STATEMENT}


RULES_OF: Mapping[DecisionKind, tuple[str, ...]] = {
    DecisionKind.ADMIT_35_1: ("referrals.admission_grounds", "referrals.may_be_admitted"),
    DecisionKind.ADMIT_35_2: ("referrals.admission_grounds", "referrals.may_be_admitted"),
    DecisionKind.ADMIT_35_3: ("cases.child_may_be_admitted",),
    DecisionKind.REFUSE: ("referrals.may_be_refused", "decisions.hearing_done"),
    DecisionKind.REFL_GRANT: ("cases.reflection_period_allowed",),
    DecisionKind.REFL_EXTEND: ("cases.reflection_period_allowed",),
    DecisionKind.REFL_INTERRUPT: ("cases.reflection_may_be_interrupted", "decisions.hearing_done"),
    DecisionKind.REMOVE: ("cases.removal_grounds", "cases.removal_supported", "decisions.hearing_done"),
}
"""The rules by which a kind of decision is judged, beside those of appealing, by their names in the lawbook."""


class Error(Word):
    """What is wrong with a signed decision (434/2003, 50 and 51)."""

    CLERICAL = "clerical", _("a clerical or calculation error, or one like it")
    EVIDENCE = "evidence", _("it rests on plainly wrong or missing information")
    LAW = "law", _("the law was plainly applied wrongly")
    PROCEDURE = "procedure", _("something went wrong in how the matter was handled")
    NEW_EVIDENCE = "new_evidence", _("new information has come that may change the decision")

    @property
    def is_clerical(self) -> bool:
        """Tell whether the decision stands and only its words are corrected."""
        return self is Error.CLERICAL


class Anew(Word):
    """How a faulty decision is decided anew (434/2003, 50 and 52)."""

    ANNULLED = "annulled", _("the refusal or removal is taken back, and the matter goes on")
    NO_WORSE = "no_worse", _("a decision of the same kind takes its place, and the party is no worse off")
    WORSE = "worse", _("a decision of the same kind takes its place, to the detriment of the party")


TAKEN_BACK = frozenset({DecisionKind.REFUSE, DecisionKind.REMOVE})
"""Kinds of decision whose matter goes on as if they had never been made, once they are annulled."""
ADVERSE = frozenset(
    {DecisionKind.REFUSE, DecisionKind.REFL_INTERRUPT, DecisionKind.REMOVE, DecisionKind.ALLOWANCE_RECOVERY}
)
"""Kinds of decision that take something from the party or refuse it."""
BY_APPLICATION = frozenset(
    {
        DecisionKind.ALLOWANCE,
        DecisionKind.SUPPL_ALLOWANCE,
        DecisionKind.SPENDING_MONEY,
        DecisionKind.RETURN_GRANT,
    }
)
"""Kinds that may give less than was asked for."""


class ServedBy(Word):
    """How a decision is served (tiedoksianto)."""

    POST = "post", _("by letter")
    HANDED_OVER = "handed_over", _("handed over")
    PROOF_OF_RECEIPT = "proof_of_receipt", _("by letter with proof of receipt")
    ELECTRONIC = "electronic", _("electronically")


class HearingWay(Word):
    """How the party is asked to comment before a decision (kuuleminen)."""

    WRITTEN = "written", _("in writing")
    SPOKEN = "spoken", _("at a meeting or by telephone")


class HearingSkip(Word):
    """Why a matter is decided without hearing the party (434/2003, 34.2)."""

    ACCEPTED = "accepted", _("what was asked for is accepted, and it concerns nobody else")
    REJECTED_AT_ONCE = "rejected_at_once", _("the claim is rejected at once as plainly without grounds")
    ENDANGERS = "endangers", _("hearing would defeat the decision, or waiting would seriously harm health or safety")
    NEEDLESS = "needless", _("hearing is plainly needless for another reason")


@dataclass(frozen=True, slots=True)
class Heard:
    """What was done to hear the party of a decision, as far as it is known on a day.

    `anew` is how a faulty decision is decided anew, for one that does so.
    """

    kind: DecisionKind
    on: date
    asked_on: date | None = None
    reply_by: date | None = None
    replied_on: date | None = None
    skipped: HearingSkip | None = None
    anew: Anew | None = None

    def check(self) -> None:
        """Make sure that the days are in a possible order. Raises Senseless."""
        if (self.asked_on is None) != (self.reply_by is None):
            raise Senseless(_("A hearing has the day it was asked and the last day of the reply."), field="reply_by")
        if self.asked_on and self.reply_by and self.reply_by < self.asked_on:
            raise Senseless(_("The last day of the reply comes after the question."), field="reply_by")
        if self.replied_on and (self.asked_on is None or self.replied_on < self.asked_on):
            raise Senseless(_("A reply comes after the question."), field="replied_on")
        if any(day is not None and day > self.on for day in (self.asked_on, self.replied_on)):
            raise Senseless(_("What was done lies not in the future."), field="on")


class AppealState(Word):
    """Where an appeal (valitus) is."""

    RECEIVED = "received", _("received")
    FORWARDED = "forwarded", _("forwarded to the court")
    DECIDED = "decided", _("decided by the court")
    FINAL = "final", _("final")


class CourtOutcome(Word):
    """What a court decided on an appeal."""

    DISMISSED = "dismissed", _("the appeal was dismissed; the decision stands")
    ANNULLED = "annulled", _("the decision was annulled")
    NOT_EXAMINED = "not_examined", _("the appeal was not examined")
    LAPSED = "lapsed", _("the appeal was withdrawn or lapsed")


class Recipient(Word):
    """To whom a decision is served."""

    PARTY = "party", _("the party")
    GUARDIAN = "guardian", _("a guardian")
    REPRESENTATIVE = "representative", _("the representative")


class LetterWish(Word):
    """What the party has said about letters."""

    FORBIDDEN = "forbidden", _("no letters")
    SOME = "some", _("letters to some addresses only")
    ALLOWED = "allowed", _("letters are safe")
    UNSAID = "unsaid", _("nothing was said about letters")


IN_USE = (ServedBy.POST, ServedBy.HANDED_OVER, ServedBy.PROOF_OF_RECEIPT)
"""The ways in which decisions are served. Electronic service is known, so that it can be refused in words."""


@dataclass(frozen=True, slots=True)
class Faulty:
    """A signed decision that may be faulty, as the rule of deciding anew asks for it.

    `raised_on` is the day on which the party asked for the correction, or we began it; `is_in_force`: no court has
    annulled it, and no correction has taken its place.
    """

    kind: DecisionKind
    error: Error
    anew: Anew
    decided_on: date
    raised_on: date
    on: date
    consent: bool = False
    obvious: bool = False
    caused_by_party: bool = False
    is_in_force: bool = True


@dataclass(frozen=True, slots=True)
class Serving:
    """How and when a decision went out, and the day its receipt was shown, if it was."""

    served_by: ServedBy | None
    sent_on: date | None = None
    received_on: date | None = None

    def check(self) -> None:
        """Make sure that it was sent before it was received. Raises Senseless."""
        if self.sent_on and self.received_on and self.received_on < self.sent_on:
            raise Senseless(_("A decision is not received before it is sent."), field="received_on")


@dataclass(frozen=True, slots=True)
class Reflection:
    """What the notice of a reflection period tells beside its standard texts: its days, and why it is interrupted.

    `until_on` is exclusive; `ground` is the word of the ground of interruption, empty for what is granted or extended.
    """

    from_on: date
    until_on: date
    ground: str = ""


@dataclass(frozen=True, slots=True)
class RemovalSaid:
    """What the letters of a removal say beside the reasons: its ground (`R1` to `R4`) and what follows.

    `after_last_on` is the last day of help after the removal, with words of which.
    """

    ground: str
    is_enforced_at_once: bool = True
    after_last_on: date | None = None
    after_words: str = ""


@dataclass(frozen=True, slots=True)
class ChildSaid:
    """What the letters of a decision about a child say of it: its best interest and its own view."""

    best_interest: str = ""
    view: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a correcting decision says of the one it corrects: which, of which day, what was wrong and what is right.

    `anew` is how the matter is decided anew, None for a clerical error; `consent` is how the party consented.
    """

    record: str
    decided_on: date | None
    error: Error
    wrong: str
    right: str
    anew: Anew | None = None
    consented_on: date | None = None
    consent: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """All that the letters of one decision are made of, beside their standard texts.

    `on` is the day of the decision, for a draft today's. `party` is empty for a person without a known name, `born_on`
    holds what is known of the birth date (`1999-02-14`, `1999-02`, `1999`). `contact` and `signer` are name and title;
    nobody has signed a draft. `reflection` is filled for a reflection period alone, `child` where a child is concerned,
    `heard` where the party was heard or the hearing was left out.
    """

    kind: DecisionKind
    record: str
    on: date
    party: str
    born_on: str
    pending_on: date
    reasons: str
    language: str
    explained_in: str
    contact: tuple[str, str]
    signer: tuple[str, str] | None = None
    reflection: Reflection | None = None
    removal: RemovalSaid | None = None
    child: ChildSaid | None = None
    correction: Correction | None = None
    heard: Heard | None = None

    @property
    def is_taken_back(self) -> bool:
        """Tell whether it takes a refusal or a removal back, so that it says nothing that theirs do."""
        return self.correction is not None and self.correction.anew is Anew.ANNULLED
