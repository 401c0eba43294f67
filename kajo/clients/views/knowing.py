"""Pages of what is known of a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.clients import actions, forms, queries, rules
from kajo.clients.queries import Known, Page
from kajo.clients.terms import BirthPrecision, DetailKind, Sex, Tongue
from kajo.law.calendar import legal_day
from kajo.law.terms import age_on
from kajo.ui.pages import page

GET_OR_POST = require_http_methods(["GET", "POST"])
GROUPS = tuple(forms.DETAILS)
LANGUAGES = {DetailKind.INTERPRETS, DetailKind.SPEAKS, DetailKind.READS}


@require_GET
def person(request: Request, key: UUID) -> HttpResponse:
    """Show all that is known of a person, and what held before."""
    return _person(request, key)


@GET_OR_POST
def add_detail(request: Request, key: UUID, group: str) -> HttpResponse:
    """Note a name, a language, a citizenship or a non-disclosure for safety."""
    found = queries.person(request.actor, key, doing=Verb.CLIENT_AMEND)
    form = forms.DETAILS[group](request.POST or None, seen=found.person.edition)
    if form.is_valid() and form.carry(actions.add_detail, request.actor, key, at=now()):
        messages.success(request, _("It is noted."))
        return redirect("clients:person", key)
    words = {"found": found, "form": form, "heading": _heading(group)}
    return page(request, "clients/add_detail.html", words, part="form", title=_("Client"))


@require_POST
def end_detail(request: Request, key: UUID, detail: UUID) -> HttpResponse:
    """Note that something does not hold any more."""
    form = forms.Ending(request.POST)
    if form.is_valid() and form.carry(actions.end_detail, request.actor, key, detail=detail, at=now()):
        messages.success(request, _("It is noted that this does not hold any more."))
        return redirect("clients:person", key)
    return _person(request, key, refused=form)


@GET_OR_POST
def wish_contact(request: Request, key: UUID) -> HttpResponse:
    """Note how the person may be reached, or must not be."""
    found = queries.person(request.actor, key, doing=Verb.CLIENT_AMEND)
    form = forms.Wish(request.POST or None, seen=found.person.edition)
    if form.is_valid() and form.carry(actions.wish_contact, request.actor, key, at=now()):
        messages.success(request, _("The wish is noted. It stands first on every page of the client."))
        return redirect("clients:person", key)
    return page(request, "clients/wish_contact.html", {"found": found, "form": form}, part="form", title=_("Client"))


@require_POST
def end_wish(request: Request, key: UUID, wish: UUID) -> HttpResponse:
    """Note that a wish about being reached does not hold any more."""
    form = forms.Ending(request.POST)
    if form.is_valid() and form.carry(actions.end_wish, request.actor, key, wish=wish, at=now()):
        messages.success(request, _("It is noted that this does not hold any more."))
        return redirect("clients:person", key)
    return _person(request, key, refused=form)


@GET_OR_POST
def add_relation(request: Request, key: UUID) -> HttpResponse:
    """Note who is guardian, representative or parent of the person."""
    at = now()
    found = queries.person(request.actor, key, doing=Verb.CLIENT_AMEND)
    form = forms.Relation(
        request.POST or None, on=legal_day(at), seen=found.person.edition, initial={"from_on": legal_day(at)}
    )
    if form.is_valid() and form.carry(actions.add_relation, request.actor, key, at=at):
        messages.success(request, _("It is noted."))
        return redirect("clients:person", key)
    return page(request, "clients/add_relation.html", {"found": found, "form": form}, part="form", title=_("Client"))


@GET_OR_POST
def end_relation(request: Request, key: UUID, relation: UUID) -> HttpResponse:
    """Note from which day on somebody is not guardian, representative or parent any more."""
    at = now()
    # Whoever presses second is told that it has ended.
    is_sent = request.method == "POST"
    found, noted = queries.with_relation(request.actor, key, relation=relation, ended_too=is_sent)
    form = forms.EndOfRelation(
        request.POST or None,
        from_on=noted.from_on,
        on=legal_day(at),
        seen=found.person.edition,
        initial={"until_on": legal_day(at)},
    )
    if form.is_valid() and form.carry(actions.end_relation, request.actor, key, relation=relation, at=at):
        messages.success(request, _("It is noted that this does not hold any more."))
        return redirect("clients:person", key)
    words = {"found": found, "relation": noted, "form": form}
    return page(request, "clients/end_relation.html", words, part="form", title=_("Client"))


@GET_OR_POST
def change_category(request: Request, key: UUID) -> HttpResponse:
    """End the present category and begin another one."""
    at = now()
    found = queries.person(request.actor, key, doing=Verb.CLIENT_CATEGORY)
    form = forms.Category(
        request.POST or None, on=legal_day(at), seen=found.person.edition, initial={"from_on": legal_day(at)}
    )
    if form.is_valid() and form.carry(actions.change_category, request.actor, key, at=at):
        messages.success(request, _("The category is changed. The former one stays in the history."))
        return redirect("clients:person", key)
    words = {"found": found, "form": form}
    return page(request, "clients/change_category.html", words, part="form", title=_("Client"))


def birth(day: date | None, precision: BirthPrecision) -> str:
    """Write a birth date as far as it is known, empty where it is not."""
    if day is None:
        return ""
    return {
        BirthPrecision.DAY: f"{day.day}.{day.month}.{day.year}",
        BirthPrecision.MONTH: f"{day.month}/{day.year}",
        BirthPrecision.YEAR: str(day.year),
        BirthPrecision.ESTIMATE: _("about %(year)s") % {"year": day.year},
    }.get(precision, "")


def _person(request: Request, key: UUID, *, refused: forms.Ending | None = None) -> HttpResponse:
    found = queries.person(request.actor, key)
    words = {
        "found": found,
        "groups": _groups(found),
        "former": [(each, _shown(each)) for each in found.former_details],
        "born": birth(found.person.born_on, found.person.birth_precision),
        "may_identify": Verb.CASE_IDENTIFY in found.may,
        "may_amend": Verb.CLIENT_AMEND in found.may,
        "may_change": Verb.CLIENT_CATEGORY in found.may,
        "may_apply": Verb.CLIENT_APPLY_REPRESENTATIVE in found.may
        and found.representation is None
        and not _is_of_age(found),
        "may_appoint": Verb.CLIENT_APPOINT_REPRESENTATIVE in found.may,
        "may_end": Verb.CLIENT_END_REPRESENTATIVE in found.may,
        "refused": refused,
    }
    return page(request, "clients/person.html", words, title=_("Client"))


def _is_of_age(found: Page) -> bool:
    born_on = found.person.born_on
    return born_on is not None and age_on(born_on, legal_day(now())) >= rules.OF_AGE


def _groups(found: Page) -> list[dict[str, Any]]:
    kinds = {
        "name": {DetailKind.NAME, DetailKind.OFFICIAL_NAME, DetailKind.FORMER_NAME},
        "language": LANGUAGES,
        "citizenship": {DetailKind.CITIZENSHIP},
        "non-disclosure": {DetailKind.NON_DISCLOSURE},
    }
    titles = {
        "name": _("Names"),
        "language": _("Languages"),
        "citizenship": _("Citizenships"),
        "non-disclosure": _("Non-disclosure for safety"),
    }
    return [
        {"group": group, "title": titles[group], "add": _heading(group), "lines": _lines(found.details, kinds[group])}
        for group in GROUPS
    ]


def _lines(details: Iterable[Known], kinds: set[DetailKind]) -> list[tuple[Known, str]]:
    return [(each, _shown(each)) for each in details if each.what in kinds]


def _shown(each: Known) -> str:
    if each.what in LANGUAGES:
        return _(str(getattr(Tongue.named(each.text), "label", each.text)))
    if each.what is DetailKind.BORN:
        precision, _sign, day = each.text.partition(":")
        return birth(date.fromisoformat(day), BirthPrecision(precision))
    if each.what is DetailKind.SEX:
        return _(Sex(each.text).label)
    return forms.country(each.text) if each.what is DetailKind.CITIZENSHIP else each.text


def _heading(group: str) -> str:
    return {
        "name": _("Add a name"),
        "language": _("Add a language"),
        "citizenship": _("Add a citizenship"),
        "non-disclosure": _("Note a non-disclosure for safety"),
    }[group]
