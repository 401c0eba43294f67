"""What happened, in a real browser without scripts: accessible, and narrow enough for a telephone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from playwright.sync_api import Browser, Page

from kajo.facts import actions
from kajo.facts.terms import Coming, Gender, Reply, Set, Wanted, What
from tests.factories.people import visiting
from tests.factories.telling import asked, case_about, held, planned, told_of

pytestmark = pytest.mark.django_db(transaction=True)
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


@contextmanager
def opened(live_server: Any, browser: Browser, actor: Any, width: int, language: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, extra_http_headers={"Accept-Language": language},
        java_script_enabled=False,
    )  # fmt: skip
    key = visiting(actor).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    yield context.new_page()
    context.close()


def test_three_things_are_told_and_an_interview_is_planned_with_nobody_who_is_left_out(
    live_server: Any, browser: Browser, mikko: Any, about: Any
) -> None:
    with opened(live_server, browser, mikko, 1280, "en") as page:
        page.goto(f"{live_server.url}{reverse('referrals:referral', args=[about.key])}")
        page.get_by_role("link", name="What happened").click()

        page.get_by_role("link", name="Add form of exploitation", exact=True).click()
        page.get_by_label("What was told").select_option("labour")
        page.get_by_label("This is the main form").check(force=True)
        page.get_by_role("button", name="Record it", exact=True).click()
        page.get_by_role("link", name="Add where it happened", exact=True).click()
        page.get_by_label("Country").select_option("FI")
        page.locator("#id_from_on").fill("5.2024")
        page.get_by_role("button", name="Record it", exact=True).click()
        page.get_by_role("link", name="Add means of control", exact=True).click()
        page.get_by_label("did not want to tell").check(force=True)
        page.get_by_role("button", name="Record it", exact=True).click()

        story = page.inner_text("main")
        assert "Forced labour" in story
        assert re.search(r"Finland\s+5\.2024", story)
        assert "Did not want to tell" in story

        page.get_by_role("link", name="Note a wish").click()
        page.get_by_label("not this interpreter").check(force=True)
        page.get_by_label("Which region or community").fill("Minh Example")
        page.get_by_role("button", name="Note the wish").click()
        page.get_by_role("link", name="Plan an interview").click()
        assert "Not this interpreter: Minh Example" in page.inner_text("main")
        page.get_by_label("When", exact=True).fill(f"{localtime(datetime.now(UTC)) + timedelta(days=1):%d.%m.%Y} 10.00")
        page.get_by_label("What makes the place safe").fill("She comes by the yard.")
        page.get_by_label("Interpreter's name").fill("minh example")
        page.get_by_role("button", name="Plan", exact=True).click()

        assert "The person does not want this interpreter. Choose somebody else." in page.inner_text("main")
        assert page.get_by_label("What makes the place safe").input_value() == "She comes by the yard."

        page.get_by_label("Interpreter's name").fill("Anh Other")
        page.get_by_role("button", name="Plan", exact=True).click()
        assert "The interview is planned." in page.inner_text("body")
        assert "Planned" in page.inner_text("main")


@pytest.mark.parametrize(("width", "language"), [(1280, "en"), (320, "fi"), (320, "sv")])
def test_the_pages_are_for_everybody(
    live_server: Any, browser: Browser, mikko: Any, veikko: Any, aino: Any, case: Any, width: int, language: str
) -> None:
    about, at = case_about(case), datetime.now(UTC)
    row = told_of(veikko, case, What.FORM, "labour", is_main=True, note="In a kitchen [[of the cook]].", from_on="2024")
    told_of(veikko, case, What.FORM, "sexual", is_main=True, from_on="2024-05", until_on="2025", is_about=True)
    told_of(veikko, case, What.INJURY, "body", source="seen", reliability="unsure")
    actions.wish(veikko, about, wanted=Wanted.NOT_THIS, words="Minh Example", at=at)
    talk = planned(veikko, about, Coming("Anh Other", Gender.WOMAN))
    done = held(veikko, planned(veikko, about), account="What she wanted to say.")
    sheet = asked(veikko, about, drawn_debt=Reply.YES, note="A note.")
    words = {"kind": about.kind, "key": about.key}
    mine = told_of(veikko, case, What.PLACE, "FI")
    pages = {
        "story": reverse("facts:story", kwargs=words),
        "record": reverse("cases:record_fact", kwargs={"key": case.pk, "what": What.FORM}),
        "correct": reverse("cases:correct_fact", kwargs={"key": case.pk, "statement": mine.pk}),
        "answer": reverse("facts:answer", kwargs=words | {"sheets": Set.CHILDREN}),
        "sheet": reverse("facts:sheet", kwargs=words | {"sheet": sheet.pk}),
        "wish": reverse("facts:wish", kwargs=words),
        "plan": reverse("facts:plan", kwargs=words),
        "planned": reverse("facts:interview", kwargs=words | {"interview": talk.pk}),
        "held": reverse("facts:interview", kwargs=words | {"interview": done.pk}),
        "hold": reverse("facts:hold", kwargs=words | {"interview": talk.pk}),
        "cancel": reverse("facts:cancel", kwargs=words | {"interview": talk.pk}),
    }
    assert row.is_main

    for name, address in pages.items():
        # Scripts are on here for the tool alone that looks at the page.
        context = browser.new_context(
            viewport={"width": width, "height": 800}, extra_http_headers={"Accept-Language": language}
        )
        key = visiting(veikko).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
        page = context.new_page()
        answer = page.goto(f"{live_server.url}{address}")
        if folder := os.environ.get("KAJO_PICTURES"):
            page.screenshot(path=str(Path(folder) / f"{name}-{width}-{language}.png"), full_page=True)
        found = Axe().run(page, options={"runOnly": RULES})
        wide = page.evaluate("document.documentElement.scrollWidth")
        context.close()
        assert answer is not None
        assert answer.status == 200, name
        assert found.violations_count == 0, (name, found.generate_report())
        assert wide <= width, name
