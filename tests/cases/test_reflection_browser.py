"""Pages of reflection periods in a real browser: read by machine as by people, wide and narrow."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser

from tests.factories import reflecting
from tests.factories.people import visiting
from tests.factories.reflecting import EXTEND

pytestmark = pytest.mark.django_db(transaction=True)
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
WIDTHS = (1280, 320)


def test_every_page_of_a_reflection_period_is_accessible_and_fits(
    browser: Browser, live_server: Any, case: Any, veikko: Any, aino: Any
) -> None:
    period = reflecting.granted(veikko, aino, case)
    draft = reflecting.proposed(veikko, case, kind=EXTEND)
    pages = {
        "case": (veikko, "case", ()),
        "extend": (veikko, "reflection_anew", ("extend", draft.pk)),
        "interrupt": (veikko, "reflection_anew", ("interrupt", draft.pk)),
        "decide": (aino, "decide_reflection", (draft.pk,)),
        "police": (veikko, "tell_police", (period.decision_id,)),
    }

    found, wide = {}, {}
    for name, (actor, deed, more) in pages.items():
        cookie = visiting(actor).cookies[settings.SESSION_COOKIE_NAME].value
        for width in WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": 900})
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
            page = context.new_page()
            page.goto(live_server.url + reverse(f"cases:{deed}", args=[case.pk, *more]))
            found[name, width] = [
                each["id"] for each in Axe().run(page, options={"runOnly": RULES}).response["violations"]
            ]
            wide[name, width] = page.evaluate("document.documentElement.scrollWidth") > width
            if folder := os.environ.get("KAJO_PICTURES"):
                page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
            context.close()

    assert found == {each: [] for each in found}
    assert not any(wide.values()), wide
