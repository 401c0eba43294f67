"""The front page of whoever works here, what nobody looks after, and what a court answered."""

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
from kajo.decisions import queries as decisions
from kajo.desk import actions, forms, queries
from kajo.law.calendar import legal_day
from kajo.ui.forms import Form
from kajo.ui.pages import page
from kajo.ui.quoting import quoted


@require_GET
def mine(request: Request) -> HttpResponse:
    """Show what waits for me."""
    at = now()
    found = queries.mine(request.actor, None, on=legal_day(at))
    return page(request, "desk/mine.html", {"desk": found, "at": at}, title=_("My work"))


@require_GET
def unattended(request: Request) -> HttpResponse:
    """Show what nobody looks after."""
    found = queries.unattended(request.actor, None, on=legal_day(now()))
    return page(request, "desk/unattended.html", {"found": found}, title=_("Looked after by nobody"))


@require_http_methods(["GET", "POST"])
def annul(request: Request, key: UUID) -> HttpResponse:
    """Read the draft that takes a faulty decision's place, and sign it; what follows from it is done at once."""
    at = now()
    found = decisions.decision(request.actor, key, on=legal_day(at), doing=Verb.DECISION_ANNUL)
    form = Form(request.POST if request.method == "POST" else None, seen=found.edition)
    if form.is_valid() and form.carry(actions.annul, request.actor, key, at=at):
        messages.success(request, _("The decision is signed, and what follows from it is done."))
        return redirect("decisions:decision", key)
    words = {"decision": found, "form": form, "blocked": quoted(found.blocking)}
    return page(request, "desk/annul.html", words, part="form", title=_("Decision"))


@require_http_methods(["GET", "POST"])
def answer_appeal(request: Request, key: UUID, appeal: UUID) -> HttpResponse:
    """Record what the court decided on an appeal; what follows from it is done at once."""
    at = now()
    on = legal_day(at)
    found = decisions.decision(request.actor, key, on=on, doing=Verb.APPEAL_ANSWER)
    row = next((each for each in found.appeals if each.id == appeal), None)
    if row is None:
        raise Http404
    form = forms.CourtAnswer(
        request.POST or None, on=on, since=row.forwarded_on or row.arrived_on, seen=row.edition,
        initial={"answered_on": on},
    )  # fmt: skip
    if form.is_valid() and form.carry(actions.answer_appeal, request.actor, appeal, at=at):
        messages.success(request, _("The court's answer is recorded, and what follows from it is done."))
        return redirect("decisions:decision", key)
    words = {
        "decision": found,
        "form": form,
        "heading": _("Record the court's answer"),
        "lead": _("An annulled refusal is assessed anew, an annulled removal is undone from its date."),
    }
    return page(request, "decisions/party.html", words, part="form", title=_("Decision"))
