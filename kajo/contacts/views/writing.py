"""Pages of notes that are being written while somebody talks."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kajo.access import gate
from kajo.access.gate import Refused
from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.contacts import actions, forms, queries
from kajo.contacts.queries import Written
from kajo.ui.forms import Form
from kajo.ui.pages import page

CONFLICT, UNREADABLE = 409, 422


def workspace(request: Request, form: forms.Call) -> HttpResponse:
    """Draw the page on which a call is taken."""
    words = {"form": form, "began": form.shown_since, "may_hear": gate.may(request.actor, Verb.RING_LIST)}
    return page(request, "contacts/log.html", words, part="form", title=_("New call"))


@require_GET
def draft(request: Request, key: UUID) -> HttpResponse:
    """Go on with a note, or see who writes it."""
    gate.allowed(request.actor, Verb.CONTACT_LOG)
    found = queries.draft(request.actor, key)
    if not found.line.is_mine or not found.is_open:
        return _draft(request, found, Form())
    initial = found.words | {"started_at": found.line.began_at, "draft": found.line.id, "step": found.step}
    return workspace(request, forms.Call(None, at=now(), initial=initial))


@require_POST
def keep(request: Request) -> HttpResponse:
    """Keep what is written so far. The page's script is answered with one short line, a button with the page itself."""
    at = now()
    form = forms.Call(request.POST, at=at)
    by_script, kept = "quiet" in request.POST, form.kept()
    if kept is None:
        gate.allowed(request.actor, Verb.CONTACT_KEEP)
        return _said(_("The text is too long to be kept."), UNREADABLE) if by_script else workspace(request, form)
    if not by_script:
        kept["step"] += 1
    try:
        actions.keep(request.actor, None, **kept, at=at)
    except Refused as refusal:
        form.refuse(refusal)
        return _said(_(refusal.message), CONFLICT) if by_script else workspace(request, form)
    if by_script:
        return _said(_("Saved %(time)s") % {"time": f"{localtime(at):%H.%M}"})
    return redirect("contacts:draft", kept["key"])


@require_POST
def take_over(request: Request, key: UUID) -> HttpResponse:
    """Go on with a note that a colleague began."""
    form = Form(request.POST)
    if form.is_valid() and form.carry(actions.take_over, request.actor, key, at=now()):
        return redirect("contacts:draft", key)
    return _draft(request, queries.draft(request.actor, key), form)


@require_POST
def put_away(request: Request, key: UUID) -> HttpResponse:
    """Put a note away of which nothing is to stay."""
    form = Form(request.POST)
    if form.is_valid() and form.carry(actions.put_away, request.actor, key, at=now()):
        return redirect("contacts:calls")
    return _draft(request, queries.draft(request.actor, key), form)


def _draft(request: Request, found: Written, form: Form) -> HttpResponse:
    return page(request, "contacts/draft.html", {"found": found, "form": form}, title=_("Note"))


def _said(words: str, status: int = 200) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
