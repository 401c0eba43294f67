"""Pages on which a client's child is admitted."""

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
from kajo.cases import actions, forms, queries
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
KIND = DecisionKind.ADMIT_35_3


@GET_OR_POST
def add_child(request: Request, key: UUID) -> HttpResponse:
    """Draft the admission of a client's child."""
    at = now()
    asked = aside(request, key)
    found, balance = queries.to_draft(request.actor, key, doing=Verb.CASE_ADD_CHILD, kind=KIND)
    form = forms.Child(
        request.POST or None, on=legal_day(at), initial={"explained_in": str(explained_in(found.person.languages))}
    )
    if form.is_valid() and form.carry(actions.add_child, request.actor, key, at=at):
        messages.success(request, _("The draft waits for the signature of somebody else."))
        return redirect("cases:case", key)
    words = {
        **facts.beside(asked, balance, form, form.typed("decided_in")),
        "case": found,
        "form": form,
        "help": decisions.drafting_help(KIND, form.typed("reasons"), form.typed("decided_in")),
    }
    return page(request, "cases/add_child.html", words, part="form", title=_("Case"))


@GET_OR_POST
def admit_child(request: Request, key: UUID, decision: UUID) -> HttpResponse:
    """Read the drafted admission of a child and sign it."""
    at = now()
    found, drafted, balance = queries.to_admit_child(request.actor, key, decision=decision, on=legal_day(at))
    kind = forms.SignatureOfOwn if drafted.is_mine else forms.Signature
    form = kind(request.POST or None, decision=decision, seen=found.edition)
    if form.is_valid() and form.carry(actions.admit_child, request.actor, key, at=at):
        messages.success(request, _("The child is admitted. The letter is being made."))
        return redirect("cases:case", form.result.pk)
    words = {
        **(facts.beside(Aside(), balance) if drafted.waits else {}),
        "case": found,
        "draft": drafted,
        "form": form,
        "decides": quote(drafted.right.basis),
        "blocked": quoted(each for each in drafted.blocking if each != drafted.right),
        "help": decisions.drafting_help(KIND, drafted.reasons, drafted.language) if drafted.waits else None,
    }
    return page(request, "cases/admit_child.html", words, part="form", title=_("Case"))
