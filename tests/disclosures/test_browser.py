"""A request from asking to its filed answer without a script, and every page read by machine, wide and narrow."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, expect

from kajo.access.roles import Actor
from kajo.law.calendar import legal_day
from tests.factories.exchanging import answered, asked, notified, prepared, received, suspected
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db(transaction=True)
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
WIDTHS = (1280, 320)


def cookie(actor: Actor, url: str) -> Any:
    """The visit of somebody signed in, as a browser keeps it."""
    value = visiting(actor).cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}


def test_a_request_is_asked_reminded_and_its_answer_filed_without_a_script(
    browser: Browser, live_server: Any, case: Any, veikko: Any, at: Any
) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([cookie(veikko, live_server.url)])
    page = context.new_page()
    page.goto(live_server.url + reverse("cases:case", args=[case.pk]))

    page.get_by_role("link", name="Requests and answers").click()
    page.get_by_role("link", name="Ask somebody").click()
    page.get_by_label("Who is asked").select_option("county")
    page.get_by_label("Name of the unit or the person").fill("Unit of the day")
    page.get_by_text("assistance", exact=True).click()
    page.get_by_label("What is asked for").fill("Which services run.")
    page.get_by_label("By which way").select_option("letter")
    page.get_by_role("button", name="Ask somebody").click()
    expect(page.get_by_text("Only what the task necessarily needs is asked for.").first).to_be_visible()
    page.get_by_text("The task necessarily needs it", exact=True).click()
    page.get_by_role("button", name="Ask somebody").click()

    page.get_by_role("link", name="Wellbeing services county or Helsinki").click()
    page.get_by_role("link", name="Record a reminder").click()
    page.get_by_label("Reminded on").fill(f"{legal_day(at):%d.%m.%Y}")
    page.get_by_role("button", name="Record a reminder").click()
    page.get_by_role("link", name="File the answer").click()
    page.get_by_label("By which way").select_option("email")
    page.get_by_text("They answered that there is nothing to tell", exact=True).click()
    page.get_by_role("button", name="File the answer").click()

    expect(page.get_by_text("There is nothing to tell.")).to_be_visible()
    expect(page.locator(".tag", has_text="Answered")).to_be_visible()
    context.close()


def test_every_page_is_accessible_and_fits(
    browser: Browser, live_server: Any, case: Any, matter: Any, veikko: Any, aino: Any, member: Any
) -> None:
    ours, theirs, told = asked(veikko, matter, ago=20), received(veikko, matter), prepared(veikko, matter)
    late, made = suspected(veikko, matter, ago=7), notified(veikko, suspected(veikko, matter))
    answer = answered(veikko, received(veikko, matter))
    pages = {
        **{name: (veikko, name, ("case", case.pk)) for name in ("exchange", "ask", "suspect", "prepare", "disclosed")},
        **{name: (veikko, name, (ours.pk,)) for name in ("request", "file")},
        **{name: (veikko, name, (theirs.pk,)) for name in ("inquiry", "refuse")},
        "notify": (veikko, "notify", (late.pk,)),
        "notification": (veikko, "notification", (made.pk,)),
        "disclosure": (aino, "disclosure", (answer.pk,)),
        "approve": (aino, "approve", (told.pk,)),
        "register": (member("tove"), "register", ()),
    }

    found, wide = {}, {}
    for name, (actor, address, words) in pages.items():
        for width in WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": 900})
            context.add_cookies([cookie(actor, live_server.url)])
            page = context.new_page()
            page.goto(live_server.url + reverse(f"disclosures:{address}", args=words))
            found[name, width] = [
                each["id"] for each in Axe().run(page, options={"runOnly": RULES}).response["violations"]
            ]
            wide[name, width] = page.evaluate("document.documentElement.scrollWidth") > width
            if folder := os.environ.get("KAJO_PICTURES"):
                page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
            context.close()

    assert found == {each: [] for each in found}
    assert not any(wide.values()), wide
