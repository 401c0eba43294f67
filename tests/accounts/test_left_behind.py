"""What stays in a browser after signing out: nothing, neither while it is open nor on its disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page, expect

from kajo.access.roles import Role
from kajo.contacts.models import Contact
from tests.factories import line
from tests.factories.people import PASSWORD, acting_as, code, hired

pytestmark = pytest.mark.django_db(transaction=True)
TOLD, NAMED, REACHED, WRONG = "qzsleepsattheharbour", "LinhQzplanted", "qzthroughthecaller", "qzmistypedpassword"
PLANTED = (TOLD, NAMED, REACHED, WRONG, PASSWORD)
KEPT = """async () => ({
  local: Object.entries(localStorage),
  session: Object.entries(sessionStorage),
  databases: (await indexedDB.databases()).map((each) => each.name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  folders: await (async () => {
    const found = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) found.push(name);
    return found;
  })(),
})"""
NOTHING: dict[str, Any] = {"local": [], "session": [], "databases": [], "caches": [], "workers": 0, "folders": []}


def at_work(page: Page, site: str, call: Contact, *, is_sent: bool) -> list[str]:
    """Sign in, read a call, begin to write a referral and look at a list; give the addresses of the pages seen.

    Where the form is sent it is not complete, and comes back with what was typed. What a browser then writes to its
    own disk depends on whether it or the page's script comes first (SECURITY.md), so it is looked for on the disk only
    where nothing was sent.
    """
    page.goto(f"{site}/calls/")
    page.get_by_label("Login").fill("mikko")
    page.get_by_label("Password").fill(WRONG)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_load_state()
    page.get_by_label("Login").fill("mikko")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site}/calls/")
    seen = [f"{site}/calls/{call.pk}/", f"{site}/calls/{call.pk}/refer/", f"{site}/calls/"]
    page.goto(seen[0])
    expect(page.get_by_text(TOLD)).to_be_visible()
    page.goto(seen[1])
    page.locator("input[name=name]").fill(NAMED)
    page.locator("input[name=reach]").fill(REACHED)
    if is_sent:
        page.locator("main form button[type=submit]").last.click()
        expect(page.locator("input[name=name]")).to_have_value(NAMED)
    page.goto(seen[2])
    return seen


def on_disk(folder: Path, words: tuple[str, ...]) -> set[tuple[str, str]]:
    """Find words in any file of a folder, as it is or as a browser writes wide text."""
    found = set()
    for file in (each for each in folder.rglob("*") if each.is_file()):
        content = file.read_bytes()
        found |= {(file.name, each) for each in words if each.encode() in content or each.encode("utf-16le") in content}
    return found


def test_nothing_stays_in_the_browser_after_signing_out(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], live_server: Any, tmp_path: Path
) -> None:
    call = line.called(acting_as(hired("mikko", Role.DUTY_OFFICER)), note=TOLD)
    site, profile = live_server.url, tmp_path / "profile"
    context = browser_type.launch_persistent_context(profile, **browser_type_launch_args)
    context.set_default_timeout(10_000)
    page = context.new_page()
    seen = at_work(page, site, call, is_sent=True)
    before = {cookie["name"]: cookie["value"] for cookie in context.cookies()}

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You have signed out.")).to_be_visible()

    after = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    assert "kajo_staff" in before
    assert not set(before.items()) & set(after.items())
    assert "kajo_staff" not in after
    assert page.evaluate(KEPT) == NOTHING
    stepped_back = 0
    while page.evaluate("navigation.canGoBack"):
        page.go_back()
        stepped_back += 1
        assert not [each for each in (TOLD, NAMED, REACHED) if each in page.content()], page.url
        assert page.url == "about:blank" or page.url.startswith(f"{site}/sign-in/"), page.url
    assert stepped_back >= len(seen)
    for address in seen:
        page.goto(address)
        assert page.url.startswith(f"{site}/sign-in/")
    context.close()
    assert (profile / "Default").is_dir()
    assert on_disk(profile, (WRONG, PASSWORD, before["kajo_staff"])) == set()


def test_a_page_lies_on_no_disk_even_before_signing_out(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], live_server: Any, tmp_path: Path
) -> None:
    """A browser that crashes or is closed at work leaves no page, nothing typed and no key of the visit."""
    call = line.called(acting_as(hired("mikko", Role.DUTY_OFFICER)), note=TOLD)
    profile = tmp_path / "profile"
    context = browser_type.launch_persistent_context(profile, **browser_type_launch_args)
    context.set_default_timeout(10_000)
    page = context.new_page()
    seen = at_work(page, live_server.url, call, is_sent=False)
    key = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "kajo_staff")
    context.close()

    assert on_disk(profile, (*PLANTED, key)) == set()
    assert {word for _, word in on_disk(profile, (seen[0],))} == {seen[0]}, "what is on the disk would be found"
