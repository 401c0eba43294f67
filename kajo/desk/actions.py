"""What reaches through several rooms at once?"""

from __future__ import annotations

from datetime import date, datetime

from kajo.access import gate
from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import actions as cases
from kajo.cases.models import Case
from kajo.decisions import actions as decisions
from kajo.decisions.models import Appeal
from kajo.decisions.terms import CourtOutcome, DecisionKind
from kajo.law.finding import N_ as _
from kajo.referrals import actions as referrals
from kajo.referrals.models import Referral


@action(Verb.APPEAL_ANSWER)
def answer_appeal(
    actor: Actor, appeal: Appeal, /, *, outcome: CourtOutcome, answered_on: date, court_record: str, answer: str,
    at: datetime,
) -> Appeal:  # fmt: skip
    """Record what the court decided, and carry out what follows from it at once.

    An annulled refusal is assessed anew, an annulled removal is undone from its date. Whoever may record the answer and
    not undo a removal leaves that to the task that every annulment makes. Raises Refused as the deeds do, and for an
    annulment without the court's record number and reasons.
    """
    annuls = outcome is CourtOutcome.ANNULLED
    if annuls and not court_record.strip():
        raise Refused(_("An annulment is carried out: name the court's record number."), field="court_record")
    if annuls and not answer.strip():
        raise Refused(_("An annulment is carried out: write the court's reasons in short."), field="answer")
    done = decisions.answer_appeal(
        actor, appeal, outcome=outcome, answered_on=answered_on, court_record=court_record, answer=answer, at=at
    )
    if annuls:
        _carry_out(actor, done, answered_on, court_record, answer, at)
    return done


def _carry_out(actor: Actor, appeal: Appeal, on: date, record: str, reasons: str, at: datetime) -> None:
    decision = appeal.decision
    referral = Referral.objects.within(actor).filter(pk=decision.matter).first()
    case = Case.objects.within(actor).filter(pk=decision.matter).first()
    if decision.decision_kind == DecisionKind.REFUSE and referral is not None:
        referrals.reopen(actor, referral, court_reference=record, court_decided_on=on, reason=reasons, at=at)
    elif decision.decision_kind == DecisionKind.REMOVE and case is not None and gate.may(actor, Verb.CASE_RESTORE):
        cases.restore(actor, case, court_reference=record, annulled_on=on, reason=reasons, at=at)
    else:
        return
    decisions.carried_out(actor, decision, at=at)
