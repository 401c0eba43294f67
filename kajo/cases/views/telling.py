"""Pages on which it is told what happened to a client."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kajo.accounts.sign_in.request import Request
from kajo.cases import actions
from kajo.facts import views as facts
from kajo.facts.terms import About, Matter, What

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def record_fact(request: Request, key: UUID, what: What) -> HttpResponse:
    """Record one thing that happened to a client; the figures of the case follow."""
    return facts.recording(request, About(Matter.CASE, key), what, actions.record_fact, key)


@GET_OR_POST
def correct_fact(request: Request, key: UUID, statement: UUID) -> HttpResponse:
    """Correct one thing that happened to a client; the figures of the case follow."""
    return facts.correcting(request, About(Matter.CASE, key), statement, actions.correct_fact, key)
