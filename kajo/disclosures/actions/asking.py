"""How is somebody asked about a person, reminded, and the answer filed?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.disclosures import queries, rules
from kajo.disclosures.models import Request
from kajo.disclosures.states import REQUEST
from kajo.disclosures.terms import CONSENT_TO_ASK, Holder, Matter, Need, Way
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.work import actions as work
from kajo.work.terms import Reason

DAY = timedelta(days=1)


@action(Verb.REQUEST_ASK)
def ask(
    actor: Actor, _matter: None, /, *, matter: Matter, holder: Holder, unit: str, need: Need, necessary: bool,
    has_consent: bool, extent: str, way: Way, asked_on: date, due_on: date, at: datetime,
) -> Request:  # fmt: skip
    """Ask somebody about the person of a matter, until a day; a task looks after the answer.

    Raises NotFound without the matter; Refused where the law gives no ground and where the person's consent is missing,
    for a request in the future, and for an answer that is due before it is asked for.
    """
    row = queries.matter_row(actor, matter, doing=Verb.REQUEST_ASK)
    item = CONSENT_TO_ASK.get(holder) if has_consent else None
    recorded = queries.recorded(actor, matter, row, item) if item else None
    found = rules.may_ask(holder, need, necessary=necessary, consent=has_consent, recorded=recorded)
    if found.outcome is None:
        raise Refused(found.because, field="has_consent" if necessary else "necessary")
    on = legal_day(at)
    if asked_on > on:
        raise Refused(_("Nobody is asked in the future."), field="asked_on")
    if due_on < asked_on:
        raise Refused(_("An answer comes after the request."), field="due_on")
    made = Request(
        subject_id=row.subject_id,
        office=row.office,
        sealed=row.sealed,
        about_kind=str(matter.kind),
        about=matter.key,
        record=getattr(row, "reference", ""),
        holder=str(holder),
        unit=unit,
        need=str(need),
        ground=str(found.outcome),
        basis=found.basis.cite("en"),
        extent=extent,
        way=str(way),
        asked_on=asked_on,
        due_on=due_on,
        asked_by_id=actor.id,
        asked_at=at,
    )
    made.save(force_insert=True)
    _look_after(actor, made, at)
    return made


@action(Verb.REQUEST_REMIND, REQUEST)
def remind(actor: Actor, request: Request, /, *, reminded_on: date, due_on: date, at: datetime) -> Request:
    """Record that somebody was reminded, and by when the answer is awaited now.

    Raises Refused for a request that was answered or withdrawn, for a reminder in the future or before the request, and
    for an answer due before the reminder.
    """
    if reminded_on > legal_day(at) or reminded_on < (request.reminded_on or request.asked_on):
        raise Refused(_("A reminder comes after the request, and not in the future."), field="reminded_on")
    if due_on < reminded_on:
        raise Refused(_("An answer comes after the reminder."), field="due_on")
    request.reminders, request.reminded_on, request.due_on = request.reminders + 1, reminded_on, due_on
    request.save(update_fields=["reminders", "reminded_on", "due_on"])
    work.finish(actor, request.pk, [Reason.AWAIT_ANSWER], at)
    _look_after(actor, request, at)
    return request


@action(Verb.REQUEST_FILE, REQUEST)
def file(
    actor: Actor, request: Request, /, *, answered_on: date, way: Way, has_nothing: bool, answer: str, at: datetime
) -> Request:
    """File the answer, also that there is nothing to tell, and also one that came late.

    Raises Refused for a request that was answered or withdrawn, for an answer in the future or before the request, and
    for one that says neither something nor that there is nothing.
    """
    if answered_on > legal_day(at) or answered_on < request.asked_on:
        raise Refused(_("An answer comes after the request, and not in the future."), field="answered_on")
    if not has_nothing and not answer.strip():
        raise Refused(_("Write what was answered, or tick that there is nothing to tell."), field="answer")
    request.answered_on, request.answered_by_way = answered_on, str(way)
    request.has_nothing, request.answer = has_nothing, answer or None
    request.filed_by_id, request.filed_at = actor.id, at
    request.state = REQUEST.check(Verb.REQUEST_FILE, request.state)
    request.save()
    work.finish(actor, request.pk, [Reason.AWAIT_ANSWER], at)
    return request


@action(Verb.REQUEST_WITHDRAW, REQUEST)
def withdraw(actor: Actor, request: Request, /, *, reason: str, at: datetime) -> Request:
    """Take a request back. Raises Refused for one that was answered or withdrawn, and without a reason."""
    if not reason.strip():
        raise Refused(_("Write why the request is taken back."), field="reason")
    request.withdrawn_because, request.withdrawn_by_id, request.withdrawn_at = reason, actor.id, at
    request.state = REQUEST.check(Verb.REQUEST_WITHDRAW, request.state)
    request.save()
    work.finish(actor, request.pk, [Reason.AWAIT_ANSWER], at)
    return request


def _look_after(actor: Actor, request: Request, at: datetime) -> None:
    # The task is due on the day the answer is, or on the next working day.
    due_on = max(request.due_on, legal_day(at)) - DAY
    work.make(actor, request, reason=Reason.AWAIT_ANSWER, due_on=due_on, owner=request.asked_by_id, at=at)
