"""A real browser in which somebody has signed in."""

from __future__ import annotations

from django.conf import settings
from playwright.sync_api import Browser, Page

from kajo.access.roles import Actor
from tests.factories.people import visiting


def signed_in(browser: Browser, site: str, actor: Actor, width: int = 1280, *, has_scripts: bool = False) -> Page:
    """A page of the staff site in English, without scripts if nothing else is said."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=has_scripts,
        extra_http_headers={"Accept-Language": "en"},
    )  # fmt: skip
    key = visiting(actor).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site}])
    return context.new_page()
