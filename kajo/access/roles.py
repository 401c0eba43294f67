"""Who acts, and in which roles?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

STEP_UP_SECONDS = 120


class Role(StrEnum):
    """What a person, a visitor or a machine is in the assistance system."""

    DIRECTOR = "director"
    MANAGER = "manager"
    CASE_WORKER = "case_worker"
    DUTY_OFFICER = "duty_officer"
    DATA_PROTECTION = "data_protection"
    ADMINISTRATOR = "administrator"
    COUNTY = "county"
    PROVIDER = "provider"
    VISITOR = "visitor"
    SYSTEM = "system"
    CONSOLE = "console"
    EXCHANGE = "exchange"


PEOPLE_ROLES = frozenset(Role) - {Role.VISITOR, Role.SYSTEM, Role.CONSOLE, Role.EXCHANGE}


@dataclass(frozen=True, slots=True)
class StepUp:
    """A fresh second factor, given for one deed on one record, good for 120 seconds."""

    at: datetime
    verb: str
    target: str = ""

    def holds_for(self, verb: str, target: str, at: datetime) -> bool:
        """Tell whether this proof was given for this very deed and is at most 120 seconds old."""
        age = at - self.at
        return self.verb == verb and self.target == target and timedelta(0) <= age <= timedelta(seconds=STEP_UP_SECONDS)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it: a person, a partner's person, the visitor, the night job. Passed on, never ambient.

    `id` is the staff row's key, None for actors who are no person. `office` is the code of the own office.
    """

    id: UUID | None
    name: str
    roles: frozenset[Role]
    office: int | None = None
    step_up: StepUp | None = None
    purpose: str = ""
    request: str = field(default="", compare=False)

    @property
    def key(self) -> str:
        """Name the actor in ledger and signed context: the staff key, or the one word of a machine's role."""
        return str(self.id) if self.id else str(next(iter(self.roles)))

    def stepped_up(self, proof: StepUp) -> Actor:
        """Give the same actor with a fresh second factor."""
        return replace(self, step_up=proof)


VISITOR = Actor(None, "visitor", frozenset({Role.VISITOR}))
SYSTEM = Actor(None, "system", frozenset({Role.SYSTEM}))
CONSOLE = Actor(None, "console", frozenset({Role.CONSOLE}))
EXCHANGE = Actor(None, "exchange", frozenset({Role.EXCHANGE}))
