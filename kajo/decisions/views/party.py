"""Pages on which the party of a decision is heard, and on which appeals are followed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.decisions import actions, forms, queries
from kajo.decisions.queries import Page
from kajo.law.calendar import legal_day
from kajo.ui.pages import page

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def hear(request: Request, key: UUID) -> HttpResponse:
    """Ask the party of a draft to comment by a day."""
    on = legal_day(now())
    return _on_a_decision(
        request, key, Verb.DECISION_HEAR, forms.Hear, actions.hear,
        _("The question is recorded; a task looks after the reply."),
        _("Hear the party"), initial={"asked_on": on},
    )  # fmt: skip


@GET_OR_POST
def reply(request: Request, key: UUID) -> HttpResponse:
    """Note what the party replied."""
    return _on_a_decision(
        request, key, Verb.DECISION_REPLY, forms.Reply, actions.reply, _("The reply is on file."),
        _("Note the reply"), initial={"replied_on": legal_day(now())},
    )  # fmt: skip


@GET_OR_POST
def skip_hearing(request: Request, key: UUID) -> HttpResponse:
    """Record why the party is not heard."""
    return _on_a_decision(
        request, key, Verb.DECISION_SKIP_HEARING, forms.SkipHearing, actions.skip_hearing,
        _("It is recorded why the party is not heard."), _("Decide without hearing"),
    )  # fmt: skip


@GET_OR_POST
def appeal(request: Request, key: UUID) -> HttpResponse:
    """Record that an appeal has arrived."""
    return _on_a_decision(
        request, key, Verb.APPEAL_RECEIVE, forms.AppealReceived, actions.receive_appeal,
        _("The appeal is recorded. Forward it with a statement without delay."), _("Record an appeal"),
        initial={"arrived_on": legal_day(now())},
    )  # fmt: skip


@GET_OR_POST
def forward_appeal(request: Request, key: UUID, appeal: UUID) -> HttpResponse:
    """Forward an appeal to the court with a statement."""
    return _on_an_appeal(
        request, key, appeal, Verb.APPEAL_FORWARD, forms.AppealForwarded, actions.forward_appeal,
        _("It is recorded that the appeal was forwarded."), _("Forward the appeal"), "forwarded_on",
    )  # fmt: skip


@GET_OR_POST
def close_appeal(request: Request, key: UUID, appeal: UUID) -> HttpResponse:
    """Note from which day the court's answer is final."""
    return _on_an_appeal(
        request, key, appeal, Verb.APPEAL_CLOSE, forms.AppealFinal, actions.close_appeal,
        _("The court's answer is final."), _("The answer is final"), "final_on",
    )  # fmt: skip


def _on_a_decision(
    request: Request, key: UUID, verb: Verb, form_of: Callable[..., Any], deed: Callable[..., Any], done: str,
    title: str, initial: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    at = now()
    found = queries.decision(request.actor, key, on=legal_day(at), doing=verb)
    days = {} if form_of is forms.SkipHearing else {"on": legal_day(at), "since": _since(found, verb)}
    form = form_of(request.POST or None, seen=found.edition, initial=initial or {}, **days)
    if form.is_valid() and form.carry(deed, request.actor, key, at=at):
        messages.success(request, done)
        return redirect("decisions:decision", key)
    return _form_page(request, found, form, title)


def _on_an_appeal(
    request: Request, key: UUID, appeal: UUID, verb: Verb, form_of: Callable[..., Any], deed: Callable[..., Any],
    done: str, title: str, day: str,
) -> HttpResponse:  # fmt: skip
    at = now()
    on = legal_day(at)
    found = queries.decision(request.actor, key, on=on, doing=verb)
    row = next((each for each in found.appeals if each.id == appeal), None)
    if row is None:
        raise Http404
    since = row.answered_on or row.forwarded_on or row.arrived_on
    form = form_of(request.POST or None, seen=row.edition, initial={day: on}, on=on, since=since)
    if form.is_valid() and form.carry(deed, request.actor, appeal, at=at):
        messages.success(request, done)
        return redirect("decisions:decision", key)
    return _form_page(request, found, form, title)


def _since(found: Page, verb: Verb) -> Any:
    if verb is Verb.APPEAL_RECEIVE:
        return found.served.sent_on if found.served else found.decided_on
    if verb is Verb.DECISION_REPLY and found.hearings:
        return found.hearings[0].asked_on
    return None


def _form_page(request: Request, found: Page, form: Any, title: str) -> HttpResponse:
    words = {"decision": found, "form": form, "heading": title, "lead": LEADS.get(type(form))}
    return page(request, "decisions/party.html", words, part="form", title=_("Decision"))


LEADS: dict[Any, Any] = {
    forms.Hear: gettext_lazy("The party may comment before the matter is decided. Ask in a way that is safe."),
    forms.SkipHearing: gettext_lazy("The law lets a party unheard only for a reason, and the reason stays on file."),
    forms.AppealReceived: gettext_lazy("One that came late is recorded and forwarded too: the court decides on it."),
}
