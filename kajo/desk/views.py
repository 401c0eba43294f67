"""The front page of whoever works here, and what nobody looks after."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kajo.accounts.sign_in.request import Request
from kajo.desk import queries
from kajo.law.calendar import legal_day
from kajo.ui.pages import page


@require_GET
def mine(request: Request) -> HttpResponse:
    """Show what waits for me."""
    at = now()
    found = queries.mine(request.actor, None, on=legal_day(at))
    return page(request, "desk/mine.html", {"desk": found, "at": at}, title=_("My work"))


@require_GET
def unattended(request: Request) -> HttpResponse:
    """Show what nobody looks after."""
    found = queries.unattended(request.actor, None, on=legal_day(now()))
    return page(request, "desk/unattended.html", {"found": found}, title=_("Looked after by nobody"))
