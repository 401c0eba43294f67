"""Pages of reflection periods: drafting, deciding, telling the police."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.cases import actions, forms, queries
from kajo.cases.terms import ReflectionDeed
from kajo.cases.views.weighing import aside
from kajo.clients.terms import explained_in
from kajo.decisions import queries as decisions
from kajo.decisions.terms import DecisionKind
from kajo.facts import views as facts
from kajo.facts.views.weighing import Aside
from kajo.law.calendar import legal_day
from kajo.ui.pages import page
from kajo.ui.quoting import quote, quoted

GET_OR_POST = require_http_methods(["GET", "POST"])
FORMS: dict[ReflectionDeed, type[forms.ReflectionExtension | forms.ReflectionInterruption]] = {
    ReflectionDeed.GRANT: forms.ReflectionGrant,
    ReflectionDeed.EXTEND: forms.ReflectionExtension,
    ReflectionDeed.INTERRUPT: forms.ReflectionInterruption,
}


@GET_OR_POST
def propose(request: Request, key: UUID, what: ReflectionDeed) -> HttpResponse:
    """Draft that a reflection period is granted, extended or interrupted."""
    at = now()
    on = legal_day(at)
    asked = aside(request, key)
    found, balance = queries.to_draft(request.actor, key, doing=Verb.CASE_PROPOSE_REFLECTION, kind=FORMS[what].kind)
    initial = {"from_on": on, "explained_in": str(explained_in(found.person.languages))}
    form = FORMS[what](request.POST or None, seen=found.edition, initial=initial)
    if form.is_valid() and form.carry(actions.propose_reflection, request.actor, key, at=at):
        messages.success(request, _("The draft waits for the signature of somebody else."))
        return redirect("cases:case", key)
    words = {"case": found, "form": form, "what": what, "reflected": queries.reflected(found.periods, on=on)}
    is_written = form.is_bound or not found.reflection_draft
    more = {**facts.beside(asked, balance, form if is_written else None, form.typed("decided_in")), **_help(form)}
    return page(request, "cases/propose_reflection.html", words | more, part="form", title=_("Case"))


@GET_OR_POST
def anew(request: Request, key: UUID, what: ReflectionDeed, decision: UUID) -> HttpResponse:
    """Write a draft on a reflection period anew."""
    at = now()
    on = legal_day(at)
    asked = aside(request, key)
    found, drafted, balance = queries.to_decide_reflection(
        request.actor, key, decision=decision, on=on, doing=Verb.CASE_PROPOSE_REFLECTION
    )
    form = FORMS[what](request.POST or None, seen=found.edition, initial=_said(drafted, on))
    if form.is_valid() and form.carry(actions.propose_reflection, request.actor, key, anew=decision, at=at):
        messages.success(request, _("The draft waits for the signature of somebody else."))
        return redirect("cases:case", key)
    words = {"case": found, "form": form, "what": what, "reflected": queries.reflected(found.periods, on=on)}
    is_written = form.is_bound or drafted.waits
    weighed = facts.beside(asked, balance, form if is_written else None, form.typed("decided_in"))
    more = {"anew": drafted, **weighed, **_help(form)}
    return page(request, "cases/propose_reflection.html", words | more, part="form", title=_("Case"))


@GET_OR_POST
def decide(request: Request, key: UUID, decision: UUID) -> HttpResponse:
    """Read the draft on a reflection period and sign it."""
    at = now()
    found, drafted, balance = queries.to_decide_reflection(request.actor, key, decision=decision, on=legal_day(at))
    form = forms.Signature(request.POST or None, decision=decision, seen=found.edition)
    if form.is_valid() and form.carry(actions.decide_reflection, request.actor, key, at=at):
        messages.success(request, _("It is signed. The letters are being made, and the police are to be told."))
        return redirect("cases:case", key)
    words = {
        "case": found,
        "draft": drafted,
        "form": form,
        "blocked": quoted(drafted.blocking),
        "help": decisions.drafting_help(drafted.kind, drafted.reasons, drafted.language),
        **(facts.beside(Aside(), balance) if drafted.waits else {}),
    }
    return page(request, "cases/decide_reflection.html", words, part="form", title=_("Case"))


@GET_OR_POST
def tell_police(request: Request, key: UUID, decision: UUID) -> HttpResponse:
    """Record that the police were told of a decision on a reflection period."""
    at = now()
    found, about, told = queries.with_told(request.actor, key, decision=decision)
    form = forms.ToldPolice(
        request.POST or None, decision=decision, on=legal_day(at), seen=found.edition,
        initial={"told_on": legal_day(at)},
    )  # fmt: skip
    if form.is_valid() and form.carry(actions.tell_police, request.actor, key, at=at):
        messages.success(request, _("It is recorded what the police were told."))
        return redirect("cases:case", key)
    words = {"case": found, "about": about, "told": told, "form": form, "basis": quote(queries.TOLD_BY)}
    return page(request, "cases/tell_police.html", words, part="form", title=_("Case"))


def _help(form: Any) -> dict[str, Any]:
    return {"help": decisions.drafting_help(form.kind, form.typed("reasons"), form.typed("decided_in"))}


def _said(drafted: queries.ReflectionDraft, on: date) -> dict[str, Any]:
    """Give what a draft says as its form holds it."""
    has_days = drafted.kind is not DecisionKind.REFL_INTERRUPT
    return {
        "from_on": drafted.from_on if drafted.kind is DecisionKind.REFL_GRANT else on,
        "last_on": drafted.last_on if has_days else None,
        "right_of_residence": _yes_or_no(drafted.right_of_residence) if has_days else None,
        "admitted_first": _yes_or_no(drafted.admitted_first) if has_days else None,
        "ground": drafted.ground,
        "own_will": drafted.own_will,
        "reasons": drafted.reasons,
        "decided_in": drafted.language,
        "explained_in": drafted.explained_in,
    }


def _yes_or_no(answer: bool) -> str:
    return "yes" if answer else "no"
