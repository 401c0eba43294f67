"""Pages of a client's way out of the system."""

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
from kajo.cases import actions, forms, queries
from kajo.cases.forms import leaving as leaving_forms
from kajo.clients.terms import explained_in
from kajo.decisions import queries as decisions
from kajo.decisions.terms import DecisionKind
from kajo.law.calendar import legal_day
from kajo.ui.pages import page
from kajo.ui.quoting import quote, quoted

GET_OR_POST = require_http_methods(["GET", "POST"])
ONE_DAY = timedelta(days=1)


@require_GET
def leaving(request: Request, key: UUID) -> HttpResponse:
    """Show what a removal stands on, the draft that waits, removals and the help after them."""
    found = queries.leaving(request.actor, key, on=legal_day(now()))
    words = {
        "case": found.case,
        "found": found,
        "help_ends": found.helped.until_on - ONE_DAY if found.helped else None,
        "may": {verb.value.partition(".")[2]: True for verb in found.case.may},
    }
    return page(request, "cases/leaving.html", words, title=_("Case"))


@GET_OR_POST
def assess_overall(request: Request, key: UUID) -> HttpResponse:
    """Write down the assessment of the whole personal situation."""
    at = now()
    found = queries.case(request.actor, key, doing=Verb.CASE_ASSESS_OVERALL)
    form = leaving_forms.Assessment(request.POST or None, on=legal_day(at), initial={"assessed_on": legal_day(at)})
    if form.is_valid() and form.carry(actions.assess_overall, request.actor, key, at=at):
        messages.success(request, _("The assessment is written down. Earlier ones stay."))
        return redirect("cases:leaving", key)
    return page(request, "cases/assess_overall.html", {"case": found, "form": form}, part="form", title=_("Case"))


@GET_OR_POST
def close_by_death(request: Request, key: UUID) -> HttpResponse:
    """Close the case of a client who has died."""
    at = now()
    found = queries.case(request.actor, key, doing=Verb.CASE_CLOSE_BY_DEATH)
    form = leaving_forms.Died(request.POST or None, on=legal_day(at))
    if form.is_valid() and form.carry(actions.close_by_death, request.actor, key, at=at):
        messages.success(request, _("The case is closed. Nothing is sent to anybody."))
        return redirect("cases:leaving", key)
    return page(request, "cases/close_by_death.html", {"case": found, "form": form}, part="form", title=_("Case"))


@GET_OR_POST
def log_attempt(request: Request, key: UUID) -> HttpResponse:
    """Note an attempt to reach the client."""
    at = now()
    found = queries.case(request.actor, key, doing=Verb.CASE_LOG_ATTEMPT)
    form = leaving_forms.Attempt(request.POST or None, initial={"tried_at": at})
    if form.is_valid() and form.carry(actions.log_attempt, request.actor, key, at=at):
        messages.success(request, _("The attempt is noted."))
        return redirect("cases:leaving", key)
    return page(request, "cases/log_attempt.html", {"case": found, "form": form}, part="form", title=_("Case"))


@GET_OR_POST
def propose_removal(request: Request, key: UUID) -> HttpResponse:
    """Draft the removal of a client, or write the draft that waits anew; show which grounds are open before that."""
    at = now()
    found, evidence, waiting = queries.with_proposal(request.actor, key)
    form = leaving_forms.RemovalDraft(
        request.POST or None,
        is_assessed=evidence.assessed_on is not None,
        is_childs=evidence.is_childs,
        initial=(
            leaving_forms.written(waiting) if waiting else {"explained_in": str(explained_in(found.person.languages))}
        ),
    )
    if form.is_valid() and form.carry(actions.propose_removal, request.actor, key, at=at):
        messages.success(request, _("The draft waits for the signature of somebody else."))
        return redirect("cases:leaving", key)
    words = {
        "case": found,
        "form": form,
        "evidence": evidence,
        "waits": waiting is not None,
        "basis": quote(form.found.basis) if form.found else None,
        "help": decisions.drafting_help(DecisionKind.REMOVE, form.typed("reasons"), form.typed("decided_in")),
    }
    return page(request, "cases/propose_removal.html", words, part="form", title=_("Case"))


@GET_OR_POST
def remove(request: Request, key: UUID, decision: UUID) -> HttpResponse:
    """Read the drafted removal and sign it."""
    at = now()
    found, drafted = queries.with_removal(request.actor, key, decision=decision, on=legal_day(at))
    form = forms.Signature(request.POST or None, decision=decision, seen=found.edition)
    if form.is_valid() and form.carry(actions.remove, request.actor, key, at=at):
        messages.success(request, _("It is signed. The letter is being made."))
        return redirect("cases:leaving", key)
    after = drafted.proposal.after_until
    words = {
        "case": found,
        "draft": drafted,
        "form": form,
        "help_ends": after - ONE_DAY if after else None,
        "blocked": quoted(drafted.blocking),
        "help": decisions.drafting_help(DecisionKind.REMOVE, drafted.proposal.reasons, drafted.proposal.language),
    }
    return page(request, "cases/remove.html", words, part="form", title=_("Case"))


@GET_OR_POST
def after_assistance(request: Request, key: UUID) -> HttpResponse:
    """Let help after leaving go on longer, or end it."""
    at = now()
    found = queries.leaving(request.actor, key, on=legal_day(at), doing=Verb.CASE_AFTER_ASSISTANCE)
    present = found.helped
    form = leaving_forms.AfterHelp(
        request.POST or None,
        initial={"until_on": present.until_on - ONE_DAY, "words": present.words} if present else None,
    )
    if form.is_valid() and form.carry(actions.after_assistance, request.actor, key, at=at):
        messages.success(request, _("The help after leaving is noted."))
        return redirect("cases:leaving", key)
    words = {"case": found.case, "form": form}
    return page(request, "cases/after_assistance.html", words, part="form", title=_("Case"))
