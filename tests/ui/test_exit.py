"""Leaving quickly."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page


@pytest.fixture
def public(browser: Browser, public_site: str) -> Iterator[Page]:
    """Return a page of the public stage; the neutral place behind `/x/` is played by the test."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/x/", lambda route: route.fulfill(body="<title>Weather</title><p>Rain</p>", content_type="text/html"))
    page.goto(public_site + "/nothing/")
    page.goto(public_site + "/form/")
    yield page
    context.close()


def test_the_link_leaves_and_back_does_not_return(public: Page, public_site: str) -> None:
    public.get_by_role("link", name="Leave quickly").click()
    public.wait_for_url("**/x/")

    public.go_back()

    assert public.url == public_site + "/nothing/"


def test_the_page_left_is_gone_from_the_history(public: Page) -> None:
    before = _entries(public)

    public.get_by_role("link", name="Leave quickly").click()
    public.wait_for_url("**/x/")

    assert _entries(public) == before


def test_shift_three_times_leaves(public: Page) -> None:
    for _press in range(2):
        public.keyboard.press("Shift")
    spoken = public.locator("[role=status]").inner_text()
    public.keyboard.press("Shift")
    public.wait_for_url("**/x/")

    assert spoken == "Press Shift again to leave. 1"


def test_typing_capitals_does_not_leave(public: Page) -> None:
    public.get_by_label("Text").click()
    for letter in "ABCDEF":
        public.keyboard.press(f"Shift+{letter}")

    assert public.url.endswith("/form/")
    assert public.get_by_label("Text").input_value() == "ABCDEF"


def test_the_page_is_covered_while_the_next_one_loads(public: Page) -> None:
    public.unroute("**/x/")
    public.route("**/x/", lambda route: route.abort("aborted"))

    public.get_by_role("link", name="Leave quickly").click()

    assert public.title() == "Loading"
    assert public.locator("main").get_attribute("aria-hidden") == "true"
    assert public.locator(".exit-cover").bounding_box() == {"x": 0, "y": 0, **(public.viewport_size or {})}


def test_help_pages_leave_nothing_in_the_browser(public: Page) -> None:
    assert [cookie["name"] for cookie in public.context.cookies() if cookie["name"] != "stage_form"] == []
    assert public.evaluate("window.localStorage.length + window.sessionStorage.length") == 0


def _entries(page: Page) -> int:
    return int(page.evaluate("history.length"))


def test_axe_finds_nothing_on_the_public_frame(public: Page) -> None:
    found = Axe().run(public, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})

    assert [(each["id"], each["nodes"][0]["html"]) for each in found.response["violations"]] == []
