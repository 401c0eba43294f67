"""Pages of requests: ours to others, others' to us, and what a matter exchanges."""

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
from kajo.disclosures import actions, forms, queries
from kajo.disclosures.terms import About, Matter
from kajo.law.calendar import legal_day
from kajo.ui.pages import page

GET_OR_POST = require_http_methods(["GET", "POST"])
ANSWERED_WITHIN = timedelta(days=14)
"""The day that is offered for an answer, which whoever asks may change."""


@require_GET
def exchange(request: Request, kind: About, key: UUID) -> HttpResponse:
    """Show what is asked, answered and notified in a matter."""
    found = queries.exchange(request.actor, None, matter=Matter(kind, key))
    return page(request, "disclosures/exchange.html", {"found": found}, title=_("Requests"))


@GET_OR_POST
def ask(request: Request, kind: About, key: UUID) -> HttpResponse:
    """Ask somebody about the person of a matter."""
    at, matter = now(), Matter(kind, key)
    found = queries.exchange(request.actor, None, matter=matter, doing=Verb.REQUEST_ASK)
    on = legal_day(at)
    form = forms.Ask(request.POST or None, on=on, initial={"asked_on": on, "due_on": on + ANSWERED_WITHIN})
    if form.is_valid() and form.carry(actions.ask, request.actor, None, matter=matter, at=at):
        messages.success(request, _("The request is recorded, and its answer is awaited."))
        return redirect("disclosures:exchange", kind, key)
    words = {
        "found": found,
        "form": form,
        "heading": _("Ask somebody"),
        "asks_consent": True,
        "lead": _("Ask only for what the task necessarily needs, and tell no more than the question needs."),
    }
    return page(request, "disclosures/in_matter.html", words, part="form", title=_("Requests"))


@GET_OR_POST
def receive(request: Request, kind: About, key: UUID) -> HttpResponse:
    """Record what somebody asks about the person of a matter."""
    at, matter = now(), Matter(kind, key)
    found = queries.exchange(request.actor, None, matter=matter, doing=Verb.INQUIRY_RECEIVE)
    on = legal_day(at)
    form = forms.Received(request.POST or None, on=on, initial={"asked_on": on, "due_on": on + ANSWERED_WITHIN})
    if form.is_valid() and form.carry(actions.receive, request.actor, None, matter=matter, at=at):
        messages.success(request, _("It is recorded what they ask for."))
        return redirect("disclosures:inquiry", form.result.pk)
    words = {
        "found": found,
        "form": form,
        "heading": _("Record a request from others"),
        "lead": _("Record it as they made it. What they may be told is judged when it is answered."),
    }
    return page(request, "disclosures/in_matter.html", words, part="form", title=_("Requests"))


@require_GET
def request(request: Request, key: UUID) -> HttpResponse:
    """Show a request of ours and its answer."""
    found = queries.request(request.actor, key)
    return page(request, "disclosures/request.html", {"asked": found}, title=_("Requests"))


@GET_OR_POST
def remind(request: Request, key: UUID) -> HttpResponse:
    """Record a reminder."""
    at = now()
    found = queries.request(request.actor, key, doing=Verb.REQUEST_REMIND)
    on = legal_day(at)
    form = forms.Reminder(
        request.POST or None, on=on, seen=found.edition,
        initial={"reminded_on": on, "due_on": max(found.due_on, on + ANSWERED_WITHIN / 2)},
    )  # fmt: skip
    if form.is_valid() and form.carry(actions.remind, request.actor, key, at=at):
        messages.success(request, _("The reminder is recorded."))
        return redirect("disclosures:request", key)
    words = {"asked": found, "form": form, "heading": _("Record a reminder")}
    return page(request, "disclosures/of_request.html", words, part="form", title=_("Requests"))


@GET_OR_POST
def file(request: Request, key: UUID) -> HttpResponse:
    """File the answer."""
    at = now()
    found = queries.request(request.actor, key, doing=Verb.REQUEST_FILE)
    on = legal_day(at)
    form = forms.Filed(request.POST or None, on=on, seen=found.edition, initial={"answered_on": on})
    if form.is_valid() and form.carry(actions.file, request.actor, key, at=at):
        messages.success(request, _("The answer is filed."))
        return redirect("disclosures:request", key)
    words = {"asked": found, "form": form, "heading": _("File the answer")}
    return page(request, "disclosures/of_request.html", words, part="form", title=_("Requests"))


@GET_OR_POST
def withdraw(request: Request, key: UUID) -> HttpResponse:
    """Take a request back."""
    at = now()
    found = queries.request(request.actor, key, doing=Verb.REQUEST_WITHDRAW)
    form = forms.Reason(request.POST or None, seen=found.edition)
    if form.is_valid() and form.carry(actions.withdraw, request.actor, key, at=at):
        messages.success(request, _("The request is taken back."))
        return redirect("disclosures:request", key)
    words = {"asked": found, "form": form, "heading": _("Take the request back")}
    return page(request, "disclosures/of_request.html", words, part="form", title=_("Requests"))


@require_GET
def inquiry(request: Request, key: UUID) -> HttpResponse:
    """Show a request from others and what became of it."""
    found = queries.inquiry(request.actor, key)
    return page(request, "disclosures/inquiry.html", {"asked": found}, title=_("Requests"))


@GET_OR_POST
def answer(request: Request, key: UUID) -> HttpResponse:
    """Prepare what the asker is told."""
    at = now()
    found = queries.inquiry(request.actor, key, doing=Verb.INQUIRY_ANSWER)
    form = forms.Answer(request.POST or None, seen=found.edition)
    if form.is_valid() and form.carry(actions.answer, request.actor, key, at=at):
        messages.success(request, _("The answer is prepared."))
        return redirect("disclosures:disclosure", form.result.pk)
    words = {
        "asked": found,
        "form": form,
        "heading": _("Prepare the answer"),
        "lead": _("The rule says how much may be told and who must approve. It is told only after that."),
    }
    return page(request, "disclosures/of_inquiry.html", words, part="form", title=_("Requests"))


@GET_OR_POST
def refuse(request: Request, key: UUID) -> HttpResponse:
    """Record that a request was refused."""
    at = now()
    found = queries.inquiry(request.actor, key, doing=Verb.INQUIRY_REFUSE)
    on = legal_day(at)
    form = forms.Refusal(request.POST or None, on=on, seen=found.edition, initial={"refused_on": on})
    if form.is_valid() and form.carry(actions.refuse, request.actor, key, at=at):
        messages.success(request, _("It is recorded that the request was refused."))
        return redirect("disclosures:inquiry", key)
    words = {
        "asked": found,
        "form": form,
        "heading": _("Refuse the request"),
        "lead": _("Tell the asker why, and that a decision may be asked for (to be confirmed by a lawyer)."),
    }
    return page(request, "disclosures/of_inquiry.html", words, part="form", title=_("Requests"))
