"""How does a referral come, and how is it completed?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from kajo.access import ties
from kajo.access.crossing import current
from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.clients import rules as people
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.ledger.numbers import next_numbers
from kajo.referrals import queries, rules
from kajo.referrals.actions.shared import DECIDED, born_on, may_ask, must_be_identifiable, start_target
from kajo.referrals.models import Consent, Former, Referral
from kajo.referrals.terms import (
    IDENTIFYING,
    OPEN_STATES,
    AgeBand,
    Agreed,
    Answer,
    ConsentGiver,
    ConsentItem,
    Missing,
    Told,
)
from kajo.vault.classes import Class
from kajo.vault.models import Kind
from kajo.work import actions as work
from kajo.work.models import Task
from kajo.work.terms import Because, Reason

CLASS_OF_ANSWER = {
    Answer.NAME: Class.IDENTITY,
    Answer.BORN_ON: Class.IDENTITY,
    Answer.LANGUAGE: Class.IDENTITY,
    Answer.PERSONAL_CODE: Class.IDENTITY,
    Answer.CLIENT_NUMBER: Class.IDENTITY,
    Answer.PHONE: Class.CONTACT,
    Answer.REACH: Class.CONTACT,
    Answer.WHEREABOUTS: Class.LOCATION,
    Answer.ACCOUNT: Class.SAFETY,
    Answer.NEED: Class.SAFETY,
}
"""Answers that are sealed, and as what; all others stand in open columns."""

WRITTEN: dict[object, str] = {True: "yes", False: "no", None: ""}


def referral_row(
    told: Told, *, subject: UUID, office: int, reference: str, is_urgent: bool, received_by: UUID | None, at: datetime,
    recorded_at: datetime | None = None,
) -> Referral:  # fmt: skip
    """Make the row of a referral that came at a moment, not yet saved. A child's is urgent by rule."""
    return Referral(
        subject_id=subject,
        office=office,
        reference=reference,
        received_at=at,
        is_urgent=_is_urgent(told.age_band, is_urgent),
        received_by_id=received_by,
        recorded_at=recorded_at or at,
        **asdict(told),
    )


def consent_row(referral: Referral, agreed: Agreed, *, recorded_by: UUID | None, at: datetime) -> Consent:
    """Make the row of a consent, not yet saved."""
    return Consent(
        subject_id=referral.subject_id,
        office=referral.office,
        sealed=referral.sealed,
        referral=referral,
        recorded_by_id=recorded_by,
        recorded_at=at,
        **asdict(agreed),
    )


@action(Verb.REFERRAL_RECEIVE)
def receive(
    actor: Actor,
    _target: None,
    /,
    *,
    told: Told,
    is_urgent: bool,
    agreed: Agreed | None = None,
    arrived_at: datetime | None = None,
    at: datetime,
) -> Referral:
    """Receive a proposal. An urgent one needs nothing more than this; a child's is urgent by rule.

    It is pending from when it truly came (`arrived_at`, otherwise now), whenever that is noted. Raises Refused for a
    moment ahead. Law: Administrative Procedure Act 434/2003, 20.
    """
    if arrived_at is not None and arrived_at > at:
        raise Refused(_("A referral has not come in the future."), field="arrived_at")
    subject = ties.open_subject(Kind.REFERRAL, at=at)
    reference = next_numbers("R", legal_day(at))[0]
    referral = referral_row(
        told, subject=subject.pk, office=actor.office or 1, reference=reference, is_urgent=is_urgent,
        received_by=actor.id, at=arrived_at or at, recorded_at=at,
    )  # fmt: skip
    referral.save(force_insert=True)
    if agreed is not None:
        _consent(actor, referral, agreed, at)
    start_target(actor, referral, from_on=legal_day(referral.received_at), at=at)
    if referral.is_urgent:
        work.make(actor, referral, reason=Reason.COMPLETE_REFERRAL, due_on=legal_day(at), owner=actor.id, at=at)
    _seek_representative(actor, referral, at)
    return referral


@action(Verb.REFERRAL_AMEND)
def amend(actor: Actor, referral: Referral, /, *, told: Told, is_urgent: bool, at: datetime) -> Referral:
    """Note what was told later, or told wrongly before; each former answer is kept beside.

    The form never shows where the person is: an empty `whereabouts` leaves it as it is. Raises Refused for a referral
    that was decided.
    """
    if referral.state not in OPEN_STATES:
        raise Refused(DECIDED)
    new = {
        str(answer): getattr(told, str(answer))
        for answer in Answer
        if answer not in (Answer.IS_URGENT, *IDENTIFYING) and (answer is not Answer.WHEREABOUTS or told.whereabouts)
    }
    new[str(Answer.IS_URGENT)] = _is_urgent(told.age_band, is_urgent)
    changed = [answer for answer in Answer if str(answer) in new and _differs(referral, answer, new[str(answer)])]
    for answer in changed:
        _keep_former(actor, referral, answer, at)
        setattr(referral, answer, new[str(answer)])
    referral.save(update_fields=[str(answer) for answer in changed])
    if Answer.IS_URGENT in changed:
        start_target(actor, referral, from_on=legal_day(referral.received_at), at=at)
        if referral.is_urgent:
            work.go_on(actor, referral.pk, Because.SUPPLEMENT, at)
    _look_whether_complete(actor, referral, at)
    _seek_representative(actor, referral, at)
    return referral


