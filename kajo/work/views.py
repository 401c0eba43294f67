"""Pages of tasks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kajo.accounts.sign_in.request import Request
from kajo.law.calendar import legal_day
from kajo.ui.forms import Form
from kajo.ui.pages import page
from kajo.work import actions, queries
from kajo.work.queries import Place

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
