"""Pages of advice about somebody whom nobody names."""

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
from kajo.contacts.views.places import place, written
from kajo.law.calendar import legal_day
from kajo.law.municipalities import county
from kajo.ui.pages import page

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_GET
def consultations(request: Request) -> HttpResponse:
    """List the consultations, the newest first."""
    on = legal_day(now())
    found = queries.consultations(request.actor, None, on=on, after=place(request.GET.get("after", "")))
    may = gate.may(request.actor, Verb.CONTACT_CONSULT)
    words = {"found": found, "next": written(found.next), "may_consult": may, "year": on.year}
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
