"""Teams, and who is posted to them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from kajo.access.roles import CONSOLE
from kajo.accounts import actions
from kajo.accounts.models import Posting, Team

SINCE = date(2020, 1, 1)


def team(name: str = "Joutseno 1", office: int = 1, from_on: date = SINCE) -> Team:
    """A team of an office, made if it is not there yet."""
    known = Team.objects.filter(name=name, office=office).first()
    at = datetime.now(UTC)
    return known or actions.make_team(CONSOLE, None, name=name, office=office, from_on=from_on, at=at)


def posted(who: Any, to: Team, from_on: date | None = None) -> Posting:
    """Somebody's posting to a team, from the day of the posting before or another one."""
    key = who if isinstance(who, UUID) else getattr(who, "pk", None) or who.id
    former = Posting.objects.get(staff=key, until_on=None)
    on = from_on or former.from_on
    return actions.post(
        CONSOLE, key, office=to.office_id, team=to.pk, from_on=max(on, to.from_on), at=datetime.now(UTC)
    )
