"""The line, walked in a browser: from a call at night to a client with a child, a worker and letters."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as NotInTime
from pypdf import PdfReader

from kajo.run.history.cast import PASSWORD, SECRET

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
SEND = "main form:not(.button-form) button[type=submit]:not([name])"
KEY = "[0-9a-f-]{36}"
REFER = re.compile(rf"/calls/{KEY}/refer/$")
REFERRAL = re.compile(rf"/referrals/{KEY}/$")
CASE = re.compile(rf"/cases/{KEY}/$")
DECISION = "#decisions a[href^='/decisions/']"
CHILDS_DRAFT = "#decisions a[href*='children/'][href$='/admit/']"


@dataclass(frozen=True)
class Figures:
    """Key figures of a day: persons admitted as clients, people in services, admissions."""

    clients: int
    in_services: int
    admissions: int

    def plus(self, clients: int = 0, in_services: int = 0, admissions: int = 0) -> Figures:
        """Give the figures with so many more of each."""
        return Figures(self.clients + clients, self.in_services + in_services, self.admissions + admissions)


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
    scheme: Literal["light", "dark"] = "light"
    work: Callable[[], None] = lambda: None
    entered: list[Page] = field(default_factory=list)

    def enter(self, login: str, *, again: bool = False) -> Page:
        """Sign in with password and code, in a browser of one's own; `again` with the next code: one works once."""
        context = self.browser.new_context(
            locale=self.locale,
            color_scheme=self.scheme,
            java_script_enabled=self.scripts,
            viewport={"width": self.width, "height": 800},
            extra_http_headers={"Accept-Language": self.locale},
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        self.entered.append(page)
        page.goto(f"{self.base}/sign-in/")
        page.fill("input[name=login]", login)
        page.fill("input[name=password]", PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url("**/sign-in/code/**")
        page.fill("input[name=code]", code(time.time() + 30 * again))
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

    def send(self, page: Page, to: re.Pattern[str], button: str = SEND) -> None:
        """Send the form; it leads to the page that is meant, or the walk ends with what the page says instead."""
        page.locator(button).first.click()
        try:
            page.wait_for_url(to)
        except NotInTime as late:
            said = page.locator(".errors, .notice").all_inner_texts() or page.locator("main").all_inner_texts()
            raise AssertionError(f"the form of {page.url} does not lead to {to.pattern}: {said}") from late
        self.look(page)

    def follow(self, page: Page, link: str) -> None:
        """Follow the one link that is meant, or end the walk with what the page says instead."""
        found = page.locator(link)
        assert found.count() == 1, f"{found.count()} times {link} on {page.url}: {page.locator('main').inner_text()}"
        address = found.evaluate("link => link.href")
        found.click()
        page.wait_for_url(address)
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
        self.send(page, REFER, "button[name=outcome][value=refer]")
        page.fill("textarea[name=need]", "A safe place tonight.")
        page.fill("input[name=reach]", "Through the caller, in the evening.")
        page.fill("input[name=whereabouts]", "The back room of the shop.")
        tick(page, "age_band", "adult")
        page.fill("input[name=name]", "Linh Esimerkki")
        tick(page, "consent", "yes")
        self.send(page, REFERRAL)
        return page.url

    def prepare(self, page: Page, referral: str) -> None:
        """Put the admission forward for signature."""
        self.open(page, f"{referral}propose/")
        for fact in ("in_finland", "may_be_victim", "needs_assistance"):
            tick(page, "found", fact)
        tick(page, "ground", "35.1")
        page.fill("textarea[name=reasons]", "She was kept in the shop and worked without pay.")
        tick(page, "language", self.decided_in)
        self.send(page, REFERRAL)

    def admit(self, page: Page, referral: str, worker: str) -> str:
        """Sign the draft and choose the worker; gives the address of the case it leads to."""
        self.open(page, f"{referral}admit/")
        choose(page, "worker", worker)
        self.send(page, CASE)
        return page.url

    def record_standing(self, page: Page, case: str) -> str:
        """Record a municipality; gives what the case then says of the organiser."""
        self.open(page, f"{case}standing/")
        page.select_option("select[name=municipality]", "405")
        self.send(page, CASE)
        return page.locator("#organiser").inner_text()

    def draft_child(self, page: Page, case: str) -> None:
        """Draft the admission of the client's child."""
        self.open(page, f"{case}children/add/")
        page.fill("input[name=name]", "Minh Esimerkki")
        page.fill("input[name=born_on]", "12.3.2019")
        for fact in ("in_finland", "needs_assistance"):
            tick(page, "found", fact)
        page.fill("textarea[name=reasons]", "The child lives with the client and needs help.")
        page.fill("textarea[name=best_interest]", "To grow up with its parent, in safety.")
        tick(page, "heard", "asked")
        page.fill("textarea[name=view]", "Wants to stay with its parent.")
        tick(page, "decided_in", self.decided_in)
        self.send(page, CASE)

    def admit_child(self, page: Page, case: str) -> str:
        """Sign the child's admission; gives what the parent's case then says of its children."""
        self.open(page, case)
        self.follow(page, CHILDS_DRAFT)
        self.send(page, CASE)
        assert page.url != case, "the child has a case of its own"
        self.open(page, case)
        return page.locator("#children").inner_text()

    def letter(self, page: Page, case: str) -> str:
        """Fetch the letter of the case's first decision once it is made; gives its text."""
        self.open(page, case)
        self.follow(page, f"{DECISION} >> nth=-1")
        deadline = time.monotonic() + 60
        while True:
            self.work()
            answer = page.request.get(f"{page.url}letter/original/")
            if answer.status == 200:
                break
            assert time.monotonic() < deadline, f"no letter after a minute: {answer.status}"
            page.wait_for_timeout(250)
        self.open(page, page.url)
        assert page.locator("#letters a[href$='/letter/original/']").count() == 1
        assert answer.headers["content-type"] == "application/pdf"
        assert "Linh" not in answer.headers.get("content-disposition", "")
        reader = PdfReader(BytesIO(answer.body()))
        assert str(reader.trailer["/Root"]["/Lang"]).startswith(self.decided_in)
        return " ".join(page.extract_text() for page in reader.pages)

    def figures(self, page: Page, on: str) -> Figures:
        """Read the key figures of a day."""
        self.open(page, f"/figures/?on={on}")
        shown = page.locator(".figures .figure__value").all_inner_texts()
        clients, in_services, _minors, admissions = (int(re.sub(r"\D", "", text)) for text in shown)
        return Figures(clients, in_services, admissions)


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


@dataclass(frozen=True)
class Found:
    """What was seen on the way."""

    before: Figures
    admitted: Figures
    after: Figures
    organiser: str
    family: str
    letter: str


def whole_line(walk: Walk, today: str) -> Found:
    """Walk the line from end to end, and close every browser on the way out."""
    try:
        return _walked(walk, today)
    finally:
        for each in walk.entered:
            each.context.close()


def _walked(walk: Walk, today: str) -> Found:
    mikko, aino = walk.enter("mikko"), walk.enter("aino")
    before = walk.figures(aino, today)
    referral = walk.call_and_refer(mikko)
    walk.prepare(mikko, referral)
    case = walk.admit(aino, referral, "Veikko")
    admitted = walk.figures(aino, today)
    veikko = walk.enter("veikko")
    organiser = walk.record_standing(veikko, case)
    walk.draft_child(veikko, case)
    family = walk.admit_child(aino, case)
    letter = walk.letter(aino, case)
    return Found(before, admitted, walk.figures(aino, today), organiser, family, letter)
