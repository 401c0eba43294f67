"""What is done when the telephone exchange tells of a call?"""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from kajo.access import ties
from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.accounts.models import Staff
from kajo.contacts.actions.trunks import hashed, signing_key
from kajo.contacts.models import Ring, Trunk
from kajo.contacts.states import RING
from kajo.contacts.terms import Direction, Heard, Moment, Ringing, Unproven
from kajo.law.finding import N_ as _
from kajo.vault.keys import named_key
from kajo.vault.models import Kind

OLDEST = timedelta(minutes=5)
SIGNATURE = re.compile(r"t=([0-9]{1,12}),v1=([0-9a-fA-F]{64})")


@action(Verb.RING_TELL)
def tell(
    actor: Actor, nothing: None, /, *, token: str, signature: str, body: bytes, moment: Moment | Refused, at: datetime
) -> Ring:
    """Take one moment of a call. Told again it changes nothing, and moments may come in any order.

    `moment` is what was read of the body, or why it could not be read, which is said only to whoever proves to be a
    trunk. Raises Unproven for a token that is none, and for a signature that is missing, wrong or old.
    """
    trunk = _proven(token, signature, body, at=at)
    if isinstance(moment, Refused):
        raise moment
    key = _call_key(trunk, moment.call)
    ring = _found(actor, trunk, key) or _begun(actor, trunk, key, moment, at=at)
    if moment.heard is Heard.ANSWER and ring.answered_at is None:
        return _answered(actor, ring, by=_answerer(moment), at=at)
    if moment.heard is Heard.HANG_UP and ring.ended_at is None:
        return hang_up(actor, ring, cause=str(moment.cause or ""), at=at)
    if moment.heard is Heard.NEW_CALL and ring.rung_at is None:
        ring.rung_at = min(each for each in (at, ring.answered_at, ring.ended_at) if each is not None)
        ring.save(update_fields=["rung_at"])
    return ring


@action(Verb.RING_ANSWER, RING)
def answer(actor: Actor, ring: Ring, /, *, by: Staff | None, at: datetime) -> Ring:
    """Note that a call was answered, and by whom where the exchange names somebody of ours."""
    ring.answered_at, ring.answered_by = at, by
    ring.save(update_fields=["answered_at", "answered_by"])
    return ring


@action(Verb.RING_HANG_UP, RING)
def hang_up(actor: Actor, ring: Ring, /, *, cause: str, at: datetime) -> Ring:
    """Note that a call is over; its number is gone with it, unless somebody on the line asked for it."""
    ring.ended_at, ring.cause, ring.state = at, cause, str(Ringing.OVER)
    if not ring.is_number_wanted:
        ring.number = None
    ring.save(update_fields=["ended_at", "cause", "state", "number"])
    return ring


def _answered(actor: Actor, ring: Ring, *, by: Staff | None, at: datetime) -> Ring:
    if ring.state == Ringing.RINGING:
        return answer(actor, ring, by=by, at=at)
    ring.answered_at, ring.answered_by = ring.ended_at, by  # told only after the end: when is not known any more
    ring.save(update_fields=["answered_at", "answered_by"])
    return ring


def _proven(token: str, signature: str, body: bytes, *, at: datetime) -> Trunk:
    known = hashed(token)
    by_token = Q(token_hash=known) | Q(former_token_hash=known, former_until_at__gt=at)
    trunk = Trunk.objects.filter(by_token, ended_at__isnull=True).first()
    if trunk is None or (trunk.is_demo and not settings.DEMO):
        raise Unproven(_("This token is not known here."))
    if trunk.is_signed:
        is_former = bytes(trunk.token_hash) != known
        _check(signature, body, signing_key(trunk.pk, trunk.generation - is_former), at=at)
    return trunk


def _check(signature: str, body: bytes, key: str, *, at: datetime) -> None:
    found = SIGNATURE.fullmatch(signature.strip())
    if found is None:
        raise Unproven(_("This trunk signs what it tells; the signature is missing or is none."))
    moment, given = found.groups()
    wanted = hmac.new(key.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(wanted, given.lower()):
        raise Unproven(_("The signature does not fit."))
    if abs(int(at.timestamp()) - int(moment)) > OLDEST.total_seconds():
        raise Unproven(_("The signature is older than five minutes."))


def _call_key(trunk: Trunk, call: str) -> bytes:
    return hmac.new(named_key("telephone-call"), trunk.pk.bytes + call.encode(), hashlib.sha256).digest()


def _found(actor: Actor, trunk: Trunk, key: bytes) -> Ring | None:
    rows = Ring.objects.within(actor).select_for_update(of=("self",))
    return rows.filter(trunk=trunk, call=key).first()


def _begun(actor: Actor, trunk: Trunk, key: bytes, moment: Moment, *, at: datetime) -> Ring:
    is_incoming = moment.direction is Direction.IN
    is_to_hold = is_incoming and moment.number and moment.heard is not Heard.HANG_UP
    try:
        with transaction.atomic():
            return Ring.objects.create(
                subject=ties.open_subject(Kind.CONTACT, at=at),
                office=1,
                sealed=False,
                trunk=trunk,
                call=key,
                direction=str(moment.direction),
                queue=moment.queue,
                is_withheld=is_incoming and not moment.number,
                number=moment.number if is_to_hold else None,
                heard_at=at,
            )
    except IntegrityError:
        # The same call told of twice at the same moment: the other one made the row.
        found = _found(actor, trunk, key)
        if found is None:
            raise NotFound from None
        return found


def _answerer(moment: Moment) -> Staff | None:
    logins = [each.casefold() for each in moment.answerers]
    found: Staff | None = Staff.objects.filter(login__login__in=logins, organisation="").first() if logins else None
    return found
