"""A refusal is taken back in a real browser: one drafts, another signs, and the referral goes on."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from kajo.decisions.terms import DecisionKind
from tests.factories import anew, line
from tests.factories.browsing import signed_in


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1280, 320])
def test_in_a_browser_without_scripts(live_server: Any, browser: Browser, aino, mikko, marja, width):
    referral = line.refused(mikko, aino)
    refusal = anew.decided(aino, referral.pk, DecisionKind.REFUSE)
    page = signed_in(browser, live_server.url, marja, width)
    page.goto(f"{live_server.url}{reverse('decisions:decision', args=[refusal.pk])}")
    page.get_by_role("link", name="Decide the matter anew").click()
    page.get_by_text("it rests on plainly wrong").click()
    page.get_by_text("the refusal or removal is taken back").click()
    page.get_by_label("What was wrong when it was decided").fill("Another person's letter.")
    page.get_by_label("How the matter really stands").fill("Made to work for nothing.")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Draft the new decision").click()
    page.get_by_text("A correction is drafted:").wait_for()

    page = signed_in(browser, live_server.url, aino, width)
    page.goto(f"{live_server.url}{reverse('decisions:decision', args=[refusal.pk])}")
    page.locator("main").get_by_role("link", name="D-").first.click()
    page.get_by_role("link", name="Read and sign").click()
    assert "Made to work for nothing." in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Sign the decision").click()
    page.get_by_text("Takes the place of").first.wait_for()
    page.goto(f"{live_server.url}{reverse('referrals:referral', args=[referral.pk])}")
    assert "Our own correction" in page.inner_text("main")
    page.goto(f"{live_server.url}{reverse('decisions:decision', args=[refusal.pk])}")
    assert "Removed: decided anew" in page.inner_text("main")
