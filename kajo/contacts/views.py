"""Pages of the advice line."""

from __future__ import annotations

from datetime import datetime
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
from kajo.contacts.queries import Place
from kajo.contacts.terms import WITHOUT_CONTENT, Danger
from kajo.law.calendar import legal_day
from kajo.law.municipalities import county
from kajo.ui.pages import page

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_GET
def calls(request: Request) -> HttpResponse:
    """List the calls, the newest first."""
    found = queries.calls(request.actor, None, after=_place(request.GET.get("after", "")))
    words = {"calls": found, "next": _written(found.next), "may_log": gate.may(request.actor, Verb.CONTACT_LOG)}
    return page(request, "contacts/calls.html", words, part="list", title=_("Calls"))


@GET_OR_POST
def log_call(request: Request) -> HttpResponse:
    """Take a call: the note first, then a press that says how it ended."""
    gate.allowed(request.actor, Verb.CONTACT_LOG)
    at = now()
    form = forms.Call(request.POST or None, at=at, initial={"started_at": at})
    if form.is_valid() and form.carry(actions.log_call, request.actor, at=at):
        if form.becomes_a_referral:
            return redirect("contacts:refer", form.result.pk)
        messages.success(request, _("The call is saved."))
        is_done = form.facts()["outcome"] in WITHOUT_CONTENT
        return redirect("contacts:calls") if is_done else redirect("contacts:call", form.result.pk)
    return page(request, "contacts/log.html", {"form": form}, part="form", title=_("New call"))


@require_GET
def consultations(request: Request) -> HttpResponse:
    """List the consultations, the newest first."""
    on = legal_day(now())
    found = queries.consultations(request.actor, None, on=on, after=_place(request.GET.get("after", "")))
    may = gate.may(request.actor, Verb.CONTACT_CONSULT)
    words = {"found": found, "next": _written(found.next), "may_consult": may, "year": on.year}
    return page(request, "contacts/consultations.html", words, part="list", title=_("Consultations"))


@GET_OR_POST
def consult(request: Request) -> HttpResponse:
    """Note advice about somebody who has not agreed to be named."""
    gate.allowed(request.actor, Verb.CONTACT_CONSULT)
    at = now()
    form = forms.Consultation(request.POST or None, on=legal_day(at))
    if form.is_valid() and form.carry(actions.consult, request.actor, at=at):
        messages.success(request, _("The consultation is saved."))
        return redirect("contacts:consultation", form.result.pk)
    return page(request, "contacts/consult.html", {"form": form}, part="form", title=_("New consultation"))


@require_GET
def consultation(request: Request, key: UUID) -> HttpResponse:
    """Show one consultation."""
    found = queries.consultation(request.actor, key)
    region = county(found.region, legal_day(found.asked_at)).name_fi if found.region else ""
    words = {"each": found, "region": region, "may_receive": gate.may(request.actor, Verb.REFERRAL_RECEIVE)}
    return page(request, "contacts/consultation.html", words, title=_("Consultation"))


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


def _place(text: str) -> Place | None:
    moment, _sign, key = text.partition("_")
    try:
        started_at = datetime.fromisoformat(moment)
        return Place(started_at, UUID(key)) if started_at.tzinfo else None
    except ValueError:
        return None


def _written(place: Place | None) -> str:
    return f"{place.started_at.isoformat()}_{place.id}" if place else ""
