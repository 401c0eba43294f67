"""How does the worker take a notice, and what does it note of how that went?

A notice is sent at least once: a worker that dies after the service took it and before that was noted leaves an attempt
without an end, and the notice is sent again when the lease is over. The service gets the same key with it.
"""

from __future__ import annotations

from datetime import datetime

from kajo.access.doors import action
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.bridges import jobs
from kajo.bridges.carrying import Fault, Means
from kajo.law.calendar import legal_day
from kajo.notices import queries, rules
from kajo.notices.actions.telling import LEASE, SEND, ask_for_help, block, order
from kajo.notices.models import Attempt, Notice
from kajo.notices.states import NOTICE
from kajo.notices.terms import WAITING, NoticeState, Sending


@action(Verb.NOTICE_CLAIM)
def claim(actor: Actor, notice: Notice, /, *, at: datetime) -> Sending | None:
    """Take a notice that is due, for as long as the lease lasts; None where there is nothing to send now.

    Whether it may go its way is asked anew: a wish may have changed since it was told. An attempt that broke off
    counts like one that failed, so that a notice over which workers die is buried in the end.
    """
    is_due = notice.state in WAITING and notice.next_at is not None and notice.next_at <= at
    if not is_due or (notice.leased_until is not None and notice.leased_until > at):
        return None
    found = queries.reach_of(actor, notice, is_wish_read=notice.is_wish_read, opens=True)
    if found.barrier:
        block(actor, notice, because=found.barrier, at=at)
        return None
    tried = notice.attempts - notice.attempts_spent
    if tried and rules.next_attempt(tried, is_lasting=False, on=legal_day(at)).outcome is None:
        bury(actor, notice, fault=Fault.UNREACHABLE, at=at)
        return None
    notice.attempts, notice.leased_until = notice.attempts + 1, at + LEASE
    notice.save(update_fields=["attempts", "leased_until"])
    Attempt.objects.create(
        subject_id=notice.subject_id,
        office=notice.office,
        sealed=notice.sealed,
        notice=notice,
        number=notice.attempts,
        started_at=at,
    )
    jobs.order(SEND, not_before=notice.leased_until, notice=str(notice.pk))
    message = queries.said(notice)
    return Sending(notice.pk, notice.attempts, tried + 1, Means(notice.means), found.address, message)


@action(Verb.NOTICE_DELIVER, NOTICE)
def deliver(actor: Actor, notice: Notice, /, *, attempt: int, at: datetime) -> Notice:
    """Note that a notice has left, also by a worker that came back after its lease. The number is forgotten."""
    _end(actor, notice, attempt, "", at)
    notice.save(update_fields=notice.settled(NoticeState.SENT, by=None, because="", at=at))
    return notice


@action(Verb.NOTICE_FAIL, NOTICE)
def fail(actor: Actor, notice: Notice, /, *, attempt: int, fault: Fault, at: datetime) -> Notice:
    """Note that an attempt failed, and order the next one, unless another worker has taken the notice since."""
    _end(actor, notice, attempt, str(fault), at)
    if attempt != notice.attempts:
        return notice
    tried = notice.attempts - notice.attempts_spent
    wait = rules.next_attempt(tried, is_lasting=False, on=legal_day(at)).outcome
    if wait is None:
        raise ValueError("What is not tried again is buried.")
    notice.state, notice.because = str(NoticeState.FAILED), str(fault)
    notice.next_at, notice.leased_until = at + wait, None
    notice.save(update_fields=["state", "because", "next_at", "leased_until"])
    order(notice, notice.next_at)
    return notice


@action(Verb.NOTICE_BURY, NOTICE)
def bury(actor: Actor, notice: Notice, /, *, fault: Fault, attempt: int = 0, at: datetime) -> Notice:
    """Note that a notice did not get through, and ask a manager to see to it."""
    _end(actor, notice, attempt, str(fault), at)
    notice.save(update_fields=notice.stuck(NoticeState.DEAD, because=str(fault)))
    ask_for_help(actor, notice, is_for_worker=False, at=at)
    return notice


def _end(actor: Actor, notice: Notice, attempt: int, fault: str, at: datetime) -> None:
    found = Attempt.objects.within(actor).filter(notice=notice, number=attempt, ended_at__isnull=True).first()
    if found is not None:
        found.ended_at, found.fault = at, fault
        found.save(update_fields=["ended_at", "fault"])
