"""What may be done on the advice line?"""

from __future__ import annotations

from datetime import datetime

from kajo.access import ties
from kajo.access.doors import action
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.contacts.models import Contact
from kajo.contacts.states import CONTACT
from kajo.contacts.terms import Caller, Danger, State, Topic
from kajo.referrals import actions as referrals
from kajo.referrals.models import Referral
from kajo.vault.keys import link
from kajo.vault.models import Kind


@action(Verb.CONTACT_LOG)
def log_call(
    actor: Actor, _: None, /, *, danger: Danger, caller: Caller, language: str, topic: Topic | None, note: str,
    is_closed: bool = False, at: datetime,
) -> Contact:  # fmt: skip
    """Log a call as it came, without a name and without a number."""
    subject = ties.open_subject(Kind.CONTACT, at=at)
    return Contact.objects.create(
        subject=subject,
        office=actor.office or 1,
        state=str(State.CLOSED if is_closed else State.OPEN),
        started_at=at,
        danger=str(danger),
        caller=str(caller),
        language=language or None,
        topic=str(topic) if topic else None,
        note=note or None,
        taken_by_id=actor.id,
    )


@action(Verb.CONTACT_REFER, CONTACT)
def turn_into_referral(
    actor: Actor, contact: Contact, /, *, told: referrals.Told, is_urgent: bool, agreed: referrals.Agreed | None,
    at: datetime,
) -> Referral:  # fmt: skip
    """Turn a call into a referral because the caller wants it. The call's key is tied to the referral's."""
    referral = referrals.receive(actor, None, told=told, is_urgent=is_urgent, agreed=agreed, at=at)
    link(contact.subject, referral.subject)
    contact.referral, contact.state = referral, str(State.REFERRED)
    contact.save(update_fields=["referral", "state"])
    return referral
