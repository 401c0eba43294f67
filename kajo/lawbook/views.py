"""Pages of the law: every rule, one rule to read and to try, and the rights of a client."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kajo.accounts.sign_in.request import Request
from kajo.law.calendar import legal_day
from kajo.lawbook import forms, queries
from kajo.ui.pages import page


@require_GET
def rules(request: Request) -> HttpResponse:
    """Show every rule, as the law is today or was on another day."""
    asked, on = _asked(request)
    found = queries.rules(request.actor, None, on=on, language=_language())
    words = {
        "asked": asked,
        "on": on,
        "today": legal_day(now()),
        "rooms": [(room, list(each)) for room, each in groupby(found, key=lambda rule: rule.room)],
        "waiting": sum(bool(each.basis.source) for each in found),
    }
    return page(request, "lawbook/rules.html", words, title=_("Law"))


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: Request, name: str) -> HttpResponse:
    """Show one rule with its table; by POST also what it answers to the facts that were sent, which stay nowhere."""
    asked, on = _asked(request)
    found = queries.rule(request.actor, None, name=name, on=on, language=_language())
    form = forms.Facts(request.POST if request.method == "POST" else None, facts=found.facts or ())
    tried = queries.tried(request.actor, None, name=name, given=form.given()) if form.is_valid() else None
    if tried and tried.complaint:
        form.refuse(tried.complaint)
    words = {"asked": asked, "on": on, "today": legal_day(now()), "rule": found, "form": form, "tried": tried}
    return page(request, "lawbook/rule.html", words, title=_("Law"))


@require_GET
def rights(request: Request) -> HttpResponse:
    """Show the rights of a client in plain words, to read together or to print."""
    found = queries.rights(request.actor, None, language=_language())
    return page(request, "lawbook/rights.html", {"rights": found, "today": legal_day(now())}, title=_("Your rights"))


def _asked(request: Request) -> tuple[forms.On, date]:
    """Give the form for a day, and the day it asks for: today where it asks for none that there is."""
    today = legal_day(now())
    form = forms.On(request.GET if "on" in request.GET else None, initial={"on": today})
    return form, form.cleaned_data["on"] if form.is_valid() else today


def _language() -> str:
    return (get_language() or "en").partition("-")[0]
