"""What does the law say of serving and appealing decisions?"""

from __future__ import annotations

from datetime import date

from kajo.decisions.terms import RECOVERY, REFLECTION, STATUS_PAPERS, DecisionKind, ServedBy, Serving
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
from kajo.law.finding import Finding, Senseless
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

PROVISIONS = {
    DecisionKind.ADMIT_35_1: Basis(
        tuple(RECEPTION_ACT.section(place) for place in ("33.1(1)", "33.2", "35.1", "35.4"))
    ),
    DecisionKind.ADMIT_35_2: Basis(
        tuple(RECEPTION_ACT.section(place) for place in ("33.1(1)", "33.2", "35.2", "35.4"))
    ),
    DecisionKind.ADMIT_35_3: Basis(
        tuple(RECEPTION_ACT.section(place) for place in ("5.3", "33.1(1)", "33.2", "35.3", "35.4"))
    ),
    DecisionKind.REFUSE: Basis(
        (*(RECEPTION_ACT.section(place) for place in ("33.1(1)", "33.2", "35.1")), PROCEDURE_ACT.section("45.1"))
    ),
}
"""What a decision names as applied (434/2003, 45.1)."""


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
        outcome=False,
        basis=DIRECTOR_DECIDES,
        because=_("You hold no delegation for this kind of decision today."),
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
        return Finding(
            outcome=False,
            basis=ALIENS_ACT.section("191.1(10)"),
            because=_("No appeal lies against a decision on a reflection period."),
        )
    if kind in RECOVERY:
        return Finding(
            outcome=False,
            basis=RECEPTION_ACT.section("57.2"),
            because=_("No appeal lay against a decision on a recovery period."),
        )
    if kind is DecisionKind.ALLOWANCE_RECOVERY:
        return Finding(
            outcome=False,
            basis=RECEPTION_ACT.section("23.2"),
            because=_("It is an application to the administrative court, which decides."),
        )
    if kind in STATUS_PAPERS:
        return Finding(
            outcome=False,
            basis=NOT_DECIDED_HERE,
            because=_("It decides nothing; another authority decides on the compensation."),
        )
    return Finding(outcome=True, basis=APPEAL_LIES, because=_("An appeal lies to the administrative court."))


def received_on(serving: Serving) -> Finding[date]:
    """Tell on which day the party is deemed to have received a decision.

    A letter: the seventh day after it was posted, whatever day of the week; another day that is shown prevails, an
    earlier one too. Handed over or with proof of receipt: the day that the certificate shows.

    Raises Senseless without a way of serving or without the days it needs, and for a receipt before the sending;
    NotKnown for a letter posted before 2004.
    Law: Administrative Procedure Act 434/2003, 59 and 60. Table: kajo/law/tables/decisions/received_on.csv.
    """
    if serving.served_by is None:
        raise Senseless(_("How the decision is served is needed."), field="served_by")
    _check_order(serving)
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
        ends(term, serving.sent_on),
        term.basis,
        _("A letter counts as received on the seventh day after posting."),
    )


def appeal_ends_on(kind: DecisionKind, serving: Serving) -> Finding[date | None]:
    """Tell the last day on which an appeal may be made, or None where none lies.

    Thirty days from receipt, the day of receipt not counted; a last day that is no working day moves to the next one.

    Raises as `received_on` does where an appeal lies; where none lies, only for a receipt before the sending.
    Law: Administrative Judicial Procedure Act 808/2019, 13; Administrative Judicial Procedure Act 586/1996, 22;
    Time Limits Act 150/1930, 2 and 5. Table: kajo/law/tables/decisions/appeal_ends_on.csv.
    """
    _check_order(serving)
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


def _check_order(serving: Serving) -> None:
    if serving.sent_on and serving.received_on and serving.received_on < serving.sent_on:
        raise Senseless(_("A decision is not received before it is sent."), field="received_on")
