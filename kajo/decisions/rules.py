"""What does the law say of serving and appealing decisions?"""

from __future__ import annotations

from datetime import date

from kajo.decisions.terms import (
    ADVERSE,
    BY_APPLICATION,
    RECOVERY,
    REFLECTION,
    STATUS_PAPERS,
    TAKEN_BACK,
    Anew,
    DecisionKind,
    Error,
    Faulty,
    Heard,
    LetterWish,
    Recipient,
    ServedBy,
    Serving,
)
from kajo.law.acts import (
    ALIENS_ACT,
    COURT_PROCEDURE_ACT,
    COURT_PROCEDURE_ACT_UNTIL_2019,
    PROCEDURE_ACT,
    RECEPTION_ACT,
    TIME_LIMITS_ACT,
    Basis,
)
from kajo.law.calendar import is_working_day
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding, NotKnown, Senseless
from kajo.law.terms import Dated, Term, ends, in_force

BY_LETTER = PROCEDURE_ACT.section("59")
BY_PROOF = PROCEDURE_ACT.section("60")
LETTER_ARRIVES = (Dated(Term(BY_LETTER, days=7), date(2004, 1, 1)),)

TIME_RUNS = (TIME_LIMITS_ACT.section("2"), TIME_LIMITS_ACT.section("5"))
APPEAL_TIME = (
    Dated(
        Term(Basis((COURT_PROCEDURE_ACT_UNTIL_2019.section("22"), *TIME_RUNS)), days=30),
        date(1996, 12, 1),
        date(2020, 1, 1),
    ),
    Dated(Term(Basis((COURT_PROCEDURE_ACT.section("13"), *TIME_RUNS)), days=30), date(2020, 1, 1)),
)

DIRECTOR_DECIDES = Basis.to_confirm(
    _("other kinds than admission, reflection period and removal"), RECEPTION_ACT.section("33.2")
)
TWO_PERSONS = Basis.to_confirm("the assistance system's own rule of two persons")
APPEAL_LIES = Basis((RECEPTION_ACT.section("55.1"), COURT_PROCEDURE_ACT.section("6.1")))
NOT_DECIDED_HERE = Basis((COURT_PROCEDURE_ACT.section("6.2"),))

EACH_IS_SERVED = PROCEDURE_ACT.section("56.1")
SPOKEN_FOR = PROCEDURE_ACT.section("14.1")
SPEAKS_TOO = PROCEDURE_ACT.section("14.3")
BY_REPRESENTATIVE = RECEPTION_ACT.section("39.1")
SAFE_SERVICE = Basis.to_confirm("the assistance system's own rule of safe service", RECEPTION_ACT.section("38 b.3"))
ELECTRONIC = Basis.to_confirm("electronic service by the law of 2026", RECEPTION_ACT.section("38 b.3"))
ELECTRONIC_SERVICE = (Dated(value=False, from_on=date(2004, 1, 1)),)
"""Whether decisions are served electronically: off, until a lawyer has confirmed the law of 2026 and when it reads."""
SPEAKS_AT, OF_AGE = 15, 18
OF_LETTERS = {
    LetterWish.FORBIDDEN: _("No letters may be sent to this person. Hand the decision over."),
    LetterWish.SOME: _("Only to an address that was said to be safe."),
    LetterWish.UNSAID: _("Nothing was said about letters: ask before one is sent."),
    LetterWish.ALLOWED: _("Letters were said to be safe."),
}

HEARING = PROCEDURE_ACT.section("34.1")
WITHOUT_HEARING = PROCEDURE_ACT.section("34.2")
TO_DETRIMENT = PROCEDURE_ACT.section("50.3")
DECIDED_ANEW = PROCEDURE_ACT.section("52")
IN_FIVE_YEARS = Basis.to_confirm(_("the five years and for whom"), DECIDED_ANEW)
CORRECTION_TIME = (Dated(Term(IN_FIVE_YEARS, years=5), date(2004, 1, 1)),)
"""So long after the decision its correction to the party's detriment may be raised."""
TOO_LATE = _("A correction to the detriment of the party is raised within five years of the decision.")
CLERICAL_BY_WORDS = _("A clerical error is corrected in words; the matter is not decided anew.")
NOT_TAKEN_BACK = _("Only a refusal or a removal is taken back. Decide the matter anew by a decision of the same kind.")
UNREASONABLE = _("Correcting it would be unreasonable to the party. The decision stays as it is.")
CONSENT_NEEDED = _("A correction to the detriment of the party needs the party's consent.")
ONLY_IN_FAVOUR = _("New information corrects a decision only in favour of the party.")
HEARING_ON_MONEY = Basis.to_confirm("whether an application granted in part asks for a hearing", HEARING)


