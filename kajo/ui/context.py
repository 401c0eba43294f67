"""What does every page need to know about the site it stands on?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kajo.ui import navigation
from kajo.ui.navigation import address

# The hotline, day and night. It stands on every page, error pages too.
HOTLINE = "+358 29 54 63 177"
PRODUCT = _("National Assistance System for Victims of Human Trafficking")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give the site, its name, the hotline, and the ways to go; who is signed in stands in `request.actor`."""
    site = getattr(settings, "SITE", "staff")
    actor = getattr(request, "actor", None)
    signed_in = actor is not None and getattr(actor, "id", None) is not None
    return {
        **still(site),
        "signed_in": signed_in,
        "ways": navigation.links(request, site) if signed_in or site == "public" else [],
        "office_name": getattr(request, "office_name", ""),
        "theme": getattr(request, "theme", ""),
        "idle_minutes": _idle_minutes(request) if signed_in else 0,
        "stay": address("ui:stay") or "",
        "sign_out": address("sign-out") or "/sign-out/",
        "own": address("accounts:own") or "",
        "set_language": address("set_language") or "",
        "set_keys": (address("ui:keys") or "") if site == "staff" else "",
        "has_keys": signed_in and site == "staff" and request.COOKIES.get(settings.KEYS_COOKIE_NAME) != "off",
    }


def _idle_minutes(request: HttpRequest) -> float:
    # The visit knows how long it lasts without a sign of life; other kinds of session have no such limit.
    return getattr(getattr(getattr(request, "session", None), "visit", None), "idle_minutes", 0)


def still(site: str) -> dict[str, Any]:
    """Give the part that needs neither a person nor a database: what an error page can rely on."""
    return {
        "site": site,
        "product": PRODUCT,
        "hotline": HOTLINE,
        "tongues": [(code, name) for code, name in settings.LANGUAGES if code in ("fi", "sv", "en")],
        "scripts": site != "public",
    }
