"""Pages of notices that wait for somebody."""

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
from kajo.notices import actions, forms, queries
from kajo.notices.terms import Recipient
from kajo.ui.pages import page

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_GET
def undelivered(request: Request) -> HttpResponse:
    """List what did not get through, or must not be sent."""
    lines, is_more = queries.undelivered(request.actor, None)
    words = {"lines": lines, "is_more": is_more}
    return page(request, "notices/undelivered.html", words, title=_("Messages"))


@require_GET
def notice(request: Request, key: UUID) -> HttpResponse:
    """Show a notice and what became of it."""
    return page(request, "notices/notice.html", {"found": queries.notice(request.actor, key)}, title=_("Message"))


@GET_OR_POST
def redo(request: Request, key: UUID) -> HttpResponse:
    """Send a notice anew."""
    found = queries.notice(request.actor, key, doing=Verb.NOTICE_REDO)
    is_to_client = found.line.recipient is Recipient.CLIENT
    form = forms.Redo(request.POST or None, seen=found.edition, is_to_client=is_to_client)
    if form.is_valid() and form.carry(actions.redo, request.actor, key, at=now()):
        messages.success(request, _("The message will be sent again."))
        return redirect("notices:notice", key)
    words = {"found": found, "form": form, "heading": _("Send it again"), "submit": _("Send it again")}
    return page(request, "notices/deed.html", words, part="form", title=_("Message"))


@GET_OR_POST
def give_up(request: Request, key: UUID) -> HttpResponse:
    """Give a notice up."""
    found = queries.notice(request.actor, key, doing=Verb.NOTICE_GIVE_UP)
    form = forms.GiveUp(request.POST or None, seen=found.edition)
    if form.is_valid() and form.carry(actions.give_up, request.actor, key, at=now()):
        messages.success(request, _("The message is given up."))
        return redirect("notices:notice", key)
    words = {"found": found, "form": form, "heading": _("Give it up"), "submit": _("Give it up")}
    return page(request, "notices/deed.html", words, part="form", title=_("Message"))
