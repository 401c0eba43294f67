"""The private calendar: made, ended, and read by a calendar program that knows its token."""

from __future__ import annotations

from datetime import UTC

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from icalendar import Calendar, Event

from kajo.access.roles import VISITOR
from kajo.accounts.sign_in.marks import open_to_all
from kajo.accounts.sign_in.request import Request
from kajo.rota import actions, queries
from kajo.rota.views.own import ADDRESS, own_page
from kajo.ui.forms import Form

MADE_BY = "-//Kajo//Duty//EN"


@require_POST
def make_feed(request: Request) -> HttpResponse:
    """Make the address of my turns; the page it leads to shows it this once."""
    form = Form(request.POST)
    language = (get_language() or "en").partition("-")[0]
    if form.is_valid() and form.carry(actions.make_feed, request.actor, language=language, at=now()):
        if form.result is not None:  # else the form came a second time, and the token was told
            request.session[ADDRESS] = request.build_absolute_uri(reverse("rota:calendar", args=[form.result.token]))
        return redirect("rota:mine")
    return own_page(request, refused=form)


@require_POST
def end_feed(request: Request) -> HttpResponse:
    """End the address of my turns."""
    form = Form(request.POST)
    if form.is_valid() and form.carry(actions.end_feed, request.actor, at=now()):
        messages.success(request, _("The address does not work any more."))
        return redirect("rota:mine")
    return own_page(request, refused=form)


@require_GET
@open_to_all
def calendar(request: Request, token: str) -> HttpResponse:
    """Give the turns of whoever holds the token: "Duty" and times. The token is the proof; no session is looked at."""
    at = now()
    found = queries.feed(VISITOR, None, token=token, at=at)
    written = Calendar()
    written.add("prodid", MADE_BY)
    written.add("version", "2.0")
    with translation.override(found.language):
        word = _("Duty")
    for span in found.spans:
        event = Event()
        event.add("uid", f"{found.feed}-{span.from_at:%Y%m%dT%H%MZ}-{span.until_at:%Y%m%dT%H%MZ}")
        event.add("dtstamp", at)
        event.add("dtstart", span.from_at.astimezone(UTC))
        event.add("dtend", span.until_at.astimezone(UTC))
        event.add("summary", word)
        written.add_component(event)
    return HttpResponse(written.to_ical(), content_type="text/calendar; charset=utf-8")
