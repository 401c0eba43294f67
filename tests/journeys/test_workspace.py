"""A call is taken with a keyboard alone, and what is written is there again whatever breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kajo.access.verbs import Verb
from kajo.contacts.models import Contact, Draft
from kajo.contacts.terms import State, Writing
from tests.factories import cast, watch
from tests.factories.stack import reachable_folder, until
from tests.faults.killing import Mortal
from tests.journeys.walk import KEY, Walk

CALL = re.compile(rf"/calls/{KEY}/$")
NOTE = "textarea[name=note]"
TYPED = "Whispers. A back room, two more women."


@pytest.fixture
def walk(browser: Any, live_server: Any, cast_here: None) -> Iterator[Walk]:
    walk = Walk(browser, live_server.url)
    yield walk
    for each in walk.entered:
        each.context.close()


@pytest.fixture
def mikkos(walk: Walk) -> Page:
    page = walk.enter("mikko")
    walk.open(page, "/calls/")
    return page


def begun(walk: Walk, page: Page) -> None:
    """Press the one key, and be ready to type."""
    page.keyboard.press("Alt+n")
    page.wait_for_url("**/calls/new/")
    walk.look(page)
    expect(page.locator(NOTE)).to_be_focused()


def kept(page: Page) -> None:
    """See that the note is kept, and when. How soon that is stands in the page's script, not in a timed test."""
    expect(page.locator("[data-kept]")).to_have_text(re.compile(r"^Saved \d\d[.:]\d\d$"), timeout=20_000)


def rows(model: Any, **facts: Any) -> list[Any]:
    return watch.rows(cast.member("mikko"), model, Verb.CONTACT_VIEW, **facts)


@pytest.mark.parametrize(
    ("digit", "outcome"), [("6", "silent"), ("7", "hang_up"), ("8", "wrong_number"), ("9", "abusive")]
)
def test_two_keys_end_a_call_in_which_nothing_was_asked(walk: Walk, mikkos: Page, digit: str, outcome: str) -> None:
    begun(walk, mikkos)
    mikkos.keyboard.type("breath")

    mikkos.keyboard.press("Alt+o")
    mikkos.keyboard.press(digit)

    mikkos.wait_for_url("**/calls/")
    (call,) = rows(Contact)
    assert (call.state, call.note) == (State.CLOSED, None)
    assert [each for each in rows(Draft) if each.words is not None] == []


def test_anonymous_advice_with_the_keyboard_alone(walk: Walk, mikkos: Page) -> None:
    begun(walk, mikkos)
    mikkos.keyboard.type(TYPED)
    for value in ("no", "anonymous"):
        tabbed_to(mikkos, f"input[value={value}]")
    mikkos.keyboard.press("Alt+o")
    mikkos.keyboard.press("1")

    mikkos.wait_for_url(CALL)
    walk.look(mikkos)
    (call,) = rows(Contact)
    assert (call.state, call.danger, call.privacy) == (State.CLOSED, "no", "anonymous")


def tabbed_to(page: Page, wanted: str) -> None:
    """Go on with Tab to the group of a choice, and with the arrows to the one that is wanted."""
    name = page.locator(wanted).first.get_attribute("name")
    for _each in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            break
    for _each in range(6):
        page.keyboard.press("Space" if _each == 0 else "ArrowRight")
        if page.locator(wanted).first.is_checked():
            return
    raise AssertionError(f"no way to {wanted} with the keyboard")


def test_talked_is_two_keys_away(walk: Walk, mikkos: Page) -> None:
    begun(walk, mikkos)

    mikkos.keyboard.press("Alt+o")
    mikkos.keyboard.press("2")

    mikkos.wait_for_url(CALL)
    expect(mikkos.locator("main")).to_contain_text("Talked")


def test_a_browser_that_dies_leaves_the_note(walk: Walk, mikkos: Page) -> None:
    begun(walk, mikkos)
    mikkos.keyboard.type(TYPED)
    kept(mikkos)
    mikkos.context.close()
    walk.entered.remove(mikkos)

    again = walk.enter("mikko", again=True)
    walk.open(again, "/calls/")
    again.get_by_role("link", name="Go on with my note").click()
    again.wait_for_url(re.compile(rf"/calls/drafts/{KEY}/$"))
    walk.look(again)
    expect(again.locator(NOTE)).to_have_value(TYPED)

    again.locator(NOTE).press_sequentially(" A dog.")
    again.keyboard.press("Alt+o")
    again.keyboard.press("1")
    again.wait_for_url(CALL)
    expect(again.locator("#note")).to_contain_text("A dog.")
    assert [each.state for each in rows(Draft)] == [Writing.SAVED]


