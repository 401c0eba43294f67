"""How is a request from others recorded, answered or refused?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.disclosures import queries
from kajo.disclosures.actions.telling import put_on_its_way
from kajo.disclosures.models import Disclosure, Inquiry
from kajo.disclosures.states import INQUIRY
from kajo.disclosures.terms import About, Asked, Matter, Purpose, Recipient
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.work import actions as work
from kajo.work.terms import Reason

DAY = timedelta(days=1)


@action(Verb.INQUIRY_RECEIVE)
def receive(
    actor: Actor, _matter: None, /, *, matter: Matter, asker: Recipient, unit: str, claimed: str, extent: str,
    asked_on: date, due_on: date, at: datetime,
) -> Inquiry:  # fmt: skip
    """Record that somebody asks about the person of a matter, on which ground they say; a task waits for the answer.

    Nothing is judged yet. Raises NotFound without the matter, Refused for a request in the future and for a day to
    answer before it.
    """
    row = queries.matter_row(actor, matter, doing=Verb.INQUIRY_RECEIVE)
    if asked_on > legal_day(at):
        raise Refused(_("Nobody asks in the future."), field="asked_on")
    if due_on < asked_on:
        raise Refused(_("An answer comes after the request."), field="due_on")
    made = Inquiry(
        subject_id=row.subject_id,
        office=row.office,
        sealed=row.sealed,
        about_kind=str(matter.kind),
        about=matter.key,
        record=getattr(row, "reference", ""),
        asker=str(asker),
        unit=unit,
        claimed=claimed,
        extent=extent,
        asked_on=asked_on,
        due_on=due_on,
        received_by_id=actor.id,
        received_at=at,
    )
    made.save(force_insert=True)
    due = max(due_on, legal_day(at)) - DAY
    work.make(actor, made, reason=Reason.ANSWER_INQUIRY, due_on=due, owner=actor.id, at=at)
    return made


@action(Verb.INQUIRY_ANSWER, INQUIRY)
def answer(
    actor: Actor, inquiry: Inquiry, /, *, purpose: Purpose, necessary: bool, wish: bool, about_child: bool, words: str,
    at: datetime,
) -> Disclosure:  # fmt: skip
    """Prepare what the asker is told, to the extent that the rule allows; where it asks for it, another approves first.

    It stands in the register once it has been given. Raises Refused where the rule allows nothing: the request is then
    refused, with a reason.
    """
    if purpose in (Purpose.REFLECTION, Purpose.CHILD):
        raise Refused(_("This has its own page. Choose what the asker needs it for."), field="purpose")
    asked = Asked(
        Recipient(inquiry.asker), purpose, on_request=True, necessary=necessary, wish=wish, about_child=about_child
    )
    matter = Matter(About(inquiry.about_kind), inquiry.about)
    made = put_on_its_way(
        actor, None, about=inquiry, matter=matter, asked=asked, unit=inquiry.unit.open(), words=words,
        inquiry=inquiry, at=at,
    )  # fmt: skip
    work.finish(actor, inquiry.pk, [Reason.ANSWER_INQUIRY], at)
    return made


@action(Verb.INQUIRY_REFUSE, INQUIRY)
def refuse(
    actor: Actor, inquiry: Inquiry, /, *, refused_on: date, reason: str, is_advised: bool, at: datetime
) -> Inquiry:
    """Record that the request was refused, why, and that the asker was told that a decision may be asked for.

    Raises Refused without a reason or the advice, and for a day ahead or before the request.
    Law: Openness Act 621/1999, 14 (to confirm).
    """
    if not reason.strip():
        raise Refused(_("Write why the request is refused."), field="reason")
    if not is_advised:
        raise Refused(_("Tell the asker that a decision may be asked for, and tick it here."), field="is_advised")
    if refused_on > legal_day(at) or refused_on < inquiry.asked_on:
        raise Refused(_("A request is refused after it came, and not in the future."), field="refused_on")
    inquiry.refusal, inquiry.is_advised, inquiry.refused_on = reason, True, refused_on
    inquiry.refused_by_id, inquiry.refused_at = actor.id, at
    inquiry.state = INQUIRY.check(Verb.INQUIRY_REFUSE, inquiry.state)
    inquiry.save()
    work.finish(actor, inquiry.pk, [Reason.ANSWER_INQUIRY], at)
    return inquiry
