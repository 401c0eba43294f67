"""Pages of the register: what somebody is told of a client, from its preparation to its line."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.disclosures import actions, forms, queries
from kajo.disclosures.terms import About, Matter
from kajo.law.calendar import legal_day
from kajo.ui.forms import Form
from kajo.ui.pages import page

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_GET
def register(request: Request) -> HttpResponse:
    """List what was told of everybody in reach, the latest first."""
    found = queries.register(request.actor, None, after=_key(request.GET.get("after", "")))
    return page(request, "disclosures/register.html", {"found": found}, part="list", title=_("Register"))


@require_GET
def disclosed(request: Request, kind: About, key: UUID) -> HttpResponse:
    """List what was told in a matter."""
    found = queries.disclosed(request.actor, None, matter=Matter(kind, key))
    return page(request, "disclosures/disclosed.html", {"found": found}, title=_("Register"))


@require_GET
def disclosure(request: Request, key: UUID) -> HttpResponse:
    """Show one line of the register."""
    found = queries.disclosure(request.actor, key)
    return page(request, "disclosures/disclosure.html", {"line": found}, title=_("Register"))


@GET_OR_POST
def prepare(request: Request, kind: About, key: UUID) -> HttpResponse:
    """Prepare to tell somebody something."""
    at, matter = now(), Matter(kind, key)
    found = queries.exchange(request.actor, None, matter=matter, doing=Verb.DISCLOSURE_PREPARE)
    form = forms.Tell(request.POST or None)
    if form.is_valid() and form.carry(actions.prepare, request.actor, None, matter=matter, at=at):
        messages.success(request, _("It is prepared. It is told only after the approval that the rule asks for."))
        return redirect("disclosures:disclosure", form.result.pk)
    words = {
        "found": found,
        "form": form,
        "heading": _("Prepare to tell somebody"),
        "asks_consent": True,
        "lead": _("The rule says how much may be told and who must approve. It is told only after that."),
    }
    return page(request, "disclosures/in_matter.html", words, part="form", title=_("Register"))


@GET_OR_POST
def approve(request: Request, key: UUID) -> HttpResponse:
    """Read what is to be told and approve it."""
    found = queries.disclosure(request.actor, key, doing=Verb.DISCLOSURE_APPROVE)
    form = Form(request.POST or None, seen=found.edition)
    if form.is_valid() and form.carry(actions.approve, request.actor, key, at=now()):
        messages.success(request, _("It is approved, and may be told."))
        return redirect("disclosures:disclosure", key)
    words = {
        "line": found,
        "form": form,
        "heading": _("Approve what is to be told"),
        "says": _("A fresh code is asked for. It stays on record with your name."),
    }
    return page(request, "disclosures/of_disclosure.html", words, part="form", title=_("Register"))


@GET_OR_POST
def decline(request: Request, key: UUID) -> HttpResponse:
    """Decide that it is not told after all."""
    found = queries.disclosure(request.actor, key, doing=Verb.DISCLOSURE_DECLINE)
    form = forms.Reason(request.POST or None, seen=found.edition)
    if form.is_valid() and form.carry(actions.decline, request.actor, key, at=now()):
        messages.success(request, _("It is recorded that it is not told."))
        return redirect("disclosures:disclosure", key)
    words = {"line": found, "form": form, "heading": _("Do not tell it")}
    return page(request, "disclosures/of_disclosure.html", words, part="form", title=_("Register"))


@GET_OR_POST
def give(request: Request, key: UUID) -> HttpResponse:
    """Record when and by which way it was told."""
    at = now()
    found = queries.disclosure(request.actor, key, doing=Verb.DISCLOSURE_GIVE)
    form = forms.Given(
        request.POST or None, on=legal_day(at), seen=found.edition, initial={"told_on": legal_day(at)}
    )  # fmt: skip
    if form.is_valid() and form.carry(actions.give, request.actor, key, at=at):
        messages.success(request, _("It stands in the register."))
        return redirect("disclosures:disclosure", key)
    words = {"line": found, "form": form, "heading": _("Record that it was told")}
    return page(request, "disclosures/of_disclosure.html", words, part="form", title=_("Register"))


def _key(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error
