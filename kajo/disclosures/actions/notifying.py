"""How is child welfare notified of a child, and what came of it?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.disclosures import queries, rules
from kajo.disclosures.actions.telling import disclosure_row
from kajo.disclosures.models import Notification
from kajo.disclosures.states import NOTIFICATION
from kajo.disclosures.terms import About, Asked, DisclosureState, Matter, Purpose, Recipient, Suspicion, Way
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.terms import in_force
from kajo.work import actions as work
from kajo.work.terms import Reason

DAY = timedelta(days=1)
FOLLOWED_DAYS = 7
"""So many days after a notification somebody sees whether child welfare has answered: our own practice."""


@action(Verb.NOTIFICATION_SUSPECT)
def suspect(
    actor: Actor, _matter: None, /, *, matter: Matter, child: str, suspicion: str, is_listed: bool, suspected_on: date,
    at: datetime,
) -> Notification:  # fmt: skip
    """Record that a child of a matter may need child welfare; a task to notify it is due at once.

    Raises NotFound without the matter, Senseless for a day in the future, NotKnown where the measure is not known.
    """
    row = queries.matter_row(actor, matter, doing=Verb.NOTIFICATION_SUSPECT)
    rules.notification_in_time(Suspicion(suspected_on, None, legal_day(at)))
    due_on = suspected_on + timedelta(days=in_force(rules.NOTIFIED_WITHIN_DAYS, suspected_on))
    made = Notification(
        subject_id=row.subject_id,
        office=row.office,
        sealed=row.sealed,
        about_kind=str(matter.kind),
        about=matter.key,
        record=getattr(row, "reference", ""),
        child=child,
        suspicion=suspicion,
        is_listed=is_listed,
        suspected_on=suspected_on,
        due_on=due_on,
        suspected_by_id=actor.id,
        suspected_at=at,
    )
    made.save(force_insert=True)
    work.make(actor, made, reason=Reason.NOTIFY_CHILD_WELFARE, due_on=due_on - DAY, at=at)
    return made


@action(Verb.NOTIFICATION_MAKE, NOTIFICATION)
def notify(
    actor: Actor, notification: Notification, /, *, unit: str, offence_unit: str, words: str, way: Way, made_on: date,
    at: datetime,
) -> Notification:  # fmt: skip
    """Record that child welfare was notified: which unit, what it was told, when, by which way.

    Where a listed offence is suspected, the police are told together with it (`offence_unit`). Each is a line of the
    register. Also a late notification is recorded. Raises Refused without the police where they are told, Senseless
    for a day before the suspicion or ahead.
    """
    rules.notification_in_time(Suspicion(notification.suspected_on, made_on, legal_day(at)))
    if notification.is_listed and not offence_unit.strip():
        raise Refused(
            _("An offence of which the police are told together with child welfare is suspected. Name who was told."),
            field="offence_unit",
        )
    told = [(Asked(Recipient.CHILD_WELFARE, Purpose.CHILD, about_child=True), unit)]
    if notification.is_listed:
        crime = Asked(Recipient.POLICE, Purpose.CRIME, about_child=True, listed_offence=True)
        told.append((crime, offence_unit))
    matter = Matter(About(notification.about_kind), notification.about)
    for asked, who in told:
        found = rules.may_disclose(asked)
        assert found.outcome is not None, "both are a duty"
        line = disclosure_row(
            notification, matter, recipient=asked.recipient, purpose=asked.purpose, unit=who, basis=found.basis,
            extent=[found.outcome.extent], words=words, made_by=actor.id, at=at,
        )  # fmt: skip
        line.state, line.told_on, line.way = str(DisclosureState.GIVEN), made_on, str(way)
        line.given_by_id, line.notification = actor.id, notification
        line.save(force_insert=True)
    notification.made_on, notification.made_by_id, notification.made_at = made_on, actor.id, at
    notification.state = NOTIFICATION.check(Verb.NOTIFICATION_MAKE, notification.state)
    notification.save(update_fields=["made_on", "made_by", "made_at", "state"])
    work.finish(actor, notification.pk, [Reason.NOTIFY_CHILD_WELFARE], at)
    due_on = legal_day(at) + timedelta(days=FOLLOWED_DAYS)
    work.make(actor, notification, reason=Reason.AWAIT_CHILD_WELFARE, due_on=due_on - DAY, owner=actor.id, at=at)
    return notification


@action(Verb.NOTIFICATION_ACKNOWLEDGE, NOTIFICATION)
def acknowledge(actor: Actor, notification: Notification, /, *, acknowledged_on: date, at: datetime) -> Notification:
    """Note that child welfare said the notification has come. Raises Refused for a day ahead or before it was made."""
    _after_it_was_made(notification, acknowledged_on, "acknowledged_on", at)
    notification.acknowledged_on = acknowledged_on
    notification.save(update_fields=["acknowledged_on"])
    return notification


@action(Verb.NOTIFICATION_ANSWER, NOTIFICATION)
def conclude(
    actor: Actor, notification: Notification, /, *, answered_on: date, words: str, at: datetime
) -> Notification:
    """Note what child welfare answered. Raises Refused for a day ahead or before the notification was made."""
    _after_it_was_made(notification, answered_on, "answered_on", at)
    notification.answered_on, notification.answer = answered_on, words
    notification.save(update_fields=["answered_on", "answer"])
    work.finish(actor, notification.pk, [Reason.AWAIT_CHILD_WELFARE], at)
    return notification


def _after_it_was_made(notification: Notification, on: date, field: str, at: datetime) -> None:
    if on > legal_day(at) or (notification.made_on and on < notification.made_on):
        raise Refused(_("Child welfare answers after it was notified, and not in the future."), field=field)
