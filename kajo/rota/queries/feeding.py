"""What does a private address of turns tell a calendar? Times only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.rota.models import Feed
from kajo.rota.queries.standing import turns
from kajo.rota.terms import Duty, Span

PAST, AHEAD = timedelta(days=28), timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The stretches in which somebody is on any duty, in order, and in which language they are called that."""

    feed: UUID
    language: str
    spans: tuple[Span, ...]


@reading(Verb.FEED_READ)
def feed(actor: Actor, _nothing: None = None, /, *, token: str, at: datetime) -> Calendar:
    """Give the turns of whoever holds this token; the token is the proof. Raises NotFound for another."""
    found = Feed.objects.filter(token_hash=hash_of(token), ended_at__isnull=True).first()
    if found is None:
        raise NotFound
    who = str(found.staff_id)
    laid = turns(set(Duty), Span(at - PAST, at + AHEAD))
    own = (turn.span for each in laid.values() for turn in each if turn.who == who)
    return Calendar(found.pk, found.language, tuple(sorted(own, key=lambda each: (each.from_at, each.until_at))))


def hash_of(token: str) -> bytes:
    """Give what is kept of a token. It has 192 random bits: no salt and no slow hash is needed."""
    return hashlib.sha256(token.encode()).digest()
