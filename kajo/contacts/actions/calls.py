"""What may be done with a call?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from kajo.access import ties
from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.contacts.actions import rings, writing
from kajo.contacts.models import Contact, Draft
from kajo.contacts.states import CONTACT
from kajo.contacts.terms import WITHOUT_CONTENT, Caller, Outcome, Privacy, State, Told, Urgency, Writing
from kajo.law.finding import N_ as _
from kajo.referrals import actions as referrals
from kajo.referrals.models import Referral
from kajo.referrals.terms import Agreed, Referrer
from kajo.referrals.terms import Told as Proposed
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
    actor: Actor, nothing: None, /, *, told: Told, note: str, outcome: Outcome | None = None,
    privacy: Privacy | None = None, urgency: Urgency | None = None, started_at: datetime | None = None,
    draft: UUID | None = None, ring: UUID | None = None, at: datetime,
) -> Contact:  # fmt: skip
    """Log a call as it came, without a name, and without a number unless the caller shares it.

    It is closed with its outcome, and stays open while there is none or the call is to be gone on with. Of a call in
    which nothing was asked no text is kept. `draft` is the key of the note that was written; of it nothing stays.
    `ring` is the call as the exchange told of it.
    Raises Refused for a call that began in the future, and for a note that somebody else goes on with.
    """
    if started_at is not None and started_at > at:
        raise Refused(_("A call does not begin in the future."), field="started_at")
    written = Draft.objects.within(actor).filter(pk=draft, state=str(Writing.KEPT)).first() if draft else None
    if written is not None:
        started_at = writing.use(actor, written, at=at).began_at
    is_open = outcome in (None, Outcome.FOLLOW_UP)
    rang = rings.of_call(actor, ring)
    contact = Contact.objects.create(
        subject=ties.open_subject(Kind.CONTACT, at=at, seen_by=Verb.CONTACT_VIEW),
        office=actor.office or 1,
        state=str(State.OPEN if is_open else State.CLOSED),
        started_at=started_at or at,
        privacy=str(privacy or ""),
        urgency=str(urgency or "") if is_open else "",
        outcome=str(outcome) if outcome else None,
        note=note if note and outcome not in WITHOUT_CONTENT else None,
        reach=rings.number_to_keep(rang, privacy) if outcome not in WITHOUT_CONTENT else None,
        taken_by_id=actor.id,
        **_of(told),
    )
    if rang is not None:
        rings.belong(actor, rang, contact=contact, at=at)
    return contact


@action(Verb.CONTACT_COMPLETE)
def complete(actor: Actor, contact: Contact, /, *, told: Told, at: datetime) -> Contact:
    """Fill in after a call what was said in it, for the figures; what was written stays as it is."""
    filled = _of(told)
    for name, value in filled.items():
        setattr(contact, name, value)
    contact.save(update_fields=list(filled))
    return contact


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
    actor: Actor, contact: Contact, /, *, told: Proposed, is_urgent: bool, agreed: Agreed | None,
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


def _of(told: Told) -> dict[str, str | None]:
    return {
        "danger": str(told.danger),
        "caller": str(told.caller),
        "language": told.language or None,
        "topic": str(told.topic) if told.topic else None,
        "form": told.form or None,
        "region": told.region or None,
        "age_band": told.age_band or None,
    }
