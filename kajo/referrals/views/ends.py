"""Pages on which a referral ends without an admission."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.decisions.terms import DecisionKind
from kajo.facts import views as facts
from kajo.facts.views.weighing import Aside
from kajo.law.calendar import legal_day
from kajo.referrals import actions, forms, queries
from kajo.referrals.views.referral import basis_of, found_before, help_of, help_of_draft, shown_with
from kajo.referrals.views.weighing import aside
from kajo.ui.forms import Form
from kajo.ui.pages import page
from kajo.ui.quoting import quoted

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def propose_refusal(request: Request, key: UUID) -> HttpResponse:
    """Prepare the refusal for the decider."""
    asked = aside(request, key)
    found, balance = queries.to_draft(request.actor, key, doing=Verb.REFERRAL_PROPOSE_REFUSAL, kind=DecisionKind.REFUSE)
    form = forms.Refusal(request.POST or None, seen=found.edition, initial=found_before(found))
    if form.is_valid() and form.carry(
        actions.propose_refusal, request.actor, key, is_anew=found.prepared is not None, at=now()
    ):
        messages.success(request, _("The draft waits for signature."))
        return redirect("referrals:referral", key)
    words = {
        **facts.beside(asked, balance, form, form.typed("language")),
        "referral": found,
        "form": form,
        "basis": basis_of(form.finding),
        "help": help_of(DecisionKind.REFUSE, form),
    }
    return page(request, "referrals/propose_refusal.html", words, part="form", title=_("Referral"))


@GET_OR_POST
def refuse(request: Request, key: UUID) -> HttpResponse:
    """Read the drafted refusal and sign it."""
    at = now()
    (found, against), balance = queries.to_refuse(request.actor, key, on=at)
    form = Form(request.POST if request.method == "POST" else None, seen=found.edition)
    if form.is_valid() and form.carry(actions.refuse, request.actor, key, at=at):
        messages.success(request, _("The person is not admitted. The letter is being made."))
        return redirect("referrals:referral", key)
    words = {"referral": found, "form": form, "blocked": quoted(against), "help": help_of_draft(found)}
    words |= facts.beside(Aside(), balance)
    return page(request, "referrals/refuse.html", words, part="form", title=_("Referral"))


@GET_OR_POST
def withdraw(request: Request, key: UUID) -> HttpResponse:
    """Note that the referral is withdrawn."""
    at = now()
    found = queries.referral(request.actor, key, doing=Verb.REFERRAL_WITHDRAW)
    form = forms.Withdrawn(
        request.POST or None,
        on=legal_day(at),
        may_ask_guardian=found.asking_guardian.outcome,
        seen=found.edition,
        initial={"told_at": at},
    )
    if form.is_valid() and form.carry(actions.withdraw, request.actor, key, at=at):
        messages.success(request, _("The referral is withdrawn."))
        return redirect("referrals:referral", key)
    return page(request, "referrals/withdraw.html", {"referral": found, "form": form}, part="form", title=_("Referral"))


@GET_OR_POST
def lapse(request: Request, key: UUID) -> HttpResponse:
    """Let the referral lapse."""
    found = queries.referral(request.actor, key, doing=Verb.REFERRAL_LAPSE)
    initial = {"reason": "consent"} if found.is_consent_gone else {}
    form = forms.Lapsed(request.POST or None, seen=found.edition, initial=initial)
    if form.is_valid() and form.carry(actions.lapse, request.actor, key, at=now()):
        messages.success(request, _("The referral has lapsed."))
        return redirect("referrals:referral", key)
    return page(request, "referrals/lapse.html", {"referral": found, "form": form}, part="form", title=_("Referral"))


@GET_OR_POST
def transfer(request: Request, key: UUID) -> HttpResponse:
    """Send the referral on to the competent authority."""
    at = now()
    found = queries.referral(request.actor, key, doing=Verb.REFERRAL_TRANSFER)
    form = forms.SentOn(request.POST or None, on=legal_day(at), seen=found.edition, initial={"on": legal_day(at)})
    if form.is_valid() and form.carry(actions.transfer, request.actor, key, at=at):
        messages.success(request, _("The referral is sent on."))
        return redirect("referrals:referral", key)
    return page(request, "referrals/transfer.html", {"referral": found, "form": form}, part="form", title=_("Referral"))


@require_POST
def withdraw_consent(request: Request, key: UUID, consent: UUID) -> HttpResponse:
    """Withdraw one consent, with one press."""
    form = Form(request.POST)
    if form.is_valid() and form.carry(actions.withdraw_consent, request.actor, key, consent=consent, at=now()):
        messages.success(request, _("The consent is withdrawn. Nothing is shared any more that rested on it."))
        return redirect("referrals:referral", key)
    return shown_with(request, key, refused=form)
