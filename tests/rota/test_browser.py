"""The pages of the rota in a real browser: narrow, without scripts, and with axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from kajo.access.roles import Actor
from kajo.law.calendar import legal_day
from kajo.rota import actions
from kajo.rota.models import Rotation, Swap
from kajo.rota.terms import MINUTES_A_DAY, Duty, Language, Span
from tests.factories.people import visiting
from tests.rota.conftest import HOUR

pytestmark = pytest.mark.django_db(transaction=True)
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Return an opener: visit(marja, **options) is a page of a fresh browser in which she is signed in."""
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


@pytest.fixture
def laid(marja, mikko, veikko, put, at):
    """A rota with something of everything."""
    put(mikko, -1, 18)
    put(marja, -1, 18, Duty.BACKUP)
    put(veikko, 18, 30)
    actions.speak(marja, None, staff=mikko.id, languages=[Language.FI], at=at)
    swap = actions.ask(veikko, None, asked=mikko.id, duty=Duty.LINE, give=Span(at + 20 * HOUR, at + 30 * HOUR), at=at)
    actions.leave(marja, None, staff=veikko.id, from_on=legal_day(at), until_on=legal_day(at + 200 * HOUR), at=at)
    return actions.rotate(
        marja, None, duty=Duty.LINE, staff=veikko.id, from_minute=6 * MINUTES_A_DAY, minutes=MINUTES_A_DAY,
        from_on=legal_day(at), at=at,
    ), swap  # fmt: skip


def test_axe_finds_nothing_and_nothing_is_wider_than_a_small_phone(visit, laid, marja, mikko):
    line, _swap = laid
    found = {}
    for actor, paths in (
        (marja, ("/rota/", "/rota/base/", f"/rota/base/{line.pk}/end/", "/rota/override/", "/rota/leave/",
                 f"/rota/languages/{mikko.id}/")),
        (mikko, ("/rota/", "/rota/mine/", "/rota/mine/ask/line/")),
    ):  # fmt: skip
        page = visit(actor, viewport={"width": 320, "height": 640})
        for path in paths:
            answer = page.goto(path)
            report = Axe().run(page, options={"runOnly": RULES})
            wide = page.evaluate("document.documentElement.scrollWidth > 320")
            if answer is None or answer.status != 200 or report.violations_count or wide:
                found[actor.name, path] = (answer and answer.status, wide, report.generate_report())

    assert found == {}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_officer_answers_a_swap_and_makes_a_calendar_address(visit, laid, mikko, scripts):
    page = visit(mikko, java_script_enabled=scripts)
    page.goto("/rota/mine/")
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_role("status")).to_contain_text("You have declined the swap.")

    page.get_by_role("button", name="Make an address").click()

    expect(page.get_by_role("main")).to_contain_text("/rota/calendar/")
    assert Swap.objects.get().state == "declined"


def test_a_manager_adds_a_line_with_the_keyboard_alone(visit, marja, mikko):
    page = visit(marja, java_script_enabled=False)
    page.goto("/rota/base/")
    page.get_by_label("officer on the line").focus()
    page.keyboard.press("Space")
    for words in ("Mikko", "Monday"):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Tab")
    page.keyboard.type("7.00")
    page.keyboard.press("Tab")
    page.keyboard.type("Monday")
    page.keyboard.press("Tab")
    page.keyboard.type("15.00")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("The line is added to the base rotation.")
    assert (Rotation.objects.get().staff_id, Rotation.objects.get().minutes) == (mikko.id, 480)
