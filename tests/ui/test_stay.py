"""The end of a visit is told two minutes before, and may be put off."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

TWO_MINUTES_AND_A_LITTLE = "2.02"


@pytest.fixture
def form(look: Any, site: str) -> Page:
    page: Page = look("/form/")
    page.context.add_cookies([{"name": "idle", "value": TWO_MINUTES_AND_A_LITTLE, "url": site}])
    page.goto(site + "/form/")
    return page


def test_a_visit_that_ends_soon_says_so_and_goes_on_when_asked(form: Page) -> None:
    warning = form.get_by_role("alert")

    expect(warning).to_contain_text("You will be signed out in two minutes.")
    form.get_by_role("button", name="Stay signed in").click()

    expect(warning).to_be_hidden()


def test_a_visit_that_has_ended_keeps_the_text_on_the_page(form: Page, site: str) -> None:
    form.get_by_label("Text").fill("Half a sentence")
    form.route("**/stay/", lambda route: route.fulfill(status=302, headers={"Location": "/sign-in/"}))

    form.get_by_role("button", name="Stay signed in").click()

    expect(form.get_by_role("alert")).to_contain_text("You have been signed out. Your text is still here")
    assert form.get_by_label("Text").input_value() == "Half a sentence"
