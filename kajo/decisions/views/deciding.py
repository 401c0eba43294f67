"""Pages of decisions, their letters and service, and of the right to sign."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kajo.access import gate
from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.decisions import actions, forms, queries, rules
from kajo.decisions.queries import Page
from kajo.decisions.terms import DecisionKind, LetterRole, ServedBy
from kajo.law.calendar import legal_day
from kajo.ui.forms import Form
from kajo.ui.pages import page
from kajo.ui.quoting import quote, quoted

GET_OR_POST = require_http_methods(["GET", "POST"])
OF_A_REFERRAL = {DecisionKind.ADMIT_35_1, DecisionKind.ADMIT_35_2, DecisionKind.REFUSE}


@require_GET
def decision(request: Request, key: UUID) -> HttpResponse:
    """Show a decision: the draft, or what was signed, its letters and how it was served."""
    found = queries.decision(request.actor, key, on=legal_day(now()))
    words = {"decision": found, **_around(request, found)}
    return page(request, "decisions/decision.html", words, part="letters", title=_("Decision"))


@GET_OR_POST
def serve(request: Request, key: UUID) -> HttpResponse:
    """Record how the decision reached its party."""
    at = now()
    found = queries.decision(request.actor, key, on=legal_day(at), doing=Verb.DECISION_SERVE)
    form = forms.Service(
        request.POST or None, on=legal_day(at), decided_on=found.decided_on, seen=found.edition,
        unserved=found.unserved, initial={"sent_on": legal_day(at)},
    )  # fmt: skip
    if form.is_valid() and form.carry(actions.serve, request.actor, key, at=at):
        messages.success(request, _("It is noted how the decision was served."))
        return redirect("decisions:decision", key)
    safe, electronic = (
        rules.may_be_served(way, found.letters_wish, is_limited=found.is_limited, on=legal_day(at))
        for way in (ServedBy.POST, ServedBy.ELECTRONIC)
    )
    words = {
        "decision": found,
        "form": form,
        "appeal": quote(found.appeal.basis),
        "safe": safe,
        "safe_by": quote(safe.basis),
        "electronic": electronic,
        "electronic_by": quote(electronic.basis),
    }
    return page(request, "decisions/serve.html", words, part="form", title=_("Decision"))


@require_GET
def letter(request: Request, key: UUID, role: LetterRole) -> HttpResponse:
    """Give a letter as a PDF, to be read in the browser; `save` in the address asks for a file."""
    file = queries.letter(request.actor, key, role=role)
    response = HttpResponse(file.pdf, content_type="application/pdf")
    way = "attachment" if "save" in request.GET else "inline"
    response["Content-Disposition"] = f'{way}; filename="{file.name}"'
    return response


@GET_OR_POST
def delegations(request: Request) -> HttpResponse:
    """Show who may sign which decisions, and give somebody the right."""
    at = now()
    found = queries.delegations(request.actor, None, on=legal_day(at))
    offered = [(each.id, f"{each.name}, {each.title}" if each.title else each.name) for each in found.officials]
    form = forms.Delegation(request.POST or None, officials=offered, initial={"from_on": legal_day(at)})
    if form.is_valid() and form.carry(actions.delegate, request.actor, form.official, at=at):
        messages.success(request, _("The delegation is recorded."))
        return redirect("decisions:delegations")
    words = {"found": found, "form": form}
    return page(request, "decisions/delegations.html", words, part="form", title=_("Delegations"))


@require_POST
def end_delegation(request: Request, key: UUID) -> HttpResponse:
    """End a delegation before its day."""
    form = Form(request.POST)
    if form.is_valid() and form.carry(actions.end_delegation, request.actor, key, at=now()):
        messages.success(request, _("The delegation has ended."))
    for _id, _label, sentence in form.wrong():
        messages.warning(request, sentence)
    return redirect("decisions:delegations")


def _around(request: Request, found: Page) -> dict[str, object]:
    of_referral = found.kind in OF_A_REFERRAL
    seen_by = Verb.REFERRAL_VIEW if of_referral else Verb.CASE_VIEW
    problem = found.unprintable
    return {
        "matter": ("referrals:referral" if of_referral else "cases:case") if gate.may(request.actor, seen_by) else "",
        "is_of_referral": of_referral,
        "has_case": of_referral and found.person is not None and gate.may(request.actor, Verb.CASE_VIEW),
        "appeal": quote(found.appeal.basis),
        "heard": quote(found.is_heard.basis),
        "received": quote(found.served.received.basis) if found.served else None,
        "ends": quote(found.served.appeal_ends.basis) if found.served else None,
        "law": [(each, queries.title_of(each.rule)) for each in found.judged_by],
        "blocked": quoted(found.blocking),
        "help": queries.drafting_help(found.kind, found.reasons, str(found.language)) if found.is_draft else None,
        "unprintable": _(problem.message) % problem.values if problem else "",
    }
