"""The pages of messages in a real browser: narrow, without scripts, and with axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from kajo.access.roles import SYSTEM, Actor
from kajo.access.verbs import Verb
from kajo.bridges.carrying import Fault, Means
from kajo.notices import actions
from kajo.notices.models import Notice
from kajo.notices.terms import ToStaff
from tests.factories import watch
from tests.factories.people import visiting

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
def dead(told: Callable[..., Notice], at: Any) -> Notice:
    """Return a notice that did not get through."""
    notice = told()
    taken = actions.claim(SYSTEM, notice.pk, at=at)
    actions.bury(SYSTEM, notice.pk, attempt=taken.attempt, fault=Fault.UNREACHABLE, at=at)
    return notice


def test_axe_finds_nothing_and_nothing_is_wider_than_a_small_phone(visit, told, marja, dead):
    blocked = told(to=ToStaff(marja.id), means=Means.VOICE)
    page, found = visit(marja, viewport={"width": 320, "height": 640}), {}

    for path in ("/messages/", f"/messages/{dead.pk}/", f"/messages/{dead.pk}/redo/",
                 f"/messages/{blocked.pk}/give-up/", "/my-sign-in/reach/", "/unattended/"):  # fmt: skip
        answer = page.goto(path)
        report = Axe().run(page, options={"runOnly": RULES})
        wide = page.evaluate("document.documentElement.scrollWidth > 320")
        if answer is None or answer.status != 200 or report.violations_count or wide:
            found[path] = (answer and answer.status, wide, report.generate_report())

    assert found == {}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_manager_sends_one_anew_and_gives_another_up(visit, told, marja, dead, scripts):
    other = told(to=ToStaff(marja.id))
    page = visit(marja, java_script_enabled=scripts)
    page.goto("/unattended/")
    page.get_by_role("link", name="Messages that did not get through").click()
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(2)
    expect(page.get_by_role("main")).to_contain_text("The sending service could not be reached")

    page.get_by_role("link", name="Something urgent waits").first.click()
    page.get_by_role("link", name="Send it again").click()
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_role("status")).to_contain_text("The message will be sent again.")
    page.goto("/messages/")
    page.get_by_role("link", name="Something urgent waits").click()
    page.get_by_role("link", name="Give it up").click()
    page.get_by_role("button", name="Give it up").click()
    expect(page.get_by_role("main")).to_contain_text("This has to be put right")
    page.get_by_text("it was told another way").click()
    page.get_by_role("button", name="Give it up").click()
    expect(page.get_by_role("status")).to_contain_text("The message is given up.")
    page.goto("/messages/")
    expect(page.get_by_role("main")).to_contain_text("Every message got through")

    rows = watch.rows(marja, Notice, Verb.NOTICE_VIEW, pk__in=[dead.pk, other.pk])
    assert sorted(each.state for each in rows) == ["given_up", "queued"]
