"""Pages of leaving the system in a real browser, without scripts: accessible, and narrow enough for a telephone."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser

from kajo.law.calendar import legal_day
from tests.factories import line
from tests.factories.leaving import PART, admitted_child, assessed, drafted, removed, tried
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db(transaction=True)
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize(("width", "language"), [(1280, "en"), (320, "fi")])
def test_the_pages_of_leaving_are_for_everybody(
    live_server: Any, browser: Browser, mikko: Any, veikko: Any, aino: Any, width: int, language: str
) -> None:
    at = datetime.now(UTC)
    case = line.admitted(mikko, aino, veikko)
    child = admitted_child(veikko, aino, case, at)
    assessed(veikko, case, at)
    tried(veikko, case, at)
    draft = drafted(veikko, child, at, **PART)
    gone = line.admitted(mikko, aino, veikko)
    until = legal_day(at) + timedelta(days=30)
    removed(veikko, aino, gone, at, after_until=until, after_words="Counselling goes on.")
    pages = {
        "leaving": (veikko, reverse("cases:leaving", args=[case.pk])),
        "left": (veikko, reverse("cases:leaving", args=[gone.pk])),
        "assess": (veikko, reverse("cases:assess_overall", args=[case.pk])),
        "attempt": (veikko, reverse("cases:log_attempt", args=[case.pk])),
        "propose": (veikko, reverse("cases:propose_removal", args=[child.pk])),
        "after": (veikko, reverse("cases:after_assistance", args=[gone.pk])),
        "sign": (aino, reverse("cases:remove", args=[child.pk, draft.pk])),
        "case": (aino, reverse("cases:case", args=[gone.pk])),
    }

    for name, (actor, address) in pages.items():
        context = browser.new_context(
            viewport={"width": width, "height": 800}, extra_http_headers={"Accept-Language": language}
        )
        key = visiting(actor).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
        page = context.new_page()
        answer = page.goto(f"{live_server.url}{address}")
        if folder := os.environ.get("KAJO_PICTURES"):
            page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
        found = Axe().run(page, options={"runOnly": RULES})
        wide = page.evaluate("document.documentElement.scrollWidth")
        context.close()
        assert answer is not None
        assert answer.status == 200, name
        assert found.violations_count == 0, (name, found.generate_report())
        assert wide <= width, name