def test_a_server_that_is_gone_for_a_while_gets_the_note_later(walk: Walk, mikkos: Page) -> None:
    begun(walk, mikkos)
    mikkos.route("**/calls/drafts/keep/", lambda route: route.abort())
    mikkos.keyboard.type(TYPED)
    expect(mikkos.locator("[data-kept]")).to_contain_text("Not kept", timeout=20_000)

    mikkos.unroute("**/calls/drafts/keep/")
    expect(mikkos.locator("[data-kept]")).to_have_text(re.compile(r"^Saved"), timeout=10_000)
    assert rows(Draft)[0].state == Writing.KEPT


def test_a_visit_that_ended_says_so_and_loses_nothing(walk: Walk, mikkos: Page) -> None:
    begun(walk, mikkos)
    mikkos.context.clear_cookies()
    mikkos.keyboard.type(TYPED)

    expect(mikkos.locator("[data-kept]")).to_contain_text("signed out", timeout=20_000)
    expect(mikkos.locator(NOTE)).to_have_value(TYPED)


def test_a_question_mark_lists_the_shortcuts_but_not_in_a_field(walk: Walk, mikkos: Page) -> None:
    begun(walk, mikkos)
    mikkos.keyboard.type("Where?")
    expect(mikkos.locator(NOTE)).to_have_value("Where?")
    expect(mikkos.locator("dialog[open]")).to_have_count(0)

    mikkos.locator("h1").click()
    mikkos.keyboard.press("?")

    expect(mikkos.locator("dialog[open]")).to_contain_text("Wrong number")
    walk.look(mikkos)
    mikkos.keyboard.press("Escape")
    expect(mikkos.locator("dialog[open]")).to_have_count(0)


def test_shortcuts_can_be_turned_off(walk: Walk, mikkos: Page) -> None:
    mikkos.get_by_role("button", name="Turn shortcuts off").click()
    expect(mikkos.get_by_role("button", name="Turn shortcuts on")).to_be_visible()

    mikkos.keyboard.press("?")
    expect(mikkos.locator("dialog")).to_have_count(0)


def test_without_scripts_a_button_keeps_the_note(browser: Any, live_server: Any, cast_here: None) -> None:
    walk = Walk(browser, live_server.url, scripts=False, width=320)
    page = walk.enter("mikko")
    walk.open(page, "/calls/new/")
    page.fill(NOTE, TYPED)
    page.get_by_role("button", name="Keep the note").click()
    page.wait_for_url(re.compile(rf"/calls/drafts/{KEY}/$"))
    expect(page.locator(NOTE)).to_have_value(TYPED)

    page.fill(NOTE, f"{TYPED} A dog.")
    page.get_by_role("button", name="Keep the note").click()
    page.wait_for_url(re.compile(rf"/calls/drafts/{KEY}/$"))
    expect(page.locator(NOTE)).to_have_value(f"{TYPED} A dog.")

    page.locator("button[name=outcome][value=advice]").click()
    page.wait_for_url(CALL)
    assert [each.state for each in rows(Draft)] == [Writing.SAVED]
    page.context.close()


def test_a_server_killed_in_the_middle_of_a_note_has_it_again(browser: Any) -> None:
    with reachable_folder() as folder:
        stack = Mortal(folder)
        stack.start()
        try:
            walk = Walk(browser, stack.staff)
            page = walk.enter("mikko")
            walk.open(page, "/calls/new/")
            page.fill(NOTE, TYPED)
            kept(page)

            page.evaluate("document.querySelector('[data-kept]').textContent = ''")
            stack.kill_part("site staff")
            stack.kill_the_postmaster()
            page.locator(NOTE).press_sequentially(" A dog.")

            expect(page.locator("[data-kept]")).to_have_text(re.compile(r"^Saved"), timeout=60_000)
            until(lambda: stack.get(1, "/healthz")[0] == 200)
            walk.open(page, "/calls/")
            page.get_by_role("link", name="Go on with my note").click()
            expect(page.locator(NOTE)).to_have_value(f"{TYPED} A dog.", timeout=20_000)
            page.context.close()
        finally:
            stack.stop()
