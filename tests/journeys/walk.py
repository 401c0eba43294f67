"""The line, walked in a browser: from a call at night to a client with a child, a worker and letters."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from kajo.run.history.cast import PASSWORD, SECRET

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
SEND = "main form:not(.button-form) button[type=submit]:not([name])"
DECISION = re.compile(r'href="(/decisions/[0-9a-f-]{36}/)"')
CASE = re.compile(r'href="(/cases/[0-9a-f-]{36}/)"')
CHILD = re.compile(r'href="(/cases/[0-9a-f-]{36}/children/[0-9a-f-]{36}/admit/)"')


@dataclass
class Walk:
    """One way through the line: where, in which language, with or without scripts, how wide."""

    browser: Browser
    base: str
    decided_in: str = "fi"
    scripts: bool = True
    width: int = 1280
    locale: str = "en-GB"
    direction: str = "ltr"
    work: Callable[[], None] = lambda: None

    def enter(self, login: str) -> Page:
        """Sign in with password and code, in a browser of one's own."""
        context = self.browser.new_context(
            locale=self.locale,
            java_script_enabled=self.scripts,
            viewport={"width": self.width, "height": 800},
            extra_http_headers={"Accept-Language": self.locale},
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.goto(f"{self.base}/sign-in/")
        page.fill("input[name=login]", login)
        page.fill("input[name=password]", PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url("**/sign-in/code/**")
        page.fill("input[name=code]", code())
        page.locator("input[name=code]").press("Enter")
        page.wait_for_url(f"{self.base}/")
        self.look(page)
        return page

    def open(self, page: Page, address: str) -> None:
        """Go to an address and look at the page."""
        answer = page.goto(address if address.startswith("http") else f"{self.base}{address}")
        assert answer is not None
        assert answer.status == 200, (address, answer.status)
        self.look(page)

    def send(self, page: Page, button: str = SEND) -> None:
        """Send the form and look at where it leads; an error of the form is named."""
        page.locator(button).first.click()
        page.wait_for_load_state()
        wrong = page.locator(".errors").all_inner_texts()
        assert not wrong, wrong
        self.look(page)

    def look(self, page: Page) -> None:
        """See that the page is clean, fits, reads in its direction and keeps to itself."""
        assert page.get_attribute("html", "dir") == self.direction
        assert page.locator("h1").count() == 1
        if not self.scripts:
            return
        fits = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")
        assert fits, f"{page.url} is wider than {self.width} px"
        found = Axe().run(page, options={"runOnly": RULES})
        assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"

    def call_and_refer(self, page: Page) -> str:
        """Take a call without a name, and turn it into an urgent referral; gives the referral's address."""
        self.open(page, "/calls/new/")
        page.fill("textarea[name=note]", "Calls from a shop. [[The owner]] keeps the passport.")
        tick(page, "danger", "yes")
        page.select_option("select[name=language]", "vi")
        self.send(page, "button[name=outcome][value=refer]")
        page.fill("textarea[name=need]", "A safe place tonight.")
        page.fill("input[name=reach]", "Through the caller, in the evening.")
        page.fill("input[name=whereabouts]", "The back room of the shop.")
        tick(page, "age_band", "adult")
        page.fill("input[name=name]", "Linh Esimerkki")
        tick(page, "consent", "yes")
        self.send(page)
        return page.url

    def prepare(self, page: Page, referral: str) -> None:
        """Put the admission forward for signature."""
        self.open(page, f"{referral}propose/")
        for fact in ("in_finland", "may_be_victim", "needs_assistance"):
            tick(page, "found", fact)
        tick(page, "ground", "35.1")
        page.fill("textarea[name=reasons]", "She was kept in the shop and worked without pay.")
        tick(page, "language", self.decided_in)
        self.send(page)

    def admit(self, page: Page, referral: str, worker: str) -> tuple[str, str]:
        """Sign the draft and choose the worker; gives the addresses of case and decision."""
        self.open(page, f"{referral}admit/")
        choose(page, "worker", worker)
        self.send(page)
        self.open(page, referral)
        text = page.content()
        return CASE.findall(text)[0], DECISION.findall(text)[0]

    def record_standing(self, page: Page, case: str) -> str:
        """Record a municipality; gives what the case then says of the organiser."""
        self.open(page, f"{case}standing/")
        page.select_option("select[name=municipality]", "405")
        self.send(page)
        self.open(page, case)
        return page.locator("main").inner_text()

    def draft_child(self, page: Page, case: str) -> None:
        """Draft the admission of the client's child."""
        self.open(page, f"{case}children/add/")
        page.fill("input[name=name]", "Minh Esimerkki")
        page.fill("input[name=born_on]", "12.3.2019")
        page.fill("textarea[name=reasons]", "The child lives with the client and needs help.")
        tick(page, "decided_in", self.decided_in)
        self.send(page)

    def admit_child(self, page: Page, case: str) -> str:
        """Sign the child's admission; gives what the parent's case then says."""
        self.open(page, case)
        self.open(page, CHILD.findall(page.content())[0])
        self.send(page)
        self.open(page, case)
        return page.locator("main").inner_text()

    def letter(self, page: Page, decision: str) -> str:
        """Fetch the decision's letter once it is made; gives its text."""
        deadline = time.monotonic() + 60
        while True:
            self.work()
            answer = page.request.get(f"{self.base}{decision}letter/original/")
            if answer.status == 200:
                break
            assert time.monotonic() < deadline, answer.status
            page.wait_for_timeout(250)
        assert answer.headers["content-type"] == "application/pdf"
        assert "Linh" not in answer.headers.get("content-disposition", "")
        reader = PdfReader(BytesIO(answer.body()))
        assert str(reader.trailer["/Root"]["/Lang"]).startswith(self.decided_in)
        return " ".join(page.extract_text() for page in reader.pages)

    def clients_in_services(self, page: Page, on: str) -> list[int]:
        """Give the whole numbers among the key figures of a day."""
        self.open(page, f"/figures/?on={on}")
        shown = page.locator(".figure").all_inner_texts()
        return [int(re.sub(r"\D", "", line)) for text in shown for line in text.splitlines() if re.search(r"\d", line)]


def tick(page: Page, name: str, value: str) -> None:
    """Tick a box or a button of a choice: its label covers it, as for a finger."""
    page.locator(f"input[name='{name}'][value='{value}']").check(force=True)


def choose(page: Page, name: str, words: str) -> None:
    """Choose from a list by what it says."""
    value = page.locator(f"select[name={name}] option", has_text=words).first.get_attribute("value")
    page.select_option(f"select[name={name}]", value)


def code(at: float | None = None) -> str:
    """Give the code of the cast's second factor."""
    step = struct.pack(">Q", int((at or time.time()) // 30))
    digest = hmac.new(base64.b32decode(SECRET), step, hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def whole_line(walk: Walk, today: str) -> dict[str, Any]:
    """Walk the line from end to end; gives what was seen on the way."""
    mikko, aino = walk.enter("mikko"), walk.enter("aino")
    before = walk.clients_in_services(aino, today)
    referral = walk.call_and_refer(mikko)
    walk.prepare(mikko, referral)
    case, decision = walk.admit(aino, referral, "Veikko")
    veikko = walk.enter("veikko")
    organiser = walk.record_standing(veikko, case)
    walk.draft_child(veikko, case)
    family = walk.admit_child(aino, case)
    letter = walk.letter(aino, decision)
    after = walk.clients_in_services(aino, today)
    return {"before": before, "after": after, "organiser": organiser, "family": family, "letter": letter}
