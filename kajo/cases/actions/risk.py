"""How is written down what threatens a client?"""

from __future__ import annotations

from datetime import date, datetime

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import rules
from kajo.cases.actions.shared import must_be_open
from kajo.cases.models import Case, RiskNote
from kajo.cases.terms import Risk
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.work import actions as work
from kajo.work.terms import Reason


@action(Verb.CASE_NOTE_RISK)
def note_risk(actor: Actor, case: Case, /, *, risk: Risk, review_on: date, at: datetime) -> RiskNote:
    """Write down what threatens the client and what is done about it; the former note stays, superseded.

    The task that asked for a fresh note ends. Raises Refused for a case that has ended, without a plan, and for a day
    of review that is not ahead or too far.
    """
    must_be_open(case)
    on = legal_day(at)
    if not risk.plan.strip():
        raise Refused(_("Write what is done, also where nothing threatens."), field="plan")
    if review_on <= on:
        raise Refused(_("The note is looked at again on a day to come."), field="review_on")
    latest = rules.risk_reviewed_by(on)
    if review_on > latest.outcome:
        raise Refused(latest.because, field="review_on")
    RiskNote.objects.within(actor).filter(case=case, superseded_at__isnull=True).update(superseded_at=at)
    work.finish(actor, case.pk, {Reason.NOTE_RISK}, at)
    return RiskNote.objects.create(
        subject_id=case.subject_id,
        office=case.office,
        sealed=case.sealed,
        case=case,
        noted_on=on,
        review_on=review_on,
        source=risk.source or None,
        target=risk.target or None,
        channels=" ".join(str(each) for each in risk.channels) or None,
        channels_words=risk.channels_words or None,
        housing=str(risk.housing),
        known_by=risk.known_by or None,
        plan=risk.plan,
        made_by_id=actor.id,
        made_at=at,
    )
