"""What does a request of a signed-in person carry?"""

from __future__ import annotations

from django.http import HttpRequest

from kajo.access.roles import Actor
from kajo.accounts.models import Login
from kajo.accounts.sign_in.sessions import SessionStore


class Request(HttpRequest):
    """A request as the middleware leaves it, for the types of views: `actor` acts, also where it is the visitor."""

    actor: Actor
    session: SessionStore
    user: Login  # nobody's on a visitor's request: those pages ask the actor
