"""What does an officer see of the own turns, and of swaps?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from kajo.access.doors import reading
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.law.calendar import DAY, legal_day
from kajo.law.terms import in_force
from kajo.rota.models import Feed, Swap
from kajo.rota.queries.page import Asked, Shown, asked
from kajo.rota.queries.standing import may_stand, start_of, turns
from kajo.rota.terms import GAPS_LISTED_DAYS, OPEN_SWAPS, Duty, Span


@dataclass(frozen=True, slots=True)
class Colleagues:
    """Turns of one duty that somebody else has, to be asked for in return."""

    id: UUID
    name: str
    turns: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Mine:
    """The own turns, the swaps the actor is asked for and asks for, and whether there is an own calendar address."""

    turns: tuple[Shown, ...]
    asked_of_me: tuple[Asked, ...]
    asked_by_me: tuple[Asked, ...]
    has_feed: bool
    feed_made_at: datetime | None


@reading(Verb.ROTA_VIEW)
def mine(actor: Actor, _nothing: None = None, /, *, at: datetime) -> Mine:
    """Give the own turns of the days ahead and what waits for an answer. Seven queries."""
    found = turns(set(Duty), Span(at - 2 * DAY, _ahead(at).until_at))  # a turn under way is told from its start
    own = [
        Shown("", each.from_at, each.until_at, each.layer, duty, is_mine=True)
        for duty, row in found.items()
        for each in row
        if each.who == str(actor.id) and each.until_at > at
    ]
    open_now = Swap.objects.select_related("asker", "asked").filter(state__in=[str(each) for each in OPEN_SWAPS])
    swaps = list(open_now.filter(Q(asker=actor.id) | Q(asked=actor.id)))
    feed = Feed.objects.filter(staff=actor.id, ended_at__isnull=True).first()
    return Mine(
        tuple(sorted(own, key=lambda each: (each.from_at, each.duty or ""))),
        tuple(asked((each for each in swaps if each.asked_id == actor.id), actor)),
        tuple(asked((each for each in swaps if each.asker_id == actor.id), actor)),
        feed is not None,
        feed.made_at if feed else None,
    )


@reading(Verb.ROTA_VIEW)
def colleagues(actor: Actor, _nothing: None = None, /, *, duty: Duty, at: datetime) -> list[Colleagues]:
    """List who else may have a duty, with their turns of it in the days ahead. Six queries."""
    found = turns({duty}, _ahead(at))[duty]
    here = [(key, name) for key, name in may_stand(duty, legal_day(at)) if key != actor.id]
    return [
        Colleagues(
            key, name,
            tuple(
                Shown(name, each.from_at, each.until_at, each.layer, duty)
                for each in found
                if each.who == str(key) and each.from_at > at
            ),
        )
        for key, name in here
    ]  # fmt: skip


def _ahead(at: datetime) -> Span:
    on = legal_day(at)
    return Span(at, start_of(on + (in_force(GAPS_LISTED_DAYS, on) + 1) * DAY))