def may_decide(kind: DecisionKind, *, is_director: bool, delegated: frozenset[str]) -> Finding[bool]:
    """Tell whether somebody may decide in a matter of this kind.

    The director does, and an official whom the director has appointed for this kind; `delegated` are the kinds for
    which somebody is appointed on the day of the decision.

    Law: Reception Act 746/2011, 33.2; to confirm (other kinds than admission, reflection period and removal).
    Table: kajo/law/tables/decisions/may_decide.csv.
    """
    if is_director:
        return Finding(outcome=True, basis=DIRECTOR_DECIDES, because=_("The director decides."))
    if kind in delegated:
        return Finding(outcome=True, basis=DIRECTOR_DECIDES, because=_("The director has delegated this decision."))
    return Finding(
        outcome=False, basis=DIRECTOR_DECIDES, because=_("You hold no delegation for this kind of decision today.")
    )


def may_sign(kind: DecisionKind, *, is_preparer: bool, is_urgent: bool, reason: str) -> Finding[bool]:
    """Tell whether somebody who may decide may sign this decision, having or not having prepared it.

    Whoever prepared a decision does not sign it. The one exception is an urgent admission with a written reason,
    which somebody else reviews on the next working day.

    Law: to confirm (the assistance system's own rule of two persons). Table: kajo/law/tables/decisions/may_sign.csv.
    """
    if not is_preparer:
        return Finding(outcome=True, basis=TWO_PERSONS, because=_("Somebody else prepared the decision."))
    if kind not in {DecisionKind.ADMIT_35_1, DecisionKind.ADMIT_35_2, DecisionKind.ADMIT_35_3} or not is_urgent:
        return Finding(outcome=False, basis=TWO_PERSONS, because=_("Whoever prepared a decision does not sign it."))
    if not reason.strip():
        return Finding(
            outcome=False, basis=TWO_PERSONS, because=_("Write why the decision cannot wait for another person.")
        )
    return Finding(outcome=True, basis=TWO_PERSONS, because=_("An urgent admission that cannot wait."))


def appealable(kind: DecisionKind) -> Finding[bool]:
    """Tell whether an appeal to the administrative court lies against a decision of this kind.

    It lies against all but: reflection and recovery periods, by the ban on appeal; the recovery of an allowance, which
    is itself an application to that court; and papers on status for compensation, which decide nothing.

    Law: Reception Act 746/2011, 23.2, 55.1 and 57.2; Aliens Act 301/2004, 191.1(10);
    Administrative Judicial Procedure Act 808/2019, 6.1 and 6.2. Table: kajo/law/tables/decisions/appealable.csv.
    """
    if kind in REFLECTION:
        because = _("No appeal lies against a decision on a reflection period.")
        return Finding(outcome=False, basis=ALIENS_ACT.section("191.1(10)"), because=because)
    if kind in RECOVERY:
        because = _("No appeal lay against a decision on a recovery period.")
        return Finding(outcome=False, basis=RECEPTION_ACT.section("57.2"), because=because)
    if kind is DecisionKind.ALLOWANCE_RECOVERY:
        because = _("It is an application to the administrative court, which decides.")
        return Finding(outcome=False, basis=RECEPTION_ACT.section("23.2"), because=because)
    if kind in STATUS_PAPERS:
        because = _("It decides nothing; another authority decides on the compensation.")
        return Finding(outcome=False, basis=NOT_DECIDED_HERE, because=because)
    return Finding(outcome=True, basis=APPEAL_LIES, because=_("An appeal lies to the administrative court."))


