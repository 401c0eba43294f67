"""What becomes of an appeal?"""

from __future__ import annotations

from datetime import date, datetime

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.content.terms import Court
from kajo.decisions import queries, rules
from kajo.decisions.models import Appeal, Decision
from kajo.decisions.states import APPEAL
from kajo.decisions.terms import AppealState, CourtOutcome, DecisionKind, State
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.finding import require
from kajo.work import actions as work
from kajo.work.terms import Reason


@action(Verb.APPEAL_RECEIVE)
def receive_appeal(
    actor: Actor, decision: Decision, /, *, arrived_on: date, is_left_here: bool, claims: str, at: datetime
) -> Appeal:
    """Record that an appeal has arrived, here or at the court; a task forwards it with a statement without delay.

    One that came late is recorded and forwarded too: the court decides on it. Raises Refused for a decision that is not
    served yet, against which no appeal lies, against which one is under way, and for a day in the future or before the
    decision was sent.
    """
    kind, on = DecisionKind(decision.decision_kind), legal_day(at)
    require(rules.appealable(kind))
    if arrived_on > on:
        raise Refused(_("An appeal does not arrive in the future."), field="arrived_on")
    if decision.state != State.SERVED:
        raise Refused(_("Record first how the decision was served: the time to appeal runs from it."))
    if Appeal.objects.within(actor).filter(decision=decision).exclude(state=str(AppealState.FINAL)).exists():
        raise Refused(_("An appeal against this decision is under way already."))
    serving = queries.serving_of(actor, decision)
    if serving is not None:
        rules.appeal_in_time(kind, serving, arrived_on)
    appeal = Appeal.objects.create(
        subject_id=decision.subject_id,
        office=decision.office,
        sealed=decision.sealed,
        decision=decision,
        arrived_on=arrived_on,
        is_left_here=is_left_here,
        claims=claims,
        received_by_id=actor.id,
        received_at=at,
    )
    work.make(actor, decision, reason=Reason.FORWARD_APPEAL, due_on=on, at=at)
    return appeal


@action(Verb.APPEAL_FORWARD, APPEAL)
def forward_appeal(
    actor: Actor, appeal: Appeal, /, *, court: Court, statement: str, forwarded_on: date, at: datetime
) -> Appeal:
    """Forward an appeal to the court with our statement. Raises Refused for a day ahead or before it arrived."""
    if forwarded_on > legal_day(at) or forwarded_on < appeal.arrived_on:
        raise Refused(_("It is forwarded after it arrived, and not in the future."), field="forwarded_on")
    appeal.court, appeal.statement, appeal.forwarded_on = str(court), statement, forwarded_on
    appeal.forwarded_by_id = actor.id
    appeal.save(update_fields=["court", "statement", "forwarded_on", "forwarded_by"])
    work.finish(actor, appeal.decision.pk, [Reason.FORWARD_APPEAL], at)
    return appeal


@action(Verb.APPEAL_ANSWER, APPEAL)
def answer_appeal(
    actor: Actor, appeal: Appeal, /, *, outcome: CourtOutcome, answered_on: date, court_record: str, answer: str,
    at: datetime,
) -> Appeal:  # fmt: skip
    """Record what the court decided; where it annulled the decision, a task carries that out.

    Raises Refused for a day ahead or before the appeal was forwarded.
    """
    if answered_on > legal_day(at) or (appeal.forwarded_on and answered_on < appeal.forwarded_on):
        raise Refused(_("The court answers after an appeal was forwarded, not in the future."), field="answered_on")
    appeal.outcome, appeal.answered_on, appeal.answered_by_id = str(outcome), answered_on, actor.id
    appeal.court_record, appeal.answer = court_record or None, answer or None
    appeal.state = APPEAL.check(Verb.APPEAL_ANSWER, appeal.state)
    appeal.save()
    if outcome is CourtOutcome.ANNULLED:
        work.make(actor, appeal.decision, reason=Reason.CARRY_OUT_JUDGMENT, due_on=legal_day(at), at=at)
    return appeal


@action(Verb.APPEAL_CLOSE, APPEAL)
def close_appeal(actor: Actor, appeal: Appeal, /, *, final_on: date, at: datetime) -> Appeal:
    """Note from which day the court's answer is final. Raises Refused for a day ahead or before the answer."""
    if final_on > legal_day(at) or (appeal.answered_on and final_on < appeal.answered_on):
        raise Refused(_("An answer becomes final after it was given, and not in the future."), field="final_on")
    appeal.final_on = final_on
    appeal.save(update_fields=["final_on"])
    return appeal


def carried_out(actor: Actor, decision: Decision, *, at: datetime) -> None:
    """End the task to carry out what a court decided. Only inside a door."""
    work.finish(actor, decision.pk, [Reason.CARRY_OUT_JUDGMENT], at)
