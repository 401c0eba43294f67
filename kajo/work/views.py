"""Pages of tasks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.law.calendar import DAY, legal_day
from kajo.ui.forms import Form
from kajo.ui.pages import page
from kajo.work import actions, forms, queries
from kajo.work.queries import ClockPage, Place
from kajo.work.terms import Because

FRONT = "/"


@require_GET
def tasks(request: Request) -> HttpResponse:
    """List what waits for me."""
    return _list(request, everybodys=False)


@require_GET
def everybodys(request: Request) -> HttpResponse:
    """List what waits for anybody whose work I may see."""
    return _list(request, everybodys=True)


@require_POST
def complete(request: Request, key: UUID) -> HttpResponse:
    """Mark a task as done, and go back to the list it was pressed in."""
    form = Form(request.POST)
    if form.is_valid() and form.carry(actions.complete, request.actor, key, at=now()):
        messages.success(request, _("The task is done."))
        return redirect(FRONT if request.POST.get("back") == FRONT else "work:tasks")
    return _list(request, everybodys=False, refused=form)


@require_http_methods(["GET", "POST"])
def deputise(request: Request) -> HttpResponse:
    """Show who is my deputy, and name one."""
    return _deputies(request)


@require_POST
def end_deputy(request: Request, deputy: UUID) -> HttpResponse:
    """End a deputy of mine today."""
    form = Form(request.POST)
    if form.is_valid() and form.carry(actions.end_deputy, request.actor, deputy, at=now()):
        messages.success(request, _("The deputy has ended."))
        return redirect("work:deputise")
    return _deputies(request, refused=form)


@require_http_methods(["GET", "POST"])
def pause(request: Request, key: UUID) -> HttpResponse:
    """Show what a clock says, and let it stand still for a reason."""
    at = now()
    found = queries.clock(request.actor, key, doing=Verb.CLOCK_PAUSE, on=legal_day(at))
    form = forms.Pause(request.POST or None, seen=found.edition)
    form.between("until_on", legal_day(at) + DAY)
    if form.is_valid() and form.carry(actions.pause_by_hand, request.actor, key, at=at):
        messages.success(request, _("The clock stands still."))
        return redirect("work:resume", key)
    return _clock(request, found, form, is_pause=True)


@require_http_methods(["GET", "POST"])
def resume(request: Request, key: UUID) -> HttpResponse:
    """Show what a clock says, and let it go on."""
    at = now()
    found = queries.clock(request.actor, key, doing=Verb.CLOCK_RESUME, on=legal_day(at))
    form = forms.Resume(request.POST or None, seen=found.edition, going=found.going)
    if form.is_valid() and form.carry(actions.resume_by_hand, request.actor, key, at=at):
        messages.success(request, _("What the clock stood still for is over."))
        return redirect("work:pause", key)
    return _clock(request, found, form, is_pause=False)


def _clock(request: Request, found: ClockPage, form: Form, *, is_pause: bool) -> HttpResponse:
    # Where there is nothing to do the form is not shown, but what was refused is.
    may = not found.clock.is_statutory and (Because.OTHER not in found.going if is_pause else bool(found.going))
    words = {"found": found, "form": form, "is_pause": is_pause, "offers": may or bool(form.errors)}
    return page(request, "work/clock_by_hand.html", words, part="form", title=_("Clock"))


def _deputies(request: Request, *, refused: Form | None = None) -> HttpResponse:
    at = now()
    on = legal_day(at)
    found = queries.deputies(request.actor, None, on=on)
    form = forms.Deputy(
        None if refused else request.POST or None, offered=found.offered, on=on, initial={"from_on": on}
    )
    if refused is None and form.is_valid() and form.carry(actions.deputise, request.actor, at=at):
        messages.success(request, _("Your deputy is named."))
        return redirect("work:deputise")
    words = {"deputies": found, "form": form, "refused": refused}
    return page(request, "work/deputy.html", words, part="form", title=_("Deputy"))


def _list(request: Request, *, everybodys: bool, refused: Form | None = None) -> HttpResponse:
    after = _place(request.GET.get("after", ""))
    found = queries.tasks(request.actor, None, everybodys=everybodys, on=legal_day(now()), after=after)
    words = {"tasks": found, "next": _written(found.next), "is_everybodys": everybodys, "refused": refused}
    return page(request, "work/tasks.html", words, part="list", title=_("Tasks"))


def _place(text: str) -> Place | None:
    childs, moment, key = [*text.split("_"), "", ""][:3]
    try:
        due_at = datetime.fromisoformat(moment)
        return Place(childs == "1", due_at, UUID(key)) if due_at.tzinfo else None
    except ValueError:
        return None


def _written(place: Place | None) -> str:
    return f"{int(place.is_childs)}_{place.due_at.isoformat()}_{place.id}" if place else ""
