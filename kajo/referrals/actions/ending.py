"""How does a referral end without a decision?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.decisions import actions as decisions
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.referrals import queries, rules
from kajo.referrals.actions.shared import may_ask, ready_draft
from kajo.referrals.models import Consent, Ending, Referral, Supplement
from kajo.referrals.states import REFERRAL
from kajo.referrals.terms import Allowed, ConsentGiver, ConsentItem, Lapse, State, Transfer, Withdrawal
from kajo.work import actions as work
from kajo.work.terms import ClockEnd, Reason


@action(Verb.REFERRAL_WITHDRAW, REFERRAL)
def withdraw(actor: Actor, referral: Referral, /, *, withdrawal: Withdrawal, at: datetime) -> Ending:
    """Note that the person, or whoever speaks for a child, withdraws the referral. Every consent ends with it.

    Raises Refused for a moment ahead or before the referral came, and for a guardian who may not be asked.
    """
    if withdrawal.told_at > at:
        raise Refused(_("Nobody has withdrawn it in the future."), field="told_at")
    if legal_day(withdrawal.told_at) < legal_day(referral.received_at):
        raise Refused(_("A referral is withdrawn after it came."), field="told_at")
    if withdrawal.said_by is ConsentGiver.GUARDIAN:
        may_ask(referral, field="said_by")
    Consent.objects.within(actor).filter(referral=referral, is_given=True, withdrawn_at__isnull=True).update(
        withdrawn_at=at
    )
    return _end(
        actor,
        referral,
        State.WITHDRAWN,
        ended_on=legal_day(withdrawal.told_at),
        said_by=str(withdrawal.said_by),
        way=str(withdrawal.way),
        told_at=withdrawal.told_at,
        words=withdrawal.words or None,
        at=at,
    )


@action(Verb.REFERRAL_LAPSE, REFERRAL)
def lapse(actor: Actor, referral: Referral, /, *, reason: Lapse, words: str, at: datetime) -> Ending:
    """Let a referral lapse: consent is gone, the person was not reached, or a case or another referral goes on instead.

    Nothing is joined by itself: somebody has agreed by hand what goes on. Raises Refused where consent stands or was
    never asked for, for a person not reached without a word on what was tried, and without a word on what goes on.
    """
    if reason is Lapse.CONSENT:
        said = queries.allowed(referral, queries.consents_of(actor, [referral.pk]), ConsentItem.CONTACT)
        if said not in {Allowed.WITHDRAWN, Allowed.REFUSED}:
            raise Refused(_("Consent was neither withdrawn nor refused here."), field="reason")
    if reason is Lapse.NOT_REACHED and not words.strip():
        raise Refused(_("Say how and when it was tried to reach the person."), field="words")
    if reason is Lapse.JOINED and not words.strip():
        raise Refused(_("Say with whom you agreed what goes on instead."), field="words")
    return _end(actor, referral, State.LAPSED, ended_on=legal_day(at), reason=str(reason), words=words or None, at=at)


@action(Verb.REFERRAL_TRANSFER, REFERRAL)
def transfer(actor: Actor, referral: Referral, /, *, transfer: Transfer, at: datetime) -> Ending:
    """Send a referral on to the authority that is competent. Where the sender was not told, a task asks to.

    Raises Refused for a day ahead or before the referral came, and where what was told would go along without consent.
    Law: Administrative Procedure Act 434/2003, 21.
    """
    if transfer.on > legal_day(at):
        raise Refused(_("Nothing is sent on in the future."), field="on")
    if transfer.on < legal_day(referral.received_at):
        raise Refused(_("A referral is sent on after it came."), field="on")
    if transfer.is_told_along:
        consents = queries.consents_of(actor, [referral.pk])
        may = rules.may_go_along(transfer.to, queries.allowed(referral, consents, transfer.to.item))
        if not may.outcome:
            raise Refused(may.because, field="is_told_along")
    ended = _end(
        actor,
        referral,
        State.TRANSFERRED,
        ended_on=transfer.on,
        sent_to=str(transfer.to),
        is_sender_told=transfer.is_sender_told,
        is_told_along=transfer.is_told_along,
        words=transfer.words or None,
        at=at,
    )
    if not transfer.is_sender_told:
        work.make(actor, referral, reason=Reason.TELL_SENDER, due_on=legal_day(at), owner=actor.id, at=at)
    return ended


def _end(actor: Actor, referral: Referral, how: State, *, ended_on: date, at: datetime, **facts: Any) -> Ending:
    Supplement.objects.within(actor).filter(referral=referral, ended_at__isnull=True).update(ended_at=at)
    work.finish(actor, referral.pk, set(Reason), at)
    work.end_all(actor, referral.pk, ClockEnd.FELL_AWAY, at)
    ready = ready_draft(actor, referral)
    if ready is not None:
        decisions.drop(actor, ready, at=at)
    referral.decided_on = ended_on
    referral.save(update_fields=["decided_on"])
    return Ending.objects.create(
        subject_id=referral.subject_id,
        office=referral.office,
        sealed=referral.sealed,
        referral=referral,
        how=str(how),
        ended_on=ended_on,
        recorded_by_id=actor.id,
        recorded_at=at,
        **facts,
    )
