"""What does a request of a signed-in person carry?"""

from __future__ import annotations

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest
from django.utils.timezone import now

from kajo.access.roles import Actor, StepUp
from kajo.access.verbs import Verb
from kajo.accounts.models import Login
from kajo.accounts.sign_in.sessions import SessionStore


class Request(HttpRequest):
    """A request as the middleware leaves it, for the types of views: `actor` acts, also where it is the visitor."""

    actor: Actor
    session: SessionStore
    user: Login  # nobody's on a visitor's request: those pages ask the actor


def address_of(request: HttpRequest) -> str:
    """Give the visitor's address for counting tries; it is not kept."""
    return get_client_ip(request) or "unknown"


def step_up_for(request: Request, verb: Verb, target: str = "") -> StepUp | None:
    """Give the fresh second factor for this very deed on this record, if this visit has one."""
    proof = request.actor.step_up
    return proof if proof is not None and proof.holds_for(str(verb), target, now()) else None
