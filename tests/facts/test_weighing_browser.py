"""For and against beside a draft, in a real browser without scripts, on a telephone too."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from kajo.facts.terms import Reply, What
from tests.factories.people import visiting
from tests.factories.telling import asked, told

pytestmark = pytest.mark.django_db(transaction=True)
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


@contextmanager
def opened(live_server: Any, browser: Browser, actor: Any, language: str = "en", *, scripts: bool) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 320, "height": 800}, extra_http_headers={"Accept-Language": language},
        java_script_enabled=scripts,
    )  # fmt: skip
    key = visiting(actor).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    yield context.new_page()
    context.close()


def pictured(page: Page, name: str) -> None:
    if folder := os.environ.get("KAJO_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("way", ["admission", "refusal"])
def test_a_draft_is_written_with_what_speaks_for_and_against_beside_it(
    live_server: Any, browser: Browser, mikko: Any, aino: Any, about: Any, way: str
) -> None:
    told(mikko, about, What.MEANS, "debt", source="document", reliability="firm", note="A paper of [[Pekka]].")
    told(mikko, about, What.PLACE, "FI", from_on="2024-05")
    told(mikko, about, What.OTHER, "", note="We saw marks.", source="seen", reliability="unsure")
    asked(mikko, about, drawn_debt=Reply.NO)
    is_refusal = way == "refusal"
    name = "referrals:propose_refusal" if is_refusal else "referrals:propose"
    with opened(live_server, browser, mikko, scripts=False) as page:
        page.goto(f"{live_server.url}{reverse(name, args=[about.key])}")
        page.get_by_label("The person is in Finland").check(force=True)
        page.get_by_label("Reasons").fill("Hän kertoi velasta.")
        recorded = page.locator("details", has_text="What is recorded")
        debt = recorded.locator("li", has_text="Means of control")
        debt.get_by_role("combobox").select_option("may_be_victim")
        debt.get_by_role("button", name="Speaks for it").click()
        place = page.locator("details", has_text="What is recorded").locator("li", has_text="Where it happened")
        place.get_by_role("combobox").select_option("in_finland")
        place.get_by_role("button", name="Speaks against it").click()
        weighed = page.locator("#balance > ul.queue")
        expect(weighed).to_have_count(2)
        weighed.filter(has_text="Means of control").get_by_role("button", name="Put it into the reasons").click()
        page.wait_for_url("**#id_reasons")

        reasons = page.get_by_label("Reasons").input_value()
        assert reasons.startswith("Hän kertoi velasta.")
        assert "Pekka" not in reasons
        assert page.get_by_label("The person is in Finland").is_checked()
        assert page.url.endswith("#id_reasons")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        pictured(page, f"{way}-written")

        page.get_by_label("Reasons").fill(f"{reasons} Voit hakea muutosta.")
        if not is_refusal:
            page.get_by_label("What was told suggests").check(force=True)
            page.get_by_label("The person needs help").check(force=True)
            page.locator("input[name='ground'][value='35.1']").check(force=True)
        page.get_by_role("button", name="Put forward for signature").click()
        expect(page.locator("body")).to_contain_text("The draft waits for signature.")

    page_of_signing = reverse("referrals:refuse" if is_refusal else "referrals:admit", args=[about.key])
    with opened(live_server, browser, aino, scripts=False) as page:
        page.goto(f"{live_server.url}{page_of_signing}")
        text = page.inner_text("#balance")
        assert "Means of control" in text
        assert f"Weighed by {mikko.name}" in text
        assert page.locator("#balance button").count() == 0


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_the_pages_are_for_everybody(
    live_server: Any, browser: Browser, mikko: Any, aino: Any, about: Any, language: str
) -> None:
    row = told(mikko, about, What.MEANS, "debt", note="A paper of [[Pekka]].")
    told(mikko, about, What.OTHER, "", note="We saw marks.", source="seen", reliability="unsure")
    asked(mikko, about, drawn_debt=Reply.YES)
    item = f"told.{row.pk}.0"
    visiting(mikko).post(
        reverse("referrals:weigh", args=[about.key]), {f"criterion-{item}": "in_finland", "aside": f"open {item}"}
    )
    for name in ("weigh", "propose", "propose_refusal", "admit"):
        # Scripts are on here for the tool alone that looks at the page.
        with opened(live_server, browser, aino, language, scripts=True) as page:
            page.goto(f"{live_server.url}{reverse(f'referrals:{name}', args=[about.key])}")
            found = Axe().run(page, options={"runOnly": RULES})
            wide = page.evaluate("document.documentElement.scrollWidth")
            pictured(page, f"{name}-{language}")
            assert found.violations_count == 0, (name, found.generate_report())
            assert wide <= 320, name
