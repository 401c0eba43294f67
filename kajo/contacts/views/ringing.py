"""Pages of calls as the exchange tells of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kajo.access import gate
from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.contacts import actions, queries
from kajo.contacts.views.places import place, written
from kajo.ui.forms import Form
from kajo.ui.pages import page


@require_GET
def ringing(request: Request) -> HttpResponse:
    """Show which calls ring or are being talked on: a strip for other pages, and a page of its own without a script."""
    return _ringing(request, Form())


@require_POST
def keep_number(request: Request, key: UUID) -> HttpResponse:
    """Keep the number of a call until the call is saved: the caller shares it, or asks to be called back."""
    form = Form(request.POST)
    if form.is_valid() and form.carry(actions.keep_number, request.actor, key, at=now()):
        if request.headers.get("HX-Request") == "true":  # from the strip: whoever writes beside it stays there
            return _ringing(request, Form())
        messages.success(request, _("The number is kept until the call is saved, and with it only if it is shared."))
        return redirect("contacts:ringing")
    return _ringing(request, form)


@require_GET
def missed(request: Request) -> HttpResponse:
    """List the calls that nobody answered. Nobody is called from here."""
    return _missed(request, Form())


@require_POST
def look(request: Request, key: UUID) -> HttpResponse:
    """Note that a missed call was looked at."""
    form = Form(request.POST)
    if form.is_valid() and form.carry(actions.look, request.actor, key, at=now()):
        return redirect("contacts:missed")
    return _missed(request, form)


def _ringing(request: Request, form: Form) -> HttpResponse:
    at = now()
    found = queries.ringing(request.actor, None, at=at)
    words = {"ringing": found, "form": form, "at": at, "may_log": gate.may(request.actor, Verb.CONTACT_LOG)}
    return page(request, "contacts/ringing.html", words, part="strip", title=_("Ringing now"))


def _missed(request: Request, form: Form) -> HttpResponse:
    found = queries.missed(request.actor, None, after=place(request.GET.get("after", "")))
    may = gate.may(request.actor, Verb.RING_LOOK)
    words = {"missed": found, "form": form, "next": written(found.next), "may_look": may}
    return page(request, "contacts/missed.html", words, title=_("Missed calls"))
