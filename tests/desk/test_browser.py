"""The pages of calls, referrals, tasks and the desk in a real browser: narrow, without scripts, and with axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page

from kajo.access.roles import Actor
from kajo.referrals import actions as referrals
from kajo.referrals.terms import ConsentGiver, ConsentWay, Missing, Told, Withdrawal
from tests.factories import line
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db(transaction=True)
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Return an opener: visit(aino, **options) is a page of a fresh browser in which she is signed in."""
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


def test_axe_finds_nothing_and_nothing_is_wider_than_a_small_phone(visit, mikko, aino, veikko, marja, at):
    call = line.called(mikko, note="Fears [[the landlord]].")
    urgent = line.referred(mikko, whereabouts="Example street 1")
    waiting = referrals.receive(mikko, None, told=Told(age_band="15_17"), is_urgent=False, at=at)
    until = at.date().replace(year=at.year + 1)
    referrals.ask_supplement(mikko, waiting, wanted=[Missing.REACH], words="By whom?", until_on=until, at=at)
    drafted = line.referred(mikko)
    referrals.propose(mikko, drafted, ground="35.1", reasons="Kept.", language="fi", explained_in="en", at=at)
    refusal, ended = line.referred(mikko, referrer_kind="ngo"), line.referred(mikko)
    line.proposed_refusal(mikko, refusal)
    told = Withdrawal(said_by=ConsentGiver.PERSON, told_at=at, way=ConsentWay.SPOKEN, words="Not now.")
    referrals.withdraw(mikko, ended.pk, withdrawal=told, at=at)
    referrals.estimate(mikko, urgent.pk, expected_on=until, words="Soon.", at=at)
    pages = {
        mikko: ["/", "/tasks/", "/calls/", "/calls/new/", f"/calls/{call.pk}/", f"/calls/{call.pk}/refer/",
                "/referrals/", "/referrals/new/", f"/referrals/{waiting.pk}/", f"/referrals/{urgent.pk}/amend/",
                f"/referrals/{urgent.pk}/consent/", f"/referrals/{urgent.pk}/supplement/",
                f"/referrals/{urgent.pk}/propose/", f"/referrals/{urgent.pk}/propose-refusal/",
                f"/referrals/{urgent.pk}/estimate/", f"/referrals/{urgent.pk}/withdraw/", f"/referrals/{urgent.pk}/",
                f"/referrals/{ended.pk}/"],
        aino: ["/", f"/referrals/{drafted.pk}/", f"/referrals/{drafted.pk}/admit/", f"/referrals/{urgent.pk}/admit/",
               f"/referrals/{refusal.pk}/", f"/referrals/{refusal.pk}/refuse/", f"/referrals/{urgent.pk}/lapse/",
               f"/referrals/{urgent.pk}/transfer/"],
        marja: [f"/referrals/{urgent.pk}/assign/", "/tasks/all/"],
    }  # fmt: skip
    found = {}

    for actor, paths in pages.items():
        page = visit(actor, viewport={"width": 320, "height": 640})
        for path in paths:
            answer = page.goto(path)
            report = Axe().run(page, options={"runOnly": RULES})
            wide = page.evaluate("document.documentElement.scrollWidth > 320")
            if answer is None or answer.status != 200 or report.violations_count or wide:
                found[path] = (answer and answer.status, wide, report.generate_report())

    assert found == {}


def test_a_call_becomes_a_prepared_admission_without_scripts(visit, mikko):
    page = visit(mikko, java_script_enabled=False)
    page.goto("/calls/new/")
    page.keyboard.type("Wants to leave tonight.")
    page.get_by_label("yes, now").check(force=True)
    page.get_by_role("button", name="Make a referral").click()

    page.get_by_label("What is needed now").fill("A safe place.")
    page.get_by_label("How to reach the person safely").fill("By text, after six.")
    page.get_by_label("has agreed").check(force=True)
    page.get_by_label("adult").check(force=True)
    page.get_by_role("button", name="Receive the referral").click()
    page.get_by_role("link", name="Prepare the admission").click()
    for words in ("The person is in Finland", "may be a victim", "The person needs help"):
        page.get_by_role("checkbox", name=words).check(force=True)
    page.get_by_role("button", name="Which grounds does this open?").click()
    assert page.get_by_text("shall be admitted.").is_visible()
    page.get_by_role("radio", name="may be a victim and needs help").check(force=True)
    page.get_by_label("Reasons").fill("Kept and worked.")
    page.get_by_role("button", name="Put forward for signature").click()

    assert page.get_by_text("Waits for signature").first.is_visible()
    assert page.get_by_text("The draft waits for signature.").is_visible()
