"""Pages on which a manager lays the rota down."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kajo.access import gate
from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.law.calendar import legal_day
from kajo.rota import actions, forms, queries
from kajo.ui.forms import Form
from kajo.ui.pages import page

GET_OR_POST = require_http_methods(["GET", "POST"])


@GET_OR_POST
def rotate(request: Request) -> HttpResponse:
    """Show the base rotation, leave and languages, and add a line to the base."""
    gate.allowed(request.actor, Verb.ROTA_ROTATE)
    at = now()
    form = forms.Rotation(request.POST or None, **_offered(request), initial={"from_on": legal_day(at)})
    if form.is_valid() and form.carry(actions.rotate, request.actor, at=at):
        messages.success(request, _("The line is added to the base rotation."))
        return redirect("rota:rotate")
    return _base(request, form)


@GET_OR_POST
def end_rotation(request: Request, rotation: UUID) -> HttpResponse:
    """End a line of the base rotation."""
    gate.allowed(request.actor, Verb.ROTA_END_ROTATION)
    at = now()
    line = queries.rotation(request.actor, rotation)
    if request.method == "GET" and line.last_on is not None and line.last_on < legal_day(at):
        raise Http404
    form = forms.Ending(request.POST or None, initial={"until_on": legal_day(at)})
    if form.is_valid() and form.carry(actions.end_rotation, request.actor, rotation, at=at):
        messages.success(request, _("The line has ended."))
        return redirect("rota:rotate")
    words = {"form": form, "heading": _("End a line of the base rotation"), "submit": _("End it"), "line": line}
    return page(request, "rota/deed.html", words, part="form", title=_("Base rotation"))


@GET_OR_POST
def override(request: Request) -> HttpResponse:
    """Give somebody a duty for a stretch of time."""
    gate.allowed(request.actor, Verb.ROTA_OVERRIDE)
    at = now()
    first = {"duty": request.GET.get("duty", ""), "from_at": at.replace(second=0, microsecond=0)}
    form = forms.Override(request.POST or None, **_offered(request), initial=first)
    if form.is_valid() and form.carry(actions.override, request.actor, at=at):
        messages.success(request, _("The rota is changed."))
        return redirect("rota:rota")
    words = {"form": form, "heading": _("Change the rota for a while"), "submit": _("Change the rota")}
    return page(request, "rota/deed.html", words, part="form", title=_("Rota"))


@GET_OR_POST
def leave(request: Request) -> HttpResponse:
    """Note that somebody is on no duty for some days."""
    gate.allowed(request.actor, Verb.ROTA_LEAVE)
    at = now()
    form = forms.Leave(request.POST or None, **_offered(request), initial={"from_on": legal_day(at)})
    if form.is_valid() and form.carry(actions.leave, request.actor, at=at):
        messages.success(request, _("The leave is noted."))
        return redirect("rota:rota")
    words = {"form": form, "heading": _("Note leave"), "submit": _("Note leave")}
    return page(request, "rota/deed.html", words, part="form", title=_("Rota"))


@require_POST
def end_leave(request: Request, leave: UUID) -> HttpResponse:
    """Take leave back."""
    form = Form(request.POST)
    if form.is_valid() and form.carry(actions.end_leave, request.actor, leave, at=now()):
        messages.success(request, _("The leave is taken back."))
        return redirect("rota:rotate")
    offered = forms.Rotation(None, **_offered(request), initial={"from_on": legal_day(now())})
    return _base(request, offered, refused=form)


@GET_OR_POST
def speak(request: Request, staff: UUID) -> HttpResponse:
    """Note in which languages somebody takes calls."""
    gate.allowed(request.actor, Verb.ROTA_SPEAK)
    at = now()
    found = next((each for each in queries.laid(request.actor, None, at=at).speaks if each[0] == staff), None)
    if found is None:
        raise Http404
    form = forms.Speaks(request.POST if request.method == "POST" else None, initial={"languages": list(found[2])})
    if form.is_valid() and form.carry(actions.speak, request.actor, staff=staff, at=at):
        messages.success(request, _("The languages are noted."))
        return redirect("rota:rotate")
    words = {"form": form, "heading": _("Languages on the line"), "submit": _("Note the languages"), "name": found[1]}
    return page(request, "rota/deed.html", words, part="form", title=_("Rota"))


def _base(request: Request, form: Form, *, refused: Form | None = None) -> HttpResponse:
    words = {"laid": queries.laid(request.actor, None, at=now()), "form": form, "refused": refused}
    return page(request, "rota/base.html", words, part="form", title=_("Base rotation"))


def _offered(request: Request) -> dict[str, Any]:
    return {"offered": queries.offered(request.actor, None, on=legal_day(now()))}
