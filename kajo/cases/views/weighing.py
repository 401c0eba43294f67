"""For and against, of a case."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kajo.accounts.sign_in.request import Request
from kajo.cases import actions, queries
from kajo.cases.terms import ASKED
from kajo.facts import views as facts
from kajo.facts.terms import About, Matter
from kajo.facts.views.weighing import Aside

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def weigh(request: Request, key: UUID) -> HttpResponse:
    """Say which way something speaks that is recorded of a case."""
    about = About(Matter.CASE, key)
    return facts.weighing(request, about, actions.weigh, ASKED, lambda: queries.weighed(request.actor, key))


def aside(request: Request, key: UUID) -> Aside:
    """Do what a button beside a draft asks for."""
    return facts.aside(request, About(Matter.CASE, key), actions.weigh, ASKED)
