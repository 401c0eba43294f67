"""Pages on who the person of a referral is, whether the person is known here, and what a child says."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kajo.accounts.sign_in.request import Request
from kajo.law.calendar import legal_day
from kajo.referrals import actions, forms, queries
from kajo.referrals.views.referral import basis_of
from kajo.ui.forms import Form
from kajo.ui.pages import page

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def identify(request: Request, key: UUID) -> HttpResponse:
    """Note identity code, earlier number and phone number."""
    found, may = queries.identified(request.actor, key)
    known = {"personal_code": found.personal_code, "client_number": found.client_number, "phone": found.phone}
    form = forms.Identified(request.POST or None, seen=found.edition, initial=known)
    if form.is_valid() and form.carry(actions.identify, request.actor, key, at=now()):
        messages.success(request, _("Noted."))
        return redirect("referrals:referral", key)
    words = {"referral": found, "form": form, "may": may, "basis": basis_of(may)}
    return page(request, "referrals/identify.html", words, part="form", title=_("Referral"))


@GET_OR_POST
def check_known(request: Request, key: UUID) -> HttpResponse:
    """Look up whether the person is known here, and show what was answered."""
    found = queries.looked_up(request.actor, key)
    form = Form(request.POST if request.method == "POST" else None, seen=found.page.edition)
    if form.is_valid() and form.carry(actions.check_known, request.actor, key, at=now()):
        return redirect("referrals:check_known", key)
    words = {"referral": found.page, "looked": found, "form": form, "basis": basis_of(found.may)}
    return page(request, "referrals/check_known.html", words, part="form", title=_("Referral"))


@GET_OR_POST
def hear_child(request: Request, key: UUID) -> HttpResponse:
    """Record what the child says."""
    at = now()
    found, views = queries.with_childs_views(request.actor, key)
    form = forms.ChildsView(
        request.POST or None, on=legal_day(at), seen=found.edition, initial={"language": str(found.language)}
    )
    if form.is_valid() and form.carry(actions.hear_child, request.actor, key, at=at):
        messages.success(request, _("The child's own view is recorded."))
        return redirect("referrals:referral", key)
    words = {"referral": found, "form": form, "views": views}
    return page(request, "referrals/hear_child.html", words, part="form", title=_("Referral"))
