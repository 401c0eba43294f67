"""Notes of what threatens a client."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from kajo.access.roles import Actor
from kajo.cases import actions
from kajo.cases.models import Case, RiskNote
from kajo.cases.terms import HousingLevel, Risk, RiskChannel
from kajo.law.calendar import legal_day

FEARED = Risk(
    housing=HousingLevel.SAFE,
    plan="Another phone; the school is told nothing.",
    source="[[Feared Person]] waits at the door.",
    target="The client and two children.",
    channels=(RiskChannel.PHONE, RiskChannel.ACCOUNTS),
    known_by="A friend.",
)


def noted(by: Actor, case: Case, at: datetime, *, review_on: date | None = None, risk: Risk = FEARED) -> RiskNote:
    """A note of the risk, to be looked at again in thirty days or on another day."""
    facts: dict[str, Any] = {"risk": risk, "review_on": review_on or legal_day(at) + timedelta(days=30)}
    return actions.note_risk(by, case.pk, **facts, at=at)
