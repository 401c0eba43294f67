"""Where can one go from every page? Names of addresses only: what a site does not serve is not shown."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the main navigation: the address's name, its words, the rooms in which it counts as the present one.

    `verb` names the right without which the link is not shown; empty for everybody who is signed in.
    """

    to: str
    words: Any
    rooms: tuple[str, ...]
    verb: str = ""


WAYS: dict[str, tuple[Way, ...]] = {
    "staff": (
        Way("desk:mine", _("My work"), ("desk", "work")),
        Way("contacts:calls", _("Calls"), ("contacts",), "contact.list"),
        Way("rota:rota", _("Rota"), ("rota",), "rota.view"),
        Way("referrals:queue", _("Referrals"), ("referrals", "decisions"), "referral.list"),
        Way("cases:cases", _("Cases"), ("cases", "clients", "documents", "facts"), "case.list"),
        Way("disclosures:register", _("Register"), ("disclosures",), "disclosure.list"),
        Way("statistics:figures", _("Figures"), ("statistics",), "figures.view"),
        Way("lawbook:rules", _("Law"), ("lawbook",), "law.view"),
        Way("accounts:people", _("People"), (), "staff.list"),
    ),
    "partner": (
        Way("portal:orders", _("Orders"), ("portal",)),
        Way("portal:referrals", _("Referrals"), ("referrals",)),
    ),
    "public": (),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A way as the page shows it."""

    href: str
    words: Any
    is_here: bool


def links(request: HttpRequest, site: str) -> list[Link]:
    """Give the ways of this site that exist and that this person may go."""
    match = request.resolver_match
    room = match.app_name.partition(":")[0] if match else ""
    shown = []
    for way in WAYS.get(site, ()):
        href = address(way.to)
        if href and _may(request, way.verb):
            shown.append(Link(href, way.words, room in way.rooms))
    return shown


def address(name: str) -> str | None:
    """Give an address by its name; None on a site that does not serve it. Found once: a site keeps its addresses."""
    return _address(name, get_urlconf() or settings.ROOT_URLCONF)


@functools.cache
def _address(name: str, urlconf: str) -> str | None:
    try:
        return reverse(name, urlconf)
    except NoReverseMatch:
        return None


def _may(request: HttpRequest, verb: str) -> bool:
    if not verb:
        return True
    from kajo.access import gate
    from kajo.access.verbs import Verb

    actor = getattr(request, "actor", None)
    return actor is not None and gate.may(actor, Verb(verb))
