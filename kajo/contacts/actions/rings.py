"""What do people on the line do with a call that the exchange told of?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.contacts.models import Contact, Ring
from kajo.contacts.terms import Privacy
from kajo.law.finding import N_ as _


@action(Verb.RING_KEEP_NUMBER)
def keep_number(actor: Actor, ring: Ring, /, *, at: datetime) -> Ring:
    """Keep the number of a call until the call is saved, because the caller shares it or asks to be called back.

    Saving the call as shared copies it there; saving it in any other way, and a few hours, destroy it. Raises Refused
    where it is gone already, or was withheld.
    """
    if ring.number is None:
        raise Refused(_("The number is not here any more. If the caller wants to be reached, ask for it."))
    ring.is_number_wanted = True
    ring.save(update_fields=["is_number_wanted"])
    return ring


@action(Verb.RING_LOOK)
def look(actor: Actor, ring: Ring, /, *, at: datetime) -> Ring:
    """Note that somebody looked at a missed call. Nobody is called. Raises Refused for one that somebody answered."""
    if ring.ended_at is None or ring.answered_at is not None:
        raise Refused(_("This call was not missed."))
    if ring.looked_at is None:
        ring.looked_at, ring.looked_by_id = at, actor.id
        ring.save(update_fields=["looked_at", "looked_by"])
    return ring


@action(Verb.RING_FORGET)
def forget_number(actor: Actor, ring: Ring, /, *, at: datetime) -> Ring:
    """Destroy a number that is still there because nobody hung up, or because the call was never saved."""
    ring.number, ring.is_number_wanted = None, False
    ring.save(update_fields=["number", "is_number_wanted"])
    return ring


@action(Verb.CONTACT_LOG)
def belong(actor: Actor, ring: Ring, /, *, contact: Contact, at: datetime) -> Ring:
    """Note which call was saved of it; its number is gone from here. Said of a second call it changes nothing."""
    if ring.contact_id is None:
        ring.contact, ring.number, ring.is_number_wanted = contact, None, False
        ring.save(update_fields=["contact", "number", "is_number_wanted"])
    return ring


def of_call(actor: Actor, key: UUID | None) -> Ring | None:
    """Give the ring of a call that is being saved, unless another call has it. Only inside a door."""
    found: Ring | None = Ring.objects.within(actor).filter(pk=key, contact__isnull=True).first() if key else None
    return found


def number_to_keep(ring: Ring | None, privacy: Privacy | None) -> str | None:
    """Give the number that a call keeps: the caller shares it, and somebody on the line asked for it."""
    is_kept = ring is not None and ring.is_number_wanted and ring.number is not None and privacy is Privacy.SHARED
    return str(ring.number.open()) if is_kept and ring is not None and ring.number is not None else None
