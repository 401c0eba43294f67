"""A rota with a line, leave, a swap that waits for a manager, and a private calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from kajo.access.roles import Actor
from kajo.law.calendar import DAY, legal_day
from kajo.rota import actions
from kajo.rota.terms import MINUTES_A_DAY, Duty, Span

HOUR = timedelta(hours=1)


def rota(people: dict[str, Actor]) -> dict[str, Any]:
    """Lay it down; give the keys by word, and the token of the director's calendar."""
    at = datetime.now(UTC)
    marja, hilla, tuuli, aino = (people[name] for name in ("marja", "hilla", "tuuli", "aino"))
    on, give = legal_day(at), Span(at + 100 * HOUR, at + 108 * HOUR)
    for who, span in ((hilla, give), (aino, Span(at + 200 * HOUR, at + 208 * HOUR))):
        actions.override(marja, None, duty=Duty.LINE, staff=who.id, from_at=span.from_at, until_at=span.until_at, at=at)
    line = actions.rotate(
        marja, None, duty=Duty.BACKUP, staff=hilla.id, from_minute=6 * MINUTES_A_DAY, minutes=60,
        from_on=on + 30 * DAY, at=at,
    )  # fmt: skip
    away = actions.leave(marja, None, staff=tuuli.id, from_on=on + 100 * DAY, until_on=on + 101 * DAY, at=at)
    swap = actions.ask(hilla, None, asked=tuuli.id, duty=Duty.LINE, give=give, at=at)
    actions.accept(tuuli, swap.pk, at=at)
    token = actions.make_feed(aino, None, language="en", at=at).token
    return {"rotation": line.pk, "leave": away.pk, "swap": swap.pk, "token": token}
