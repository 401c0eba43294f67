"""How is a notice told, held back, sent after all, or given up?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from kajo.access import gate
from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.models import Protected
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.bridges import jobs
from kajo.bridges.carrying import Means, fits
from kajo.clients import queries as clients
from kajo.content.terms import Text
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.ledger.guarded import row_id
from kajo.notices import queries
from kajo.notices.models import Notice
from kajo.notices.states import NOTICE
from kajo.notices.terms import (
    Barrier,
    GivenUp,
    NoticeState,
    NoticeText,
    Recipient,
    To,
    ToClient,
    ToOutside,
    ToStaff,
    not_neutral,
)
from kajo.work import actions as work
from kajo.work import queries as tasks
from kajo.work.terms import Reason

SEND = "notices.send"
"""The job that sends one notice."""
LEASE = timedelta(minutes=2)
"""For so long one worker alone sends a notice; a service is waited for ten seconds."""


@action(Verb.NOTICE_TELL)
def tell(
    actor: Actor,
    _nothing: None = None,
    /,
    *,
    about: Protected,
    to: To,
    means: Means,
    text: NoticeText,
    words: Mapping[str, str] | None = None,
    language: str = "fi",
    key: str = "",
    at: datetime,
) -> Notice:
    """Put a notice into the outbox, in the transaction of the deed that causes it: with it, or not at all.

    `about` is the record that gives the reason; the teller reaches it. `words` are the values of the text, neutral
    ones only. A text that is not written in `language` is sent in English. Told again with the same `key`, it is the
    same notice, unchanged.

    What must not go this way, by a wish of the client or because no number is there, is kept as blocked with the
    reason, and somebody gets the task to tell it otherwise: look at `state`. Raises Refused for words that are not
    neutral or not those of the text, and for what is no number or address; Forbidden and NotFound out of reach.
    """
    gate.check(actor, Verb.NOTICE_TELL, about)
    known = queries.told_with(actor, key)
    if known is not None:
        return known
    written = queries.written(text, language)
    _check(written, words or {})
    if isinstance(to, ToOutside) and not fits(means, to.address):
        raise Refused(_("This is no whole number in international form, and no e-mail address."), field="address")
    lies, whom = _of(actor, about, to)
    barrier = queries.reach(actor, to, means, text=written, is_apart=lies["sealed"]).barrier
    notice = Notice(
        **lies,
        **whom,
        key=key or str(row_id()),
        means=str(means),
        text=str(text),
        words=dict(words or {}),
        language=written.language,
        told_by_id=actor.id,
        told_at=at,
        state=str(NoticeState.BLOCKED if barrier else NoticeState.QUEUED),
        because=str(barrier or ""),
        next_at=None if barrier else at,
    )
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
    except IntegrityError:  # somebody told it at this very moment
        known = queries.told_with(actor, key)
        if known is None:
            raise
        return known
    if barrier:
        ask_for_help(actor, notice, is_for_worker=isinstance(to, ToClient), at=at)
    else:
        order(notice, at)
    return notice


@action(Verb.NOTICE_BLOCK, NOTICE)
def block(actor: Actor, notice: Notice, /, *, because: Barrier, at: datetime) -> Notice:
    """Hold a notice back that must not be sent this way any more, and ask somebody to tell it otherwise."""
    notice.save(update_fields=notice.stuck(NoticeState.BLOCKED, because=str(because)))
    ask_for_help(actor, notice, is_for_worker=notice.recipient == Recipient.CLIENT, at=at)
    return notice


@action(Verb.NOTICE_REDO, NOTICE)
def redo(actor: Actor, notice: Notice, /, *, is_wish_read: bool = False, at: datetime) -> Notice:
    """Put a notice that is stuck into the outbox again, with all its attempts before it.

    `is_wish_read`: the actor has read the words that stand with the client's way of contact. Raises Refused while
    something still stands against it.
    """
    read = notice.is_wish_read or is_wish_read
    barrier = queries.reach_of(actor, notice, is_wish_read=read).barrier
    if barrier:
        raise Refused(barrier.label, field="is_wish_read" if barrier is Barrier.UNREAD_WISH else "")
    notice.state, notice.because, notice.next_at = str(NoticeState.QUEUED), "", at
    notice.is_wish_read, notice.attempts_spent = read, notice.attempts
    notice.save(update_fields=["state", "because", "next_at", "is_wish_read", "attempts_spent"])
    work.finish(actor, notice.pk, [Reason.TELL_OTHERWISE], at)
    order(notice, at)
    return notice


@action(Verb.NOTICE_GIVE_UP, NOTICE)
def give_up(actor: Actor, notice: Notice, /, *, because: GivenUp, at: datetime) -> Notice:
    """Give a notice up that has not left: its reason has gone, or it was told another way. A number is forgotten."""
    notice.save(update_fields=notice.settled(NoticeState.GIVEN_UP, by=actor.id, because=str(because), at=at))
    work.finish(actor, notice.pk, [Reason.TELL_OTHERWISE], at)
    return notice


def order(notice: Notice, moment: datetime) -> None:
    """Order that a notice be sent at a moment, and once more after a lease, should that worker die over it."""
    jobs.order(SEND, not_before=moment, notice=str(notice.pk))
    jobs.order(SEND, not_before=moment + LEASE, notice=str(notice.pk))


def ask_for_help(actor: Actor, notice: Notice, *, is_for_worker: bool, at: datetime) -> None:
    """Make the task to tell a notice otherwise, for the client's worker or else a manager. Only inside a door."""
    on = legal_day(at)
    owner = tasks.keeper(
        notice.subject_id,
        office=notice.office,
        is_sealed=notice.sealed,
        on=on,
        but=set(),
        is_for_worker=is_for_worker,
    )
    work.make(actor, notice, reason=Reason.TELL_OTHERWISE, due_on=on, owner=owner, at=at)


def _check(text: Text, words: Mapping[str, str]) -> None:
    if set(words) != text.placeholders:
        raise Refused(_("These are not the values this text waits for."), field="words")
    if not_neutral(words):
        raise Refused(_("A message tells nothing but numbers and moments."), field="words")


def _of(actor: Actor, about: Protected, to: To) -> tuple[dict[str, Any], dict[str, Any]]:
    """Tell where the row lies and whom it names.

    A notice to one of our own tells nothing of the matter and is sent by the worker, who sees nothing that is kept
    apart: it lies open.
    """
    lies: dict[str, Any] = {"subject_id": about.subject_id, "office": about.office, "sealed": about.sealed}
    match to:
        case ToStaff(staff):
            return lies | {"sealed": False}, {"recipient": str(Recipient.STAFF), "staff_id": staff}
        case ToClient(way, read):
            found = clients.reached(actor, way)
            lies = {"subject_id": found.subject, "office": found.office, "sealed": found.is_sealed or about.sealed}
            return lies, {"recipient": str(Recipient.CLIENT), "way_id": way, "is_wish_read": read}
        case ToOutside(address):
            return lies, {"recipient": str(Recipient.OUTSIDE), "address": address}