def hearing_needed(kind: DecisionKind, anew: Anew | None = None) -> Finding[bool]:
    """Tell whether the party is heard before a decision of this kind, unless a reason to leave it out is recorded.

    Whoever is refused, removed, or loses a period or money is heard. Whoever gets what was asked for is not: the claim
    is accepted and concerns nobody else. What may be granted in part is heard until a lawyer has said otherwise. Where
    a faulty decision is decided anew (`anew`), the party is heard if it gets worse, whatever the kind, and not if a
    refusal or removal is taken back.

    Law: Administrative Procedure Act 434/2003, 34.1 and 34.2;
    to confirm (whether an application granted in part asks for a hearing).
    Table: kajo/law/tables/decisions/hearing_needed.csv.
    """
    if anew is Anew.ANNULLED:
        return Finding(outcome=False, basis=WITHOUT_HEARING, because=_("A refusal or removal is taken back."))
    if kind in ADVERSE or anew is Anew.WORSE:
        return Finding(outcome=True, basis=HEARING, because=_("The party may comment before the matter is decided."))
    if kind in BY_APPLICATION:
        return Finding(
            outcome=True,
            basis=HEARING_ON_MONEY,
            because=_("The party may comment before an application is granted in part or refused."),
        )
    if kind in STATUS_PAPERS:
        return Finding(outcome=False, basis=HEARING, because=_("It decides nothing, so nobody is heard."))
    because = _("What was asked for is accepted, and it concerns nobody else.")
    return Finding(outcome=False, basis=WITHOUT_HEARING, because=because)


def hearing_done(heard: Heard) -> Finding[bool]:
    """Tell whether a decision may be signed as far as the hearing of its party goes.

    Heard is whoever replied, and whoever was asked and let the last day of the reply go by: then it is decided on the
    file. A hearing that is left out needs its recorded reason. Until the end of the last day of the reply nothing is
    signed without it.

    Raises Senseless for days in an impossible order and for a question without a last day of the reply.
    Law: Administrative Procedure Act 434/2003, 34.1, 34.2 and 36.1. Table: kajo/law/tables/decisions/hearing_done.csv.
    """
    heard.check()
    needed = hearing_needed(heard.kind, heard.anew)
    if not needed.outcome:
        return Finding(outcome=True, basis=needed.basis, because=needed.because)
    if heard.replied_on is not None:
        return Finding(outcome=True, basis=HEARING, because=_("The party was heard and has replied."))
    if heard.skipped is not None:
        return Finding(
            outcome=True, basis=WITHOUT_HEARING, because=_("The hearing is left out for a reason that is recorded.")
        )
    if heard.asked_on is None or heard.reply_by is None:
        return Finding(
            outcome=False,
            basis=HEARING,
            because=_("The party has not been heard, and no reason to leave it out is recorded."),
        )
    if heard.on <= heard.reply_by:
        return Finding(
            outcome=False, basis=PROCEDURE_ACT.section("36.1"), because=_("The party may still reply to the hearing.")
        )
    because = _("The party was asked and did not reply in time; it is decided on what is on file.")
    return Finding(outcome=True, basis=HEARING, because=because)


def may_be_corrected(
    error: Error, *, to_detriment: bool, consent: bool, obvious: bool, caused_by_party: bool, unreasonable: bool
) -> Finding[bool]:
    """Tell whether a signed decision may be corrected by a new one.

    A clerical error is corrected unless that is unreasonable to the party. Another error may be corrected in favour of
    the party; to the party's detriment with the party's consent, or where the error is obvious and the party caused
    it; for new information never to the detriment.

    Law: Administrative Procedure Act 434/2003, 50.1, 50.2, 50.3, 51.1 and 51.2.
    Table: kajo/law/tables/decisions/may_be_corrected.csv.
    """
    if error is Error.CLERICAL:
        because = UNREASONABLE if unreasonable else _("A clerical error is corrected.")
        return Finding(not unreasonable, PROCEDURE_ACT.section("51.2" if unreasonable else "51.1"), because)
    if not to_detriment:
        return Finding(
            outcome=True, basis=PROCEDURE_ACT.section("50.1"), because=_("The correction is in favour of the party.")
        )
    if error is Error.NEW_EVIDENCE:
        return Finding(outcome=False, basis=PROCEDURE_ACT.section("50.2"), because=ONLY_IN_FAVOUR)
    if consent:
        return Finding(outcome=True, basis=TO_DETRIMENT, because=_("The party consents to the correction."))
    if obvious and caused_by_party:
        return Finding(outcome=True, basis=TO_DETRIMENT, because=_("The error is obvious, and the party caused it."))
    return Finding(outcome=False, basis=TO_DETRIMENT, because=CONSENT_NEEDED)


