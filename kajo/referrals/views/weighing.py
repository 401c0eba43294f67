"""For and against, of a referral."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kajo.accounts.sign_in.request import Request
from kajo.facts import views as facts
from kajo.facts.terms import About, Matter
from kajo.facts.views.weighing import Aside
from kajo.referrals import actions, queries
from kajo.referrals.terms.weighing import ASKED

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def weigh(request: Request, key: UUID) -> HttpResponse:
    """Say which way something speaks that is recorded of a referral."""
    about = About(Matter.REFERRAL, key)
    return facts.weighing(request, about, actions.weigh, ASKED, lambda: queries.weighed(request.actor, key))


def aside(request: Request, key: UUID) -> Aside:
    """Do what a button beside a draft asks for."""
    return facts.aside(request, About(Matter.REFERRAL, key), actions.weigh, ASKED)
