"""Pages of cases."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kajo.access.verbs import Verb
from kajo.accounts.sign_in.request import Request
from kajo.cases import actions, forms, queries
from kajo.cases.queries import Entry, Organised, Page
from kajo.cases.terms import OrganisedBy, Organiser
from kajo.clients import queries as clients
from kajo.clients.terms import BirthPrecision
from kajo.clients.views import birth
from kajo.law.calendar import legal_day
from kajo.law.finding import Finding
from kajo.law.municipalities import County, Municipality, counties
from kajo.ui.pages import page
from kajo.ui.quoting import quote

GET_OR_POST = require_http_methods(["GET", "POST"])
ANY = UUID(int=0)


@require_GET
def cases(request: Request) -> HttpResponse:
    """List the cases in reach, the newest first."""
    found = queries.cases(request.actor, _place(request.GET.get("after", "")))
    named = {each.code: _named(each) for each in counties(legal_day(now()))}
    lines = [(each, named.get(each.county, "")) for each in found.lines]
    return page(request, "cases/cases.html", {"lines": lines, "next": found.next}, part="list", title=_("Cases"))


@require_GET
def of_person(request: Request, person: UUID) -> HttpResponse:
    """Lead to the newest case of a person."""
    return redirect("cases:case", queries.of_person(request.actor, person))


@require_GET
def case(request: Request, key: UUID) -> HttpResponse:
    """Show a case: what is safe first, then who it is, who serves, what was decided."""
    found = queries.case(request.actor, key)
    reflected = queries.reflected(found.periods, on=legal_day(now()))
    words = {
        "case": found,
        "born": birth(found.person.born_on, found.person.birth_precision),
        "organised": _organised(found.organised) if found.organised else None,
        "former": [_organised(each) for each in found.organisers if each.until_on is not None],
        "office": found.office_names.get(_language(), ""),
        "section": quote(found.section),
        "decisions": [(each, _to("decisions:decision", each.key)) for each in found.decisions],
        "children": [(each, _to("cases:case", each.case)) for each in found.children],
        "history": [(each.on, _first(_(each.what.label)), _told(each)) for each in found.history],
        "reflected": reflected,
        "may": {verb.value.partition(".")[2]: True for verb in found.may},
    }
    return page(request, "cases/case.html", words, title=_("Case"))


@GET_OR_POST
def record_standing(request: Request, key: UUID) -> HttpResponse:
    """Record where the client stands; show who would organise the services before anything is recorded."""
    at = now()
    found = queries.case(request.actor, key, doing=Verb.CASE_RECORD_STANDING)
    form = forms.Stand(
        request.POST or None, on=legal_day(at), seen=found.edition, initial=_stands(found, legal_day(at))
    )
    looked = form.look() if form.is_looked_at else None
    if form.is_valid() and form.carry(actions.record_standing, request.actor, key, at=at):
        messages.success(request, _("The standing is recorded."))
        return redirect("cases:case", key)
    words = {
        "case": found,
        "form": form,
        "organised": _organised(found.organised) if found.organised else None,
        "looked": _found(looked) if looked else None,
    }
    return page(request, "cases/record_standing.html", words, part="form", title=_("Case"))


@GET_OR_POST
def identify(request: Request, person: UUID) -> HttpResponse:
    """Note who a client is by papers and registers."""
    at = now()
    found = clients.person(request.actor, person, doing=Verb.CASE_IDENTIFY)
    form = forms.Identified(request.POST or None, on=legal_day(at), seen=found.person.edition, initial=_identity(found))
    if form.is_valid() and form.carry(actions.identify, request.actor, person, at=at):
        messages.success(request, _("It is noted. What held before stays in the history."))
        return redirect("clients:person", person)
    return page(request, "cases/identify.html", {"found": found, "form": form}, part="form", title=_("Client"))


@GET_OR_POST
def assign(request: Request, key: UUID) -> HttpResponse:
    """Give the case to a worker."""
    at = now()
    # Whoever presses twice has assigned it with the first press.
    is_sent = request.method == "POST"
    found, workers, teams = queries.with_workers(request.actor, key, on=legal_day(at), leaving_out_its_own=not is_sent)
    form = forms.Assignment(request.POST or None, workers=[(each.id, each.name) for each in workers], teams=teams)
    if form.is_valid() and form.carry(actions.assign, request.actor, key, at=at):
        messages.success(request, _("The case is assigned."))
        return redirect("cases:case", key)
    words = {"case": found, "form": form, "has_workers": bool(workers)}
    return page(request, "cases/assign.html", words, part="form", title=_("Case"))


def _identity(found: clients.Page) -> dict[str, Any]:
    person = found.person
    is_estimate = person.birth_precision is BirthPrecision.ESTIMATE
    return {
        "born_on": birth(person.born_on, BirthPrecision.YEAR if is_estimate else person.birth_precision),
        "is_estimate": is_estimate,
        "sex": person.sex,
        "personal_code": found.personal_code,
    }


def _to(name: str, key: UUID) -> str:
    before, after = _ends_of(name)
    return f"{before}{key}{after}"


@cache
def _ends_of(name: str) -> tuple[str, str]:
    # An address is looked up once a process: a page of a case has dozens, and each look-up costs what a row costs.
    before, _key, after = reverse(name, args=[ANY]).partition(str(ANY))
    return before, after


def _told(each: Entry) -> str:
    words = each.words if each.is_name else _named(each.place) if each.place else _(each.words) if each.words else ""
    return f"{_first(words)}, {each.note}" if each.note else _first(words)


def _organised(each: Organised) -> dict[str, Any]:
    return {
        "outcome": _organiser(each.organiser, each.place),
        "because": _(each.because) if each.because else "",
        "basis": quote(each.basis) if each.basis else None,
        "from_on": each.from_on,
        "until_on": each.until_on,
        "stood": _stood(each),
        "is_as_recorded": each.is_as_recorded,
    }


def _found(finding: Finding[OrganisedBy]) -> dict[str, Any]:
    found = finding.outcome
    place = queries.place_of(found.organiser, found.code or "", legal_day(now()))
    return {
        "outcome": _organiser(found.organiser, place),
        "because": _(finding.because),
        "basis": quote(finding.basis),
    }


def _organiser(organiser: Organiser, place: County | Municipality | None) -> str:
    label = _(organiser.label)
    if place is None or organiser is Organiser.HELSINKI:
        return _first(label)
    return _named(place) if organiser is Organiser.COUNTY else f"{_named(place)} ({label})"


def _stood(each: Organised) -> str:
    stood = each.stood
    parts = [
        _named(stood.municipality) if stood.municipality else stood.code or _("no municipality of residence"),
        *([_("seeks international protection")] if stood.asylum_seeker else []),
        *([_("holds temporary protection")] if stood.temporary_protection else []),
    ]
    return ", ".join(parts)


def _stands(found: Page, today: date) -> dict[str, Any]:
    present = found.organised
    if present is None:
        return {"from_on": found.opened_on}
    stood = present.stood
    return {
        "municipality": stood.code,
        "asylum_seeker": stood.asylum_seeker,
        "temporary_protection": stood.temporary_protection,
        "from_on": today,
    }


def _first(words: str) -> str:
    return words[:1].upper() + words[1:]


def _named(place: County | Municipality) -> str:
    return str(getattr(place, f"name_{_language()}", "") or place.name_fi)


def _language() -> str:
    return (get_language() or "en").partition("-")[0]


def _place(text: str) -> tuple[date, UUID] | None:
    day, _sign, key = text.partition("_")
    try:
        return date.fromisoformat(day), UUID(key)
    except ValueError:
        return None
