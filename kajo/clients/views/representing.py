"""Pages on which a child's representative is applied for, appointed and ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.clients import actions, forms, queries
from kajo.law.calendar import legal_day
from kajo.ui.pages import page

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def apply_representative(request: Request, key: UUID) -> HttpResponse:
    """Record that a representative was applied for."""
    at = now()
    found = queries.person(request.actor, key, doing=Verb.CLIENT_APPLY_REPRESENTATIVE)
    form = forms.ApplyRepresentative(
        request.POST or None, on=legal_day(at), seen=found.person.edition, initial={"applied_on": legal_day(at)}
    )
    if form.is_valid() and form.carry(actions.apply_representative, request.actor, key, at=at):
        messages.success(request, _("It is recorded who speaks for the child."))
        return redirect("clients:person", key)
    words = {"found": found, "form": form, "heading": _("Apply for a representative")}
    return page(request, "clients/represented.html", words, part="form", title=_("Client"))


@GET_OR_POST
def appoint_representative(request: Request, key: UUID, matter: UUID) -> HttpResponse:
    """Record whom the court appointed."""
    return _on_a_matter(
        request, key, matter, Verb.CLIENT_APPOINT_REPRESENTATIVE, forms.AppointRepresentative,
        actions.appoint_representative, "appointed_on", _("Record the representative"),
    )  # fmt: skip


@GET_OR_POST
def end_representative(request: Request, key: UUID, matter: UUID) -> HttpResponse:
    """Record that nobody represents the child any more."""
    return _on_a_matter(
        request, key, matter, Verb.CLIENT_END_REPRESENTATIVE, forms.EndRepresentative, actions.end_representative,
        "ended_on", _("End the matter of the representative"),
    )  # fmt: skip


def _on_a_matter(
    request: Request, key: UUID, matter: UUID, verb: Verb, form_of: Callable[..., Any], deed: Callable[..., Any],
    day: str, heading: str,
) -> HttpResponse:  # fmt: skip
    at = now()
    found = queries.person(request.actor, key, doing=verb)
    row = next((each for each in found.representations if each.id == matter), None)
    if row is None:
        raise Http404
    since = row.appointed_on or row.applied_on
    form = form_of(request.POST or None, since=since, on=legal_day(at), seen=row.edition, initial={day: legal_day(at)})
    if form.is_valid() and form.carry(deed, request.actor, matter, at=at):
        messages.success(request, _("It is recorded who speaks for the child."))
        return redirect("clients:person", key)
    words = {"found": found, "form": form, "heading": heading}
    return page(request, "clients/represented.html", words, part="form", title=_("Client"))
