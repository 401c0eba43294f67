"""Pages of what threatens a client."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.cases import actions, queries, rules
from kajo.cases.forms import risk as risk_forms
from kajo.law.calendar import legal_day
from kajo.ui.pages import page


@require_GET
def risk(request: Request, key: UUID) -> HttpResponse:
    """Show the note of the risk in force, and the earlier ones."""
    found = queries.risks(request.actor, key, on=legal_day(now()))
    words = {"case": found.case, "found": found, "may_note": Verb.CASE_NOTE_RISK in found.case.may}
    return page(request, "cases/risk.html", words, title=_("Case"))


@require_http_methods(["GET", "POST"])
def note_risk(request: Request, key: UUID) -> HttpResponse:
    """Write down what threatens the client; the form begins with the note in force."""
    at = now()
    on = legal_day(at)
    found = queries.risks(request.actor, key, on=on, doing=Verb.CASE_NOTE_RISK)
    last = rules.risk_reviewed_by(on).outcome
    begun = risk_forms.written(found.present.risk) if found.present else {}
    form = risk_forms.RiskNote(
        request.POST or None, first=on + timedelta(days=1), last=last, initial={**begun, "review_on": last},
        seen=found.case.edition,
    )  # fmt: skip
    if form.is_valid() and form.carry(actions.note_risk, request.actor, key, at=at):
        messages.success(request, _("The risk note is written down. Earlier ones stay."))
        return redirect("cases:risk", key)
    return page(request, "cases/note_risk.html", {"case": found.case, "form": form}, part="form", title=_("Case"))
