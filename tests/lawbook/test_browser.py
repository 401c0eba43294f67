"""The pages of the law in a real browser: narrow, without scripts, and with axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from kajo.access.roles import Actor
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db(transaction=True)
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
PAGES = ("/law/", "/law/?on=2020-06-01", "/law/rights/", "/law/cases.reflection_period_allowed/",
         "/law/decisions.appeal_ends_on/", "/law/statistics.figures/")  # fmt: skip


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Return an opener: visit(outi, **options) is a page of a fresh browser in which she is signed in."""
    contexts = []

    def opened(actor: Actor, **options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(10_000)
        cookie = visiting(actor).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_no_page_is_wider_than_the_window(visit, outi, width):
    page, found = visit(outi, viewport={"width": width, "height": 800}), {}

    for path in PAGES:
        answer = page.goto(path)
        report = Axe().run(page, options={"runOnly": RULES})
        wide = page.evaluate(f"document.documentElement.scrollWidth > {width}")
        if answer is None or answer.status != 200 or report.violations_count or wide:
            found[path] = (answer and answer.status, wide, report.generate_report())

    assert found == {}


def test_a_rule_is_tried_without_scripts(visit, outi):
    page = visit(outi, java_script_enabled=False, locale="sv-FI", viewport={"width": 320, "height": 800})
    page.goto("/law/clients.personal_code/")

    page.get_by_label("Kod").fill("131052-308T")
    page.get_by_role("button", name="Fråga regeln").click()

    expect(page.get_by_role("status")).to_contain_text("Födelsetid: 13.10.1952")
    expect(page.get_by_label("Kod")).to_have_value("131052-308T")