def correction_allowed(faulty: Faulty) -> Finding[bool]:
    """Tell whether a faulty decision may be removed and its matter decided anew.

    Facts, law, procedure or new information must be wrong or wanting; a clerical error is mended by words alone. What
    the law of correcting asks for is asked: consent to a detriment, unless the error is obvious and the party's own
    doing. To the detriment it is raised within five years of the decision. A decision that is not in force any more is
    not corrected, and only a refusal or a removal is taken back.

    Raises Senseless for a correction raised before the decision or ahead, NotKnown for a decision before 2004.
    Law: Administrative Procedure Act 434/2003, 50.1, 50.2, 50.3 and 52; to confirm (the five years and for whom).
    Table: kajo/law/tables/decisions/correction_allowed.csv.
    """
    if not faulty.decided_on <= faulty.raised_on <= faulty.on:
        raise Senseless(_("A correction is raised after the decision, and not in the future."), field="raised_on")
    term = in_force(CORRECTION_TIME, faulty.decided_on)
    if faulty.error.is_clerical or (faulty.anew is Anew.ANNULLED and faulty.kind not in TAKEN_BACK):
        because = CLERICAL_BY_WORDS if faulty.error.is_clerical else NOT_TAKEN_BACK
        return Finding(outcome=False, basis=PROCEDURE_ACT.section("50.1"), because=because)
    if not faulty.is_in_force:
        return Finding(outcome=False, basis=DECIDED_ANEW, because=_("This decision is not in force any more."))
    if faulty.anew is Anew.WORSE and faulty.raised_on > ends(term, faulty.decided_on):
        return Finding(outcome=False, basis=term.basis, because=TOO_LATE)
    return may_be_corrected(
        faulty.error, to_detriment=faulty.anew is Anew.WORSE, consent=faulty.consent, obvious=faulty.obvious,
        caused_by_party=faulty.caused_by_party, unreasonable=False,
    )  # fmt: skip


def appeal_in_time(kind: DecisionKind, serving: Serving, arrived_on: date) -> Finding[bool]:
    """Tell whether an appeal that arrived on a day came in time. Only the court decides on it; ours forwards it anyway.

    Raises as `appeal_ends_on` does, and Senseless for an appeal before the decision was sent.
    Law: Administrative Judicial Procedure Act 808/2019, 13; Reception Act 746/2011, 55.2; Time Limits Act 150/1930, 5.
    Table: kajo/law/tables/decisions/appeal_in_time.csv.
    """
    last = appeal_ends_on(kind, serving)
    if last.outcome is None:
        return Finding(outcome=False, basis=last.basis, because=last.because)
    if serving.sent_on is not None and arrived_on < serving.sent_on:
        raise Senseless(_("An appeal does not arrive before the decision was sent."), field="arrived_on")
    if arrived_on <= last.outcome:
        return Finding(outcome=True, basis=last.basis, because=_("It arrived on or before the last day."))
    because = _("It arrived after the last day; the court decides on that.")
    return Finding(outcome=False, basis=last.basis, because=because)


def recipients(age: int | None, *, has_guardian: bool, has_representative: bool) -> Finding[tuple[Recipient, ...]]:
    """Tell to whom a decision is served, each separately.

    An adult is served alone, and so is whoever's age is not known. From 15 years a minor speaks too and is served
    beside the representative or guardian; a younger child is spoken for. A representative stands in for the guardian;
    where there is neither, a representative is needed first. `age` is in whole years.

    Law: Administrative Procedure Act 434/2003, 14.1, 14.3 and 56.1; Reception Act 746/2011, 39.1.
    Table: kajo/law/tables/decisions/recipients.csv.
    """
    if age is not None and age < 0:
        raise Senseless(_("An age is not below zero."), field="age")
    if age is None or age >= OF_AGE:
        return Finding((Recipient.PARTY,), EACH_IS_SERVED, _("The party is served."))
    for_child = Recipient.GUARDIAN if has_guardian and not has_representative else Recipient.REPRESENTATIVE
    basis = EACH_IS_SERVED if has_guardian or has_representative else BY_REPRESENTATIVE
    if age >= SPEAKS_AT:
        return Finding(
            (Recipient.PARTY, for_child),
            Basis((SPEAKS_TOO, basis)),
            _("From 15 years a minor speaks too: the minor and whoever speaks for the minor are served each."),
        )
    return Finding((for_child,), Basis((SPOKEN_FOR, basis)), _("Whoever speaks for the child is served."))


