"""Pages of child welfare notifications."""

from __future__ import annotations

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
from kajo.ui.quoting import quote

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def suspect(request: Request, kind: About, key: UUID) -> HttpResponse:
    """Record that a child may need child welfare."""
    at, matter = now(), Matter(kind, key)
    found = queries.suspecting(request.actor, None, matter=matter)
    on = legal_day(at)
    form = forms.Suspected(request.POST or None, on=on, initial={"suspected_on": on})
    if form.is_valid() and form.carry(actions.suspect, request.actor, None, matter=matter, at=at):
        messages.warning(request, _("Notify child welfare at once, and record it here."))
        return redirect("disclosures:notification", form.result.pk)
    words = {
        "found": found,
        "form": form,
        "heading": _("A child may need child welfare"),
        "to_matter": not found.may["exchange"],
        "deed": _("Record the suspicion"),
        "lead": _("The law has child welfare told without delay, despite secrecy. A suspicion is enough."),
    }
    return page(request, "disclosures/in_matter.html", words, part="form", title=_("Requests"))


@require_GET
def notification(request: Request, key: UUID) -> HttpResponse:
    """Show a child welfare notification."""
    found = queries.notification(request.actor, key)
    words = {"notified": found, "basis": quote(found.in_time.basis)}
    return page(request, "disclosures/notification.html", words, title=_("Requests"))


@GET_OR_POST
def notify(request: Request, key: UUID) -> HttpResponse:
    """Record that child welfare was notified."""
    at = now()
    found = queries.notification(request.actor, key, doing=Verb.NOTIFICATION_MAKE)
    on = legal_day(at)
    form = forms.Notify(request.POST or None, on=on, seen=found.edition, initial={"made_on": on})
    if form.is_valid() and form.carry(actions.notify, request.actor, key, at=at):
        messages.success(request, _("The notification is recorded, and stands in the register."))
        return redirect("disclosures:notification", key)
    words = {"notified": found, "form": form, "heading": _("Record the notification")}
    return page(request, "disclosures/of_notification.html", words, part="form", title=_("Requests"))


@GET_OR_POST
def acknowledge(request: Request, key: UUID) -> HttpResponse:
    """Note that child welfare has the notification."""
    at = now()
    found = queries.notification(request.actor, key, doing=Verb.NOTIFICATION_ACKNOWLEDGE)
    on = legal_day(at)
    form = forms.Acknowledged(request.POST or None, on=on, seen=found.edition, initial={"acknowledged_on": on})
    if form.is_valid() and form.carry(actions.acknowledge, request.actor, key, at=at):
        messages.success(request, _("It is noted that child welfare has it."))
        return redirect("disclosures:notification", key)
    words = {"notified": found, "form": form, "heading": _("Note that it was acknowledged")}
    return page(request, "disclosures/of_notification.html", words, part="form", title=_("Requests"))


@GET_OR_POST
def conclude(request: Request, key: UUID) -> HttpResponse:
    """Note what child welfare answered."""
    at = now()
    found = queries.notification(request.actor, key, doing=Verb.NOTIFICATION_ANSWER)
    on = legal_day(at)
    form = forms.Concluded(request.POST or None, on=on, seen=found.edition, initial={"answered_on": on})
    if form.is_valid() and form.carry(actions.conclude, request.actor, key, at=at):
        messages.success(request, _("The answer is noted."))
        return redirect("disclosures:notification", key)
    words = {"notified": found, "form": form, "heading": _("Note the answer")}
    return page(request, "disclosures/of_notification.html", words, part="form", title=_("Requests"))
