"""Who assesses a referral, and what is asked for?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from kajo.access import ties
from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.models import Tie, Tied
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.referrals.actions.shared import DECIDED, may_ask, must_be_a_worker
from kajo.referrals.models import Estimate, Referral, Supplement
from kajo.referrals.states import REFERRAL
from kajo.referrals.terms import (
    OPEN_STATES,
    Missing,
)
from kajo.work import actions as work
from kajo.work.terms import Because, Reason


@action(Verb.REFERRAL_ASSIGN)
def assign(actor: Actor, referral: Referral, /, *, worker: UUID, at: datetime) -> Tie:
    """Give the referral to a case worker, who from now on sees it, and gets a task to assess it."""
    must_be_a_worker(worker, at)
    if referral.state not in OPEN_STATES:
        raise Refused(DECIDED)
    tied = ties.tie(referral.subject_id, worker, Tied.ASSIGNED, at=at)
    work.make(actor, referral, reason=Reason.ASSESS_REFERRAL, due_on=legal_day(at), owner=worker, at=at)
    return tied


@action(Verb.REFERRAL_ASSESS, REFERRAL)
def assess(actor: Actor, referral: Referral, /, *, at: datetime) -> Referral:
    """Begin to assess a referral, or go on: nothing that was asked for is waited for any more."""
    Supplement.objects.within(actor).filter(referral=referral, ended_at__isnull=True).update(ended_at=at)
    work.finish(actor, referral.pk, {Reason.AWAIT_SUPPLEMENT}, at)
    work.go_on(actor, referral.pk, Because.SUPPLEMENT, at)
    return referral


@action(Verb.REFERRAL_SUPPLEMENT, REFERRAL)
def ask_supplement(
    actor: Actor, referral: Referral, /, *, wanted: Sequence[Missing], words: str, until_on: date, at: datetime
) -> Supplement:
    """Ask for what a referral lacks, until a day. A task falls due on the working day after it.

    Until the end of that day the own target of deciding stands still, unless the referral is urgent: that waits for
    nothing.

    Law: Administrative Procedure Act 434/2003, 22.1.
    """
    if until_on <= legal_day(at):
        raise Refused(_("Leave at least until tomorrow to answer."), field="until_on")
    if not wanted and not words:
        raise Refused(_("Say what is asked for."), field="words")
    if Missing.CONSENT_OF_GUARDIAN in wanted:
        may_ask(referral, field="wanted")
    work.make(actor, referral, reason=Reason.AWAIT_SUPPLEMENT, due_on=until_on, owner=actor.id, at=at)
    if not referral.is_urgent:
        work.pause_all(
            actor, referral.pk, Because.SUPPLEMENT, from_on=legal_day(at), until_on=until_on + timedelta(days=1), at=at
        )
    return Supplement.objects.create(
        subject_id=referral.subject_id,
        office=referral.office,
        sealed=referral.sealed,
        referral=referral,
        wanted=" ".join(str(each) for each in wanted) or None,
        words=words or None,
        until_on=until_on,
        asked_by_id=actor.id,
        asked_at=at,
    )


@action(Verb.REFERRAL_ESTIMATE)
def estimate(actor: Actor, referral: Referral, /, *, expected_on: date, words: str, at: datetime) -> Estimate:
    """Note the day on which a decision may be expected, as a party who asked was told. A task falls due after it.

    Raises Refused for a day that has come, and for a referral that waits for no decision.
    Law: Administrative Procedure Act 434/2003, 23.2.
    """
    if referral.state not in OPEN_STATES:
        raise Refused(DECIDED)
    if expected_on <= legal_day(at):
        raise Refused(_("A decision is expected on a day to come."), field="expected_on")
    work.finish(actor, referral.pk, {Reason.KEEP_ESTIMATE}, at)
    work.make(actor, referral, reason=Reason.KEEP_ESTIMATE, due_on=expected_on, owner=actor.id, at=at)
    return Estimate.objects.create(
        subject_id=referral.subject_id,
        office=referral.office,
        sealed=referral.sealed,
        referral=referral,
        expected_on=expected_on,
        words=words or None,
        told_by_id=actor.id,
        told_at=at,
    )
