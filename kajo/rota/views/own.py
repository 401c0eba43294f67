"""Pages of an officer: my turns, and swaps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kajo.accounts.sign_in.request import Request
from kajo.rota import actions, forms, queries
from kajo.rota.terms import Duty
from kajo.ui.forms import Form
from kajo.ui.pages import page

ADDRESS = "rota_address"


@require_GET
def mine(request: Request) -> HttpResponse:
    """Show my turns, and the swaps I am asked for and ask for."""
    return own_page(request, address=request.session.pop(ADDRESS, ""))


@require_http_methods(["GET", "POST"])
def ask(request: Request, duty: str) -> HttpResponse:
    """Ask a colleague to take a turn of mine."""
    if duty not in set(Duty):
        raise Http404
    at, word = now(), Duty(duty)
    own = [each for each in queries.mine(request.actor, None, at=at).turns if each.duty is word and each.from_at > at]
    others = queries.colleagues(request.actor, None, duty=word, at=at)
    form = forms.Swap(request.POST or None, duty=word, own=own, others=others)
    if form.is_valid() and form.carry(actions.ask, request.actor, duty=word, at=at):
        messages.success(request, _("Your colleague is asked."))
        return redirect("rota:mine")
    words = {"form": form, "heading": _("Ask for a swap"), "submit": _("Ask"), "is_own": True}
    return page(request, "rota/deed.html", words, part="form", title=_("My turns"))


@require_POST
def accept(request: Request, mine: UUID) -> HttpResponse:
    """Accept a swap."""
    return _answered(request, actions.accept, mine, _("You have accepted the swap."))


@require_POST
def decline(request: Request, mine: UUID) -> HttpResponse:
    """Decline a swap."""
    return _answered(request, actions.decline, mine, _("You have declined the swap."))


@require_POST
def withdraw(request: Request, mine: UUID) -> HttpResponse:
    """Take a swap back."""
    return _answered(request, actions.withdraw, mine, _("You have taken it back."))


def own_page(request: Request, *, refused: Form | None = None, address: str = "") -> HttpResponse:
    """Show my turns; `address` is that of my calendar, shown this once."""
    words = {
        "mine": queries.mine(request.actor, None, at=now()), "refused": refused, "address": address,
        "duties": list(Duty),
    }  # fmt: skip
    return page(request, "rota/mine.html", words, title=_("My turns"))


def _answered(request: Request, deed: Callable[..., Any], swap: UUID, said: str) -> HttpResponse:
    form = Form(request.POST)
    if form.is_valid() and form.carry(deed, request.actor, swap, at=now()):
        messages.success(request, said)
        return redirect("rota:mine")
    return own_page(request, refused=form)
