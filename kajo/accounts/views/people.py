"""Who works here, and in which roles? The administrators' pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kajo.access import gate
from kajo.access.roles import PEOPLE_ROLES
from kajo.access.verbs import Verb
from kajo.accounts import actions, forms, queries
from kajo.accounts.sign_in.passwords import start_password
from kajo.accounts.sign_in.request import Request
from kajo.accounts.terms import PARTNER_ROLES, ROLE_WORDS
from kajo.law.calendar import legal_day
from kajo.ui.forms import Form
from kajo.ui.pages import page

GET_OR_POST = require_http_methods(["GET", "POST"])
HANDED = "start_password"


@require_safe
def people(request: Request) -> HttpResponse:
    """List everybody."""
    today = legal_day(now())
    found = queries.staff_list(request.actor, None, on=today)
    rows = [
        {
            "person": each,
            "place": each.organisation or getattr(each.office(today), "place", ""),
            "roles": [ROLE_WORDS[held.role] for held in each.held(today)],
            "has_left": each.has_left(today),
        }
        for each in found
    ]
    words = {
        "rows": rows,
        "may_make": gate.may(request.actor, Verb.STAFF_MAKE),
        "may_delegate": gate.may(request.actor, Verb.DECISION_DELEGATE),
    }
    return page(request, "accounts/people.html", words, title=_("People"))


@GET_OR_POST
def make(request: Request) -> HttpResponse:
    """Make a person, and show the password to hand over once."""
    at = now()
    gate.allowed(request.actor, Verb.STAFF_MAKE)
    form = forms.Person(request.POST or None, **_places(request, legal_day(at)))
    password = start_password()
    if form.is_valid() and form.carry(actions.make_staff, request.actor, password=password, at=at):
        request.session[HANDED] = {"person": str(form.result.pk), "password": password}
        return redirect("accounts:person", form.result.pk)
    return page(request, "accounts/person_new.html", {"form": form}, title=_("New person"))


@require_safe
def person(request: Request, key: UUID) -> HttpResponse:
    """Show a person with roles and postings, and what may be done."""
    found = queries.colleague(request.actor, key)
    today = legal_day(now())
    handed = request.session.pop(HANDED, None)
    words = {
        "person": found,
        "roles": [(each, ROLE_WORDS[each.role], each.is_held(today)) for each in found.roles],
        "has_left": found.has_left(today),
        "handed": handed["password"] if handed and handed["person"] == str(key) else "",
        "is_oneself": key == request.actor.id,
        "may": {
            "grant": gate.may(request.actor, Verb.ROLE_GRANT),
            "end": gate.may(request.actor, Verb.ROLE_END),
            "leave": gate.may(request.actor, Verb.STAFF_LEAVE),
        },
    }
    return page(request, "accounts/person.html", words, title=_("Person"))


@GET_OR_POST
def grant(request: Request, key: UUID) -> HttpResponse:
    """Give a person a role."""
    found = queries.colleague(request.actor, key)
    at = now()
    kinds = PARTNER_ROLES if found.organisation else PEOPLE_ROLES - PARTNER_ROLES
    offered = sorted(((str(role), ROLE_WORDS[role]) for role in kinds), key=lambda each: str(each[1]))
    form = forms.Grant(request.POST or None, roles=offered, initial={"from_on": legal_day(at)})
    if form.is_valid() and form.carry(actions.grant_role, request.actor, key, at=at):
        return redirect("accounts:person", key)
    return page(request, "accounts/grant.html", {"form": form, "person": found}, title=_("Give a role"))


@GET_OR_POST
def post(request: Request, key: UUID) -> HttpResponse:
    """Post a person to another office."""
    found = queries.colleague(request.actor, key)
    at = now()
    form = forms.Posting(request.POST or None, initial={"from_on": legal_day(at)}, **_places(request, legal_day(at)))
    if form.is_valid() and form.carry(actions.post, request.actor, key, at=at):
        return redirect("accounts:person", key)
    return page(request, "accounts/post.html", {"form": form, "person": found}, title=_("Change the office"))


@require_POST
def end_role(request: Request, key: UUID, role: UUID) -> HttpResponse:
    """End a role now."""
    _do(request, actions.end_role, role)
    return redirect("accounts:person", key)


@require_POST
def leave(request: Request, key: UUID) -> HttpResponse:
    """Note that a person has left."""
    _do(request, actions.leave, key)
    return redirect("accounts:person", key)


@require_POST
def recover(request: Request, key: UUID) -> HttpResponse:
    """Hand over a new password, and let the person enrol anew."""
    password = start_password()
    if _do(request, actions.recover, key, password=password):
        request.session[HANDED] = {"person": str(key), "password": password}
    return redirect("accounts:person", key)


@require_safe
def teams(request: Request) -> HttpResponse:
    """List the teams of the offices."""
    today = legal_day(now())
    found = queries.teams(request.actor, None, on=today)
    words = {
        "rows": [(each, each.has_ended(today)) for each in found],
        "may_make": gate.may(request.actor, Verb.TEAM_MAKE),
        "may_end": gate.may(request.actor, Verb.TEAM_END),
    }
    return page(request, "accounts/teams.html", words, title=_("Teams"))


@GET_OR_POST
def make_team(request: Request) -> HttpResponse:
    """Make a team."""
    at = now()
    gate.allowed(request.actor, Verb.TEAM_MAKE)
    offered = queries.offices(request.actor, None, on=legal_day(at))
    form = forms.Team(request.POST or None, offices=offered, initial={"from_on": legal_day(at)})
    if form.is_valid() and form.carry(actions.make_team, request.actor, at=at):
        return redirect("accounts:teams")
    return page(request, "accounts/team_new.html", {"form": form}, title=_("New team"))


@GET_OR_POST
def end_team(request: Request, key: UUID) -> HttpResponse:
    """End a team."""
    at = now()
    gate.allowed(request.actor, Verb.TEAM_END)
    found = queries.team(request.actor, key, on=legal_day(at))
    form = forms.LastDay(request.POST or None, initial={"until_on": legal_day(at)})
    if form.is_valid() and form.carry(actions.end_team, request.actor, key, at=at):
        return redirect("accounts:teams")
    return page(request, "accounts/team_end.html", {"form": form, "team": found}, title=_("End a team"))


def _places(request: Request, on: date) -> dict[str, Any]:
    here = [each for each in queries.teams(request.actor, None, on=on) if not each.has_ended(on)]
    return {
        "offices": queries.offices(request.actor, None, on=on),
        "teams": [(each.id, f"{each.office_name}: {each.name}") for each in here],
    }


def _do(request: Request, deed: Callable[..., Any], target: UUID, **facts: Any) -> bool:
    form = Form(request.POST)
    is_done = form.is_valid() and form.carry(deed, request.actor, target, at=now(), **facts)
    for _id, _label, sentence in form.wrong():
        messages.warning(request, sentence)
    return is_done
