"""Pages of calls."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kajo.access import gate
from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.contacts import actions, forms, queries
from kajo.contacts.terms import WITHOUT_CONTENT, Danger
from kajo.contacts.views.places import place, written
from kajo.contacts.views.writing import workspace
from kajo.law.calendar import legal_day
from kajo.ledger.guarded import row_id
from kajo.ui.pages import page

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_GET
def calls(request: Request) -> HttpResponse:
    """List the notes that are being written, and the calls, the newest first."""
    found = queries.board(request.actor, None, after=place(request.GET.get("after", "")))
    words = {
        "calls": found.calls,
        "next": written(found.calls.next),
        "may_log": gate.may(request.actor, Verb.CONTACT_LOG),
        "may_hear": gate.may(request.actor, Verb.RING_LIST),
        "drafts": found.drafts,
    }
    return page(request, "contacts/calls.html", words, part="list", title=_("Calls"))


@GET_OR_POST
def log_call(request: Request) -> HttpResponse:
    """Take a call: the note first, then a press that says how it ended."""
    gate.allowed(request.actor, Verb.CONTACT_LOG)
    at, ring = now(), request.GET.get("ring", "")
    form = forms.Call(request.POST or None, at=at, initial={"started_at": at, "draft": row_id(), "ring": ring})
    if form.is_valid() and form.carry(actions.log_call, request.actor, at=at):
        if form.becomes_a_referral:
            return redirect("contacts:refer", form.result.pk)
        messages.success(request, _("The call is saved."))
        is_done = form.facts()["outcome"] in WITHOUT_CONTENT
        return redirect("contacts:calls") if is_done else redirect("contacts:call", form.result.pk)
    return workspace(request, form)


@require_GET
def call(request: Request, key: UUID) -> HttpResponse:
    """Show one call."""
    return _call(request, key, forms.Close())


@GET_OR_POST
def close(request: Request, key: UUID) -> HttpResponse:
    """Close a call that stayed open."""
    form = forms.Close(request.POST or None)
    if form.is_valid() and form.carry(actions.close, request.actor, key, at=now()):
        messages.success(request, _("The call is closed."))
        return redirect("contacts:call", key)
    return _call(request, key, form)


@GET_OR_POST
def complete(request: Request, key: UUID) -> HttpResponse:
    """Fill in what was said, for the figures, when the call is over."""
    found = queries.call(request.actor, key)
    line = found.line
    initial = {
        "danger": line.danger, "language": line.language and str(line.language), "topic": line.topic,
        "caller": line.caller, "form": found.form, "region": found.region, "age_band": found.age_band,
    }  # fmt: skip
    form = forms.AfterCall(request.POST or None, at=now(), initial=initial, seen=found.edition)
    if form.is_valid() and form.carry(actions.complete, request.actor, key, at=now()):
        messages.success(request, _("Saved."))
        return redirect("contacts:call", key)
    return page(request, "contacts/complete.html", {"call": found, "form": form}, part="form", title=_("Call"))


@GET_OR_POST
def refer(request: Request, key: UUID) -> HttpResponse:
    """Turn a call into a referral: three things are enough."""
    at = now()
    found = queries.call(request.actor, key)
    initial = {
        "account": found.note,
        "language": found.line.language,
        "consent_language": found.line.language,
        "is_urgent": found.line.danger is Danger.YES,
        "given_at": at,
    }
    form = forms.Refer(request.POST or None, initial=initial, seen=found.edition, on=legal_day(at))
    if form.is_valid() and form.carry(actions.turn_into_referral, request.actor, key, at=at):
        messages.success(request, _("The referral is received."))
        return redirect("referrals:referral", form.result.pk)
    return page(request, "contacts/refer.html", {"call": found, "form": form}, part="form", title=_("New referral"))


def _call(request: Request, key: UUID, form: forms.Close) -> HttpResponse:
    found = queries.call(request.actor, key)
    form.seen = found.edition if form.seen is None else form.seen
    return page(request, "contacts/call.html", {"call": found, "form": form}, part="form", title=_("Call"))
