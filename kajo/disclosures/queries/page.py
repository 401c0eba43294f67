"""What may be seen of what is asked, answered and notified in a matter?"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from kajo.access import gate
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.models import Protected, covers
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.disclosures import rules
from kajo.disclosures.models import Disclosure, Inquiry, Notification, Request
from kajo.disclosures.queries import matters, register
from kajo.disclosures.queries.matters import plain
from kajo.disclosures.queries.rows import Asked, Notified, Page, Received
from kajo.disclosures.terms import (
    About,
    Ground,
    Holder,
    InquiryState,
    Matter,
    Need,
    NotificationState,
    Recipient,
    RequestState,
    Suspicion,
    Way,
)
from kajo.law.calendar import legal_day

BEGINNING = {
    "ask": Verb.REQUEST_ASK,
    "receive": Verb.INQUIRY_RECEIVE,
    "prepare": Verb.DISCLOSURE_PREPARE,
    "suspect": Verb.NOTIFICATION_SUSPECT,
}


@reading(Verb.REQUEST_VIEW)
def exchange(actor: Actor, _: None, /, *, matter: Matter, doing: Verb = Verb.REQUEST_VIEW) -> Page:
    """Give what is asked, answered and notified in a matter, the latest first. Four queries.

    Raises NotFound, also for whoever may not do the deed that the page is for.
    """
    row = matters.matter_row(actor, matter, doing=doing)
    today = legal_day(current().at)
    current().note(Verb.REQUEST_VIEW, "read", kind=row._meta.label_lower, record=row.pk, subject=row.subject_id)
    requests = Request.objects.within(actor).filter(about=row.pk).order_by("-asked_on", "-pk")
    inquiries = Inquiry.objects.within(actor).filter(about=row.pk).order_by("-asked_on", "-pk")
    notifications = Notification.objects.within(actor).filter(about=row.pk).order_by("-suspected_on", "-pk")
    return Page(
        matter=matter,
        record=getattr(row, "reference", ""),
        asked=tuple(_asked(actor, each, today) for each in requests.select_related(*ASKED_BY)),
        received=tuple(_received(actor, each, today) for each in inquiries.select_related(*RECEIVED_BY)),
        notified=tuple(_notified(actor, each, today) for each in notifications.select_related(*NOTIFIED_BY)),
        may={name: covers(actor, verb, row) for name, verb in BEGINNING.items() if gate.may(actor, verb)},
    )


@reading(Verb.NOTIFICATION_VIEW)
def suspecting(actor: Actor, _: None, /, *, matter: Matter) -> Page:
    """Give the child welfare notifications of a matter to whoever may record a suspicion in it. One query.

    Also to a duty officer, who sees no other exchange of a matter. Raises NotFound.
    """
    row = matters.matter_row(actor, matter, doing=Verb.NOTIFICATION_SUSPECT)
    today = legal_day(current().at)
    current().note(Verb.NOTIFICATION_VIEW, "read", kind=row._meta.label_lower, record=row.pk, subject=row.subject_id)
    rows = Notification.objects.within(actor).filter(about=row.pk).order_by("-suspected_on", "-pk")
    return Page(
        matter=matter,
        record=getattr(row, "reference", ""),
        notified=tuple(_notified(actor, each, today) for each in rows.select_related(*NOTIFIED_BY)),
        may={"exchange": _may(actor, Verb.REQUEST_VIEW, row)},
    )


@reading(Verb.REQUEST_VIEW)
def request(actor: Actor, key: UUID, /, *, doing: Verb = Verb.REQUEST_VIEW) -> Asked:
    """Give a request of ours with its answer. Raises NotFound, also for whoever may not do the deed."""
    row = _found(actor, Request, key, doing, Verb.REQUEST_VIEW, ASKED_BY)
    return _asked(actor, row, legal_day(current().at))


@reading(Verb.INQUIRY_VIEW)
def inquiry(actor: Actor, key: UUID, /, *, doing: Verb = Verb.INQUIRY_VIEW) -> Received:
    """Give a request from others and what was told because of it. Raises NotFound, as above."""
    row = _found(actor, Inquiry, key, doing, Verb.INQUIRY_VIEW, RECEIVED_BY)
    lines = register.lines(actor, Disclosure.objects.within(actor).filter(inquiry=row))
    return _received(actor, row, legal_day(current().at), lines=lines)


@reading(Verb.NOTIFICATION_VIEW)
def notification(actor: Actor, key: UUID, /, *, doing: Verb = Verb.NOTIFICATION_VIEW) -> Notified:
    """Give a child welfare notification and what was told with it. Raises NotFound, as above."""
    row = _found(actor, Notification, key, doing, Verb.NOTIFICATION_VIEW, NOTIFIED_BY)
    lines = register.lines(actor, Disclosure.objects.within(actor).filter(notification=row))
    return _notified(actor, row, legal_day(current().at), lines=lines)


ASKED_BY = ("asked_by", "filed_by", "withdrawn_by")
RECEIVED_BY = ("received_by", "refused_by")
NOTIFIED_BY = ("suspected_by", "made_by")


def _found(actor: Actor, model: Any, key: UUID, doing: Verb, seen_by: Verb, people: tuple[str, ...]) -> Any:
    row = model.objects.within(actor).filter(pk=key).select_related(*people).first()
    if row is None:
        raise NotFound
    gate.check(actor, doing, row)
    current().note(seen_by, "read", kind=row._meta.label_lower, record=row.pk, subject=row.subject_id)
    return row


def _may(actor: Actor, verb: Verb, row: Protected) -> bool:
    return gate.may(actor, verb) and covers(actor, verb, row)


def _asked(actor: Actor, row: Request, today: date) -> Asked:
    state = RequestState(row.state)
    waits = state is RequestState.ASKED
    return Asked(
        id=row.pk,
        edition=row.edition,
        matter=Matter(About(row.about_kind), row.about),
        record=row.record,
        state=state,
        holder=Holder(row.holder),
        unit=plain(row.unit),
        need=Need(row.need),
        ground=Ground(row.ground),
        basis=row.basis,
        extent=plain(row.extent),
        way=Way(row.way),
        asked_on=row.asked_on,
        due_on=row.due_on,
        days=(row.due_on - today).days,
        asked_by=row.asked_by.name if row.asked_by else "",
        reminders=row.reminders,
        reminded_on=row.reminded_on,
        answered_on=row.answered_on,
        answered_by_way=Way(row.answered_by_way) if row.answered_by_way else None,
        has_nothing=row.has_nothing,
        answer=plain(row.answer),
        filed_by=row.filed_by.name if row.filed_by else "",
        withdrawn_because=plain(row.withdrawn_because),
        withdrawn_by=row.withdrawn_by.name if row.withdrawn_by else "",
        may_remind=waits and _may(actor, Verb.REQUEST_REMIND, row),
        may_file=waits and _may(actor, Verb.REQUEST_FILE, row),
        may_withdraw=waits and _may(actor, Verb.REQUEST_WITHDRAW, row),
    )


def _received(actor: Actor, row: Inquiry, today: date, **more: Any) -> Received:
    state = InquiryState(row.state)
    waits = state is InquiryState.RECEIVED
    return Received(
        id=row.pk,
        edition=row.edition,
        matter=Matter(About(row.about_kind), row.about),
        record=row.record,
        state=state,
        asker=Recipient(row.asker),
        unit=plain(row.unit),
        claimed=plain(row.claimed),
        extent=plain(row.extent),
        asked_on=row.asked_on,
        due_on=row.due_on,
        days=(row.due_on - today).days,
        received_by=row.received_by.name if row.received_by else "",
        refused_on=row.refused_on,
        refusal=plain(row.refusal),
        refused_by=row.refused_by.name if row.refused_by else "",
        may_answer=waits and _may(actor, Verb.INQUIRY_ANSWER, row),
        may_refuse=waits and _may(actor, Verb.INQUIRY_REFUSE, row),
        **more,
    )


def _notified(actor: Actor, row: Notification, today: date, **more: Any) -> Notified:
    state = NotificationState(row.state)
    is_made = state in (NotificationState.MADE, NotificationState.ACKNOWLEDGED)
    return Notified(
        id=row.pk,
        edition=row.edition,
        matter=Matter(About(row.about_kind), row.about),
        record=row.record,
        state=state,
        child=plain(row.child),
        suspicion=plain(row.suspicion),
        is_listed=row.is_listed,
        suspected_on=row.suspected_on,
        due_on=row.due_on,
        suspected_by=row.suspected_by.name if row.suspected_by else "",
        made_on=row.made_on,
        made_by=row.made_by.name if row.made_by else "",
        acknowledged_on=row.acknowledged_on,
        answered_on=row.answered_on,
        answer=plain(row.answer),
        in_time=rules.notification_in_time(Suspicion(row.suspected_on, row.made_on, today)),
        may_exchange=_may(actor, Verb.REQUEST_VIEW, row),
        may_make=state is NotificationState.SUSPECTED and _may(actor, Verb.NOTIFICATION_MAKE, row),
        may_acknowledge=state is NotificationState.MADE and _may(actor, Verb.NOTIFICATION_ACKNOWLEDGE, row),
        may_answer=is_made and _may(actor, Verb.NOTIFICATION_ANSWER, row),
        **more,
    )