@action(Verb.REFERRAL_IDENTIFY)
def identify(
    actor: Actor, referral: Referral, /, *, personal_code: str, client_number: str, phone: str, at: datetime
) -> Referral:
    """Note the person's identity code, a number from an earlier case, and a phone number; former answers stay beside.

    Raises Refused for a referral that was decided, without the consent that is needed, for what is no identity code,
    and for a code of another birth date than was told. Without consent answers may still be taken away.
    """
    if referral.state not in OPEN_STATES:
        raise Refused(DECIDED)
    new = {Answer.PERSONAL_CODE: personal_code, Answer.CLIENT_NUMBER: client_number, Answer.PHONE: phone}
    if any(new.values()):
        must_be_identifiable(actor, referral)
    if personal_code:
        _must_fit(personal_code, born_on(referral))
    changed = [answer for answer in new if _differs(referral, answer, new[answer])]
    for answer in changed:
        _keep_former(actor, referral, answer, at)
        setattr(referral, answer, new[answer] or None)
    columns = [str(answer) for answer in changed]
    referral.save(update_fields=[*columns, *(f"{column}_token" for column in columns)])
    return referral


@action(Verb.REFERRAL_CONSENT)
def record_consent(actor: Actor, referral: Referral, /, *, agreed: Agreed, at: datetime) -> Consent:
    """Record consent that was given or refused, also by word of mouth. A no withdraws what the same one gave before."""
    recorded = _consent(actor, referral, agreed, at)
    _look_whether_complete(actor, referral, at)
    if not agreed.is_given:
        _look_whether_it_lapses(actor, referral, agreed.item, at)
    return recorded


@action(Verb.REFERRAL_WITHDRAW_CONSENT)
def withdraw_consent(actor: Actor, referral: Referral, /, *, consent: UUID, at: datetime) -> Consent:
    """Note that a consent is withdrawn. From this moment nothing is shared or done any more that rests on it.

    A withdrawn consent to contact makes a task to see whether the referral lapses. Raises NotFound for a consent of
    another referral, Refused for one that is not in force.
    """
    row = Consent.objects.within(actor).filter(pk=consent, referral=referral).first()
    if row is None:
        raise NotFound
    if not row.is_given or row.withdrawn_at is not None:
        raise Refused(_("This consent is not in force any more."))
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    _look_whether_it_lapses(actor, referral, row.item, at)
    return row


def _is_urgent(age_band: str, is_marked: bool) -> bool:
    return rules.is_urgent(AgeBand(age_band), in_danger=is_marked).outcome


def _consent(actor: Actor, referral: Referral, agreed: Agreed, at: datetime) -> Consent:
    if agreed.given_at > at:
        raise Refused(_("Consent was not given in the future."), field="given_at")
    if agreed.given_by == ConsentGiver.GUARDIAN:
        may_ask(referral, field="given_by")
    if not agreed.is_given:
        Consent.objects.within(actor).filter(
            referral=referral, given_by=agreed.given_by, item=agreed.item, is_given=True, withdrawn_at__isnull=True
        ).update(withdrawn_at=agreed.given_at)
    recorded = consent_row(referral, agreed, recorded_by=actor.id, at=at)
    recorded.save(force_insert=True)
    return recorded


def _must_fit(personal_code: str, born: str) -> None:
    found = people.personal_code(personal_code)
    if found.outcome.born_on is None:
        raise Refused(found.because, field="personal_code")
    if not found.outcome.born_on.isoformat().startswith(born):
        raise Refused(_("This code belongs to another birth date."), field="personal_code")


def _differs(referral: Referral, answer: Answer, new: object) -> bool:
    return _told(referral, answer) != (new if new != "" or answer not in CLASS_OF_ANSWER else None)


def _told(referral: Referral, answer: Answer) -> object:
    value = getattr(referral, answer)
    if answer not in CLASS_OF_ANSWER or value is None:
        return value
    if CLASS_OF_ANSWER[answer] is Class.LOCATION:
        # Moved unseen from one sealed column to another; the event notes that the class was opened.
        current().ring.allow(Class.LOCATION)
    return value.open()


def _keep_former(actor: Actor, referral: Referral, answer: Answer, at: datetime) -> None:
    told = _told(referral, answer)
    kept = {str(CLASS_OF_ANSWER[answer]): told} if answer in CLASS_OF_ANSWER else {"word": WRITTEN.get(told, str(told))}
    Former.objects.create(
        subject_id=referral.subject_id,
        office=referral.office,
        sealed=referral.sealed,
        referral=referral,
        what=str(answer),
        superseded_by_id=actor.id,
        superseded_at=at,
        **kept,
    )


def _look_whether_complete(actor: Actor, referral: Referral, at: datetime) -> None:
    missing = _missing(actor, referral)
    if not missing:
        work.finish(actor, referral.pk, {Reason.COMPLETE_REFERRAL}, at)
    if Missing.CONSENT_OF_REPRESENTATIVE not in missing:
        work.finish(actor, referral.pk, {Reason.SEEK_REPRESENTATIVE}, at)


def _seek_representative(actor: Actor, referral: Referral, at: datetime) -> None:
    if Missing.CONSENT_OF_REPRESENTATIVE in _missing(actor, referral):
        _ask_once(actor, referral, Reason.SEEK_REPRESENTATIVE, at)


def _look_whether_it_lapses(actor: Actor, referral: Referral, item: str, at: datetime) -> None:
    if item == ConsentItem.CONTACT and referral.state in OPEN_STATES:
        _ask_once(actor, referral, Reason.CONSENT_WITHDRAWN, at)


def _ask_once(actor: Actor, referral: Referral, reason: Reason, at: datetime) -> None:
    waiting = Task.objects.within(actor).filter(about=referral.pk, state="open", reason=str(reason))
    if not waiting.exists():
        work.make(actor, referral, reason=reason, due_on=legal_day(at), at=at)


def _missing(actor: Actor, referral: Referral) -> tuple[Missing, ...]:
    held = queries.submission(referral, queries.consents_of(actor, [referral.pk]))
    return rules.completeness(held).outcome.missing
