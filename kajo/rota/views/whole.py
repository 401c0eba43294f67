"""The rota of four weeks, and swaps that wait for a manager."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kajo.accounts.sign_in.request import Request
from kajo.law.calendar import legal_day
from kajo.rota import actions, queries
from kajo.ui.forms import Form
from kajo.ui.pages import page

FOUR_WEEKS = timedelta(days=28)
FARTHEST = timedelta(days=366)


@require_GET
def rota(request: Request) -> HttpResponse:
    """Show who is on duty in four weeks, every gap of the days ahead, and warnings."""
    return _rota(request)


@require_POST
def approve(request: Request, swap: UUID) -> HttpResponse:
    """Agree to an accepted swap."""
    form = Form(request.POST)
    if form.is_valid() and form.carry(actions.approve, request.actor, swap, at=now()):
        messages.success(request, _("The swap is agreed."))
        return redirect("rota:rota")
    return _rota(request, refused=form)


@require_POST
def refuse(request: Request, swap: UUID) -> HttpResponse:
    """Refuse an accepted swap."""
    form = Form(request.POST)
    if form.is_valid() and form.carry(actions.refuse, request.actor, swap, at=now()):
        messages.success(request, _("The rota stays as it was."))
        return redirect("rota:rota")
    return _rota(request, refused=form)


def _rota(request: Request, *, refused: Form | None = None) -> HttpResponse:
    at = now()
    on = legal_day(at)
    first_on = _day(request.GET.get("from", ""), on)
    found = queries.rota(request.actor, None, first_on=first_on, at=at)
    words = {"rota": found, "refused": refused, "next": first_on + FOUR_WEEKS, "former": first_on - FOUR_WEEKS}
    return page(request, "rota/rota.html", words, title=_("Rota"))


def _day(text: str, on: date) -> date:
    """Read the first day shown; the Monday of this week for anything that is no day within a year of today."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = on
    if abs(found - on) > FARTHEST:
        found = on
    return found - timedelta(days=found.weekday())
