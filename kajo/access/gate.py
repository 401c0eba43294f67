"""May this actor do this, to this record?"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from kajo.access import matrix
from kajo.access.roles import Actor, Role
from kajo.access.scopes import Scope
from kajo.access.verbs import Verb
from kajo.law.finding import N_ as _
from kajo.law.finding import Refused

__all__ = ["Forbidden", "NotFound", "Refused", "StepUpNeeded", "allowed", "check", "may", "require_step_up"]


class Forbidden(Exception):
    """The actor may not do this, or may not know of this record. Looks like NotFound from outside."""


class NotFound(Exception):
    """There is no such record, as far as this actor may know."""


class StepUpNeeded(Refused):
    """The deed wants a fresh second factor first."""

    def __init__(self, verb: Verb, target: str) -> None:
        super().__init__(_("Confirm with a fresh code that it is you."))
        self.verb, self.target = verb, target


def allowed(actor: Actor, verb: Verb) -> tuple[Scope, Role]:
    """Give the widest scope the actor has for a verb and the role that gives it. Raises Forbidden without one."""
    grant = matrix.scope_of(actor.roles, verb)
    if grant is None:
        raise Forbidden(verb)
    return grant


def may(actor: Actor, verb: Verb) -> bool:
    """Tell whether the actor holds the verb in any scope."""
    return matrix.scope_of(actor.roles, verb) is not None


def check(actor: Actor, verb: Verb, target: object = None) -> tuple[Scope, Role]:
    """Check an actor's right to a deed, on a record where there is one: a row, or its key.

    Asks the matrix, then the same filter that lists use (`access.models.covers`), and for deeds that demand it a
    fresh second factor, given for this very record. Raises Forbidden or StepUpNeeded.
    """
    from kajo.access.models import Protected, covers

    grant = allowed(actor, verb)
    if isinstance(target, Protected) and not covers(actor, verb, target):
        raise Forbidden(verb)
    if verb in matrix.STEP_UP and actor.id is not None:
        require_step_up(actor, verb, _key_of(target))
    return grant


def _key_of(target: object) -> str:
    key = target if isinstance(target, UUID) else getattr(target, "pk", None)
    return str(key) if key is not None else ""


def require_step_up(actor: Actor, verb: Verb, target: str) -> None:
    """Demand a fresh second factor for this deed on this record. Raises StepUpNeeded."""
    if actor.step_up is None or not actor.step_up.holds_for(str(verb), target, datetime.now(UTC)):
        raise StepUpNeeded(verb, target)
