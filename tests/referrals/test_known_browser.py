"""From a referral with consent to the same person's new case, in a real browser without scripts."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser

from kajo.contacts import actions as contacts
from kajo.contacts.terms import Advice, Advised, Asker
from kajo.law.calendar import legal_day
from kajo.referrals import actions
from kajo.referrals.terms import Admission
from kajo.statistics import queries as statistics
from tests.factories import leaving, line
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db(transaction=True)
CODE = "010190-900P"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


def opened(browser: Browser, live_server: Any, actor: Any, **options: Any) -> Any:
    """A browser in which this person is signed in."""
    context = browser.new_context(**({"extra_http_headers": {"Accept-Language": "en"}} | options))
    key = visiting(actor).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    return context.new_page()


def former_client(mikko: Any, aino: Any, veikko: Any, at: datetime) -> Any:
    """Somebody who was a client by this code, and left."""
    referral = line.referred(mikko)
    actions.identify(mikko, referral.pk, personal_code=CODE, client_number="", phone="", at=at)
    actions.propose(mikko, referral.pk, ground="35.1", reasons="Kept.", language="fi", explained_in="en", at=at)
    case = actions.admit(aino, referral.pk, opening=Admission(worker=veikko.id), at=at)
    return leaving.removed(veikko, aino, case, at)


def test_a_former_client_is_found_and_admitted_as_the_same_person_without_scripts(
    live_server: Any, browser: Browser, mikko: Any, veikko: Any, aino: Any
) -> None:
    at = datetime.now(UTC)
    former_client(mikko, aino, veikko, at)
    before = statistics.figures(aino, None, on=legal_day(at))
    referral = line.referred(mikko)
    here = f"{live_server.url}{reverse('referrals:referral', args=[referral.pk])}"

    duty = opened(browser, live_server, mikko, java_script_enabled=False)
    duty.goto(f"{here}identify/")
    duty.fill("[name=personal_code]", CODE)
    duty.click("main form[method=post] button[type=submit]")
    duty.goto(f"{here}check/")
    duty.click("main form[method=post] button[type=submit]")
    answer = duty.inner_text("#answers")
    actions.propose(mikko, referral.pk, ground="35.1", reasons="Kept.", language="fi", explained_in="en", at=at)
    director = opened(browser, live_server, aino, java_script_enabled=False)
    director.goto(f"{here}admit/")
    director.click("label[for=id_person_0]")
    director.click("main form[method=post] button[type=submit]")

    after = statistics.figures(aino, None, on=legal_day(at))
    assert f"Left in {legal_day(at).year}" in answer
    assert "/cases/" in director.url
    assert after.clients_since_2006 == before.clients_since_2006
    assert after.admissions_since_2006 == before.admissions_since_2006 + 1


@pytest.mark.parametrize(("width", "language"), [(1280, "en"), (320, "fi")])
def test_the_new_pages_are_for_everybody(
    live_server: Any, browser: Browser, mikko: Any, veikko: Any, aino: Any, width: int, language: str
) -> None:
    at = datetime.now(UTC)
    former_client(mikko, aino, veikko, at)
    referral = line.referred(mikko)
    actions.identify(mikko, referral.pk, personal_code=CODE, client_number="", phone="", at=at)
    actions.check_known(mikko, referral.pk, at=at)
    actions.propose(mikko, referral.pk, ground="35.1", reasons="Kept.", language="fi", explained_in="en", at=at)
    child = line.referred(mikko, age_band="under_15", guardian="missing")
    line.childs_view(mikko, child)
    told = Advice(Asker.SCHOOL, "Told how to ask for consent.", Advised.ASKED_BACK)
    advice = contacts.consult(mikko, None, told=told, at=at)
    case = line.admitted(mikko, aino, veikko)
    pages = {
        "identify": (mikko, reverse("referrals:identify", args=[referral.pk])),
        "check": (mikko, reverse("referrals:check_known", args=[referral.pk])),
        "admit": (aino, reverse("referrals:admit", args=[referral.pk])),
        "referral": (mikko, reverse("referrals:referral", args=[referral.pk])),
        "child": (mikko, reverse("referrals:hear_child", args=[child.pk])),
        "consult": (mikko, reverse("contacts:consult")),
        "consultations": (mikko, reverse("contacts:consultations")),
        "consultation": (mikko, reverse("contacts:consultation", args=[advice.pk])),
        "death": (veikko, reverse("cases:close_by_death", args=[case.pk])),
    }

    for name, (actor, address) in pages.items():
        page = opened(
            browser, live_server, actor, viewport={"width": width, "height": 800},
            extra_http_headers={"Accept-Language": language},
        )  # fmt: skip
        answer = page.goto(f"{live_server.url}{address}")
        if folder := os.environ.get("KAJO_PICTURES"):
            page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
        found = Axe().run(page, options={"runOnly": RULES})
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.context.close()
        assert answer is not None
        assert answer.status == 200, name
        assert found.violations_count == 0, (name, found.generate_report())
        assert wide <= width, name
