"""A rota with a line, leave, a swap that waits for a manager, one that waits for a colleague, a private calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from kajo.access.roles import Actor
from kajo.law.calendar import DAY, legal_day
from kajo.rota import actions
from kajo.rota.terms import MINUTES_A_DAY, Duty, Span

HOUR = timedelta(hours=1)


def rota(people: dict[str, Actor], time: int = 0, asker: str = "hilla", asked: str = "tuuli") -> dict[str, Any]:
    """Lay it down; give the keys by word, and the token of the director's calendar.

    `time` counts how often it was laid down before: each lies where no other does.
    """
    at = datetime.now(UTC)
    marja, aino, asks, helps = (people[name] for name in ("marja", "aino", asker, asked))
    on, first = legal_day(at) + (100 + time) * DAY, at + (100 + 24 * time) * HOUR
    give, other, own = (Span(first + n * HOUR, first + (n + 2) * HOUR) for n in (0, 4, 8))
    for who, span in ((asks, give), (asks, other), (aino, own)):
        actions.override(marja, None, duty=Duty.LINE, staff=who.id, from_at=span.from_at, until_at=span.until_at, at=at)
    line = actions.rotate(
        marja, None, duty=Duty.BACKUP, staff=asks.id, from_minute=6 * MINUTES_A_DAY + time * 10 % MINUTES_A_DAY,
        minutes=10, from_on=legal_day(at), until_on=legal_day(at) + 30 * DAY, at=at,
    )  # fmt: skip
    away = actions.leave(marja, None, staff=helps.id, from_on=on, until_on=on + DAY, at=at)
    swap = actions.ask(asks, None, asked=helps.id, duty=Duty.LINE, give=give, at=at)
    actions.accept(helps, swap.pk, at=at)
    actions.ask(asks, None, asked=helps.id, duty=Duty.LINE, give=other, at=at)
    token = actions.make_feed(aino, None, language="en", at=at).token
    return {"rotation": line.pk, "leave": away.pk, "swap": swap.pk, "token": token}
