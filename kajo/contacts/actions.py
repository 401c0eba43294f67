"""What may be done on the advice line?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kajo.access import ties
from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.contacts import rules
from kajo.contacts.models import Consultation, Contact
from kajo.contacts.states import CONTACT
from kajo.contacts.terms import Advice, Caller, Danger, Outcome, State, Topic, Trace
from kajo.law.finding import N_ as _
from kajo.referrals import actions as referrals
from kajo.referrals.models import Referral
from kajo.referrals.terms import Agreed, Referrer, Told
from kajo.vault.keys import link
from kajo.vault.models import Kind

REFERRER_OF = {
    Caller.PERSON: Referrer.SELF,
    Caller.FAMILY: Referrer.PRIVATE,
    Caller.CITIZEN: Referrer.PRIVATE,
    Caller.AUTHORITY: Referrer.OTHER,
    Caller.NGO: Referrer.NGO,
    Caller.EMPLOYER: Referrer.EMPLOYER,
}
"""Who refers, as far as the kind of caller tells."""


@action(Verb.CONTACT_LOG)
def log_call(
    actor: Actor, nothing: None, /, *, danger: Danger, caller: Caller, language: str, topic: Topic | None, note: str,
    outcome: Outcome | None = None, started_at: datetime | None = None, at: datetime,
) -> Contact:  # fmt: skip
    """Log a call as it came, without a name and without a number.

    It is closed with its outcome, and stays open while there is none or the call is to be gone on with. Raises
    Refused for a call that began in the future.
    """
    if started_at is not None and started_at > at:
        raise Refused(_("A call does not begin in the future."), field="started_at")
    is_open = outcome in (None, Outcome.FOLLOW_UP)
    return Contact.objects.create(
        subject=ties.open_subject(Kind.CONTACT, at=at, seen_by=Verb.CONTACT_VIEW),
        office=actor.office or 1,
        state=str(State.OPEN if is_open else State.CLOSED),
        started_at=started_at or at,
        danger=str(danger),
        caller=str(caller),
        language=language or None,
        topic=str(topic) if topic else None,
        outcome=str(outcome) if outcome else None,
        note=note or None,
        taken_by_id=actor.id,
    )


@action(Verb.CONTACT_CONSULT)
def consult(actor: Actor, nothing: None, /, *, told: Advice, is_confirmed: bool = False, at: datetime) -> Consultation:
    """Note advice that was given about somebody who has not agreed to be named. It makes no person and no referral.

    Raises Refused without what was advised, for words that look as if they told who somebody is and were not
    confirmed, and for a way to reach an asker who wants no answer.
    """
    if not told.advice.strip():
        raise Refused(_("Write what was asked and advised."), field="advice")
    if told.reach and not told.is_answer_wanted:
        raise Refused(_("How to reach the asker is kept only where they want an answer."), field="reach")
    if Trace.IDENTITY_CODE in rules.looks_identifying(told.reach).outcome:
        raise Refused(
            _("An identity code is no way to reach anybody. Write a phone number or an address."), field="reach"
        )
    seems = rules.looks_identifying(told.advice)
    if seems.outcome and not is_confirmed:
        raise Refused(seems.because, field="is_confirmed")
    return Consultation.objects.create(
        subject=ties.open_subject(Kind.CONTACT, at=at, seen_by=Verb.CONTACT_VIEW),
        office=actor.office or 1,
        asked_at=at,
        asker=str(told.asker),
        danger=str(told.danger),
        form=told.form,
        region=told.region,
        outcome=str(told.outcome),
        is_confirmed=bool(seems.outcome),
        is_answer_wanted=told.is_answer_wanted,
        language=told.language or None,
        topic=str(told.topic) if told.topic else None,
        reach=told.reach or None,
        advice=told.advice,
        taken_by_id=actor.id,
    )


@action(Verb.CONTACT_CLOSE, CONTACT)
def close(actor: Actor, contact: Contact, /, *, outcome: Outcome, at: datetime) -> Contact:
    """Close a call with how it ended. Raises Refused for an outcome that leaves it open."""
    if outcome is Outcome.FOLLOW_UP:
        raise Refused(_("A call that is to be gone on with stays open."), field="outcome")
    contact.outcome = str(outcome)
    contact.save(update_fields=["outcome"])
    return contact


@action(Verb.CONTACT_REFER, CONTACT)
def turn_into_referral(
    actor: Actor, contact: Contact, /, *, told: Told, is_urgent: bool, agreed: Agreed | None,
    at: datetime,
) -> Referral:  # fmt: skip
    """Turn a call into a referral because the caller wants it. The call's key is tied to the referral's."""
    if told.referrer_kind == Referrer.UNKNOWN:
        told = replace(told, referrer_kind=str(REFERRER_OF.get(Caller(contact.caller), Referrer.UNKNOWN)))
    referral = referrals.receive(actor, None, told=told, is_urgent=is_urgent, agreed=agreed, at=at)
    link(contact.subject, referral.subject)
    contact.referral, contact.state = referral, str(State.REFERRED)
    contact.save(update_fields=["referral", "state"])
    return referral
