"""How does somebody get an own private address of turns for a calendar, and end it?"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.accounts.models import Staff
from kajo.law.finding import N_ as _
from kajo.rota import queries
from kajo.rota.models import Feed

TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True)
class Made:
    """A new address, whose token is told this once."""

    token: str = field(repr=False)


@action(Verb.FEED_MAKE)
def make_feed(actor: Actor, _nothing: None = None, /, *, language: str, at: datetime) -> Made:
    """Make an own address of turns for a calendar; an earlier one ends. The token is told once and kept as a hash."""
    if actor.id is None:
        raise NotFound
    Staff.objects.select_for_update(of=("self",)).get(pk=actor.id)
    _end(actor, at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    Feed.objects.create(staff_id=actor.id, token_hash=queries.hash_of(token), language=language, made_at=at)
    return Made(token)


@action(Verb.FEED_END)
def end_feed(actor: Actor, _nothing: None = None, /, *, at: datetime) -> None:
    """End the own address of turns: whoever asks for it gets nothing from now on."""
    if not _end(actor, at):
        raise Refused(_("This has ended already."))


def _end(actor: Actor, at: datetime) -> bool:
    found = list(Feed.objects.select_for_update(of=("self",)).filter(staff=actor.id, ended_at__isnull=True))
    for each in found:
        each.ended_at = at
        each.save(update_fields=["ended_at"])
    return bool(found)
