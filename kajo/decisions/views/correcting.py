"""Pages on which a signed decision is corrected by a new one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.decisions import actions, forms, queries
from kajo.law.calendar import legal_day
from kajo.ui.forms import Form
from kajo.ui.pages import page
from kajo.ui.quoting import quoted


@require_http_methods(["GET", "POST"])
def correct(request: Request, key: UUID) -> HttpResponse:
    """Draft the decision that corrects this one."""
    at = now()
    found = queries.decision(request.actor, key, on=legal_day(at), doing=Verb.DECISION_CORRECT)
    form = forms.Correction(
        request.POST or None, seen=found.edition, initial={"party": found.party, "reasons": found.reasons}
    )
    if form.is_valid() and form.carry(actions.correct, request.actor, key, at=at):
        messages.success(request, _("The correcting decision is drafted. Somebody else signs it."))
        return redirect("decisions:decision", key)
    words = {"decision": found, "form": form}
    return page(request, "decisions/correct.html", words, part="form", title=_("Decision"))


@require_http_methods(["GET", "POST"])
def decide_anew(request: Request, key: UUID) -> HttpResponse:
    """Draft the decision that takes the place of this one, which is faulty."""
    at = now()
    on = legal_day(at)
    found = queries.decision(request.actor, key, on=on, doing=Verb.DECISION_DECIDE_ANEW)
    form = forms.DecideAnew(
        request.POST or None, seen=found.edition, kind=found.kind, on=on, since=found.decided_on,
        initial={"party": found.party, "raised_on": on},
    )  # fmt: skip
    if form.is_valid() and form.carry(actions.decide_anew, request.actor, key, at=at):
        messages.success(request, _("The new decision is drafted. Somebody else signs it."))
        return redirect("decisions:decision", key)
    words = {"decision": found, "form": form, "appealed": any(not each.final_on for each in found.appeals)}
    return page(request, "decisions/decide_anew.html", words, part="form", title=_("Decision"))


@require_http_methods(["GET", "POST"])
def sign_correction(request: Request, key: UUID) -> HttpResponse:
    """Read the drafted correction and sign it."""
    at = now()
    found = queries.decision(request.actor, key, on=legal_day(at), doing=Verb.DECISION_SIGN)
    form = Form(request.POST if request.method == "POST" else None, seen=found.edition)
    if form.is_valid() and form.carry(actions.sign_correction, request.actor, key, at=at):
        messages.success(request, _("The correction is signed. The letter is being made."))
        return redirect("decisions:decision", key)
    words = {"decision": found, "form": form, "blocked": quoted(found.blocking)}
    return page(request, "decisions/sign_correction.html", words, part="form", title=_("Decision"))