def may_be_served(served_by: ServedBy, letters: LetterWish, *, is_limited: bool, on: date) -> Finding[bool]:
    """Tell whether a decision may be served this way without breaking what the party said about being reached.

    What is handed over breaks nothing. A letter, with or without proof of receipt, goes out only where letters are not
    forbidden; where only some addresses are safe, only to one of them. Electronic service is off; it never reaches
    somebody who has forbidden any way of contact (`is_limited`), or letters: whoever controls a telephone reads it.

    Raises NotKnown for electronic service before 2004.
    Law: Reception Act 746/2011, 38 b.3; to confirm (the assistance system's own rule of safe service, electronic
    service by the law of 2026). Table: kajo/law/tables/decisions/may_be_served.csv.
    """
    if served_by is ServedBy.ELECTRONIC:
        return _electronically(is_limited or letters in {LetterWish.FORBIDDEN, LetterWish.SOME}, on)
    if served_by is ServedBy.HANDED_OVER:
        return Finding(outcome=True, basis=SAFE_SERVICE, because=_("What is handed over breaks no wish about letters."))
    return Finding(letters is not LetterWish.FORBIDDEN, SAFE_SERVICE, OF_LETTERS[letters])


def _electronically(is_limited: bool, on: date) -> Finding[bool]:
    is_on = in_force(ELECTRONIC_SERVICE, on)
    if is_limited:
        return Finding(
            outcome=False,
            basis=SAFE_SERVICE,
            because=_("A wish about safe contact stands: nothing is served electronically. Hand the decision over."),
        )
    if not is_on:
        return Finding(
            outcome=False,
            basis=ELECTRONIC,
            because=_("Electronic service is not in use. Hand the decision over, or send it by letter."),
        )
    return Finding(outcome=True, basis=ELECTRONIC, because=_("No wish about safe contact stands against it."))


def received_on(serving: Serving) -> Finding[date]:
    """Tell on which day the party is deemed to have received a decision.

    A letter: the seventh day after it was posted, whatever day of the week; another day that is shown prevails, an
    earlier one too. Handed over or with proof of receipt: the day that the certificate shows.

    Raises Senseless without a way of serving or without the days it needs, and for a receipt before the sending;
    NotKnown for a letter posted before 2004 and for electronic service.
    Law: Administrative Procedure Act 434/2003, 59 and 60. Table: kajo/law/tables/decisions/received_on.csv.
    """
    if serving.served_by is None:
        raise Senseless(_("How the decision is served is needed."), field="served_by")
    serving.check()
    if serving.served_by is ServedBy.ELECTRONIC:
        raise NotKnown(_("When an electronic notice counts as received is not known here."), field="served_by")
    if serving.served_by is not ServedBy.POST:
        if serving.received_on is None:
            raise Senseless(_("The certificate shows the day of receipt, and it is needed."), field="received_on")
        return Finding(serving.received_on, BY_PROOF, _("The certificate shows the day of receipt."))
    if serving.received_on is not None:
        return Finding(serving.received_on, BY_LETTER, _("Another day of receipt is shown."))
    if serving.sent_on is None:
        raise Senseless(_("The day the letter was posted is needed."), field="sent_on")
    term = in_force(LETTER_ARRIVES, serving.sent_on)
    return Finding(
        ends(term, serving.sent_on), term.basis, _("A letter counts as received on the seventh day after posting.")
    )


def appeal_ends_on(kind: DecisionKind, serving: Serving) -> Finding[date | None]:
    """Tell the last day on which an appeal may be made, or None where none lies.

    Thirty days from receipt, the day of receipt not counted; a last day that is no working day moves to the next one.

    Raises as `received_on` does where an appeal lies; where none lies, only for a receipt before the sending.
    Law: Administrative Judicial Procedure Act 808/2019, 13; Administrative Judicial Procedure Act 586/1996, 22;
    Time Limits Act 150/1930, 2 and 5. Table: kajo/law/tables/decisions/appeal_ends_on.csv.
    """
    serving.check()
    appeal = appealable(kind)
    if not appeal.outcome:
        return Finding(None, appeal.basis, appeal.because)
    received = received_on(serving).outcome
    # Thirty days under both acts; only the section to quote changed, here by the day of receipt.
    term = in_force(APPEAL_TIME, received)
    return Finding(
        ends(term, received, is_working_day),
        term.basis,
        _("Thirty days from receipt; a last day that is no working day moves to the next one."),
    )
