"""What rings is seen beside the note, and nothing moves under whoever types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kajo.access.verbs import Verb
from kajo.contacts.models import Ring
from tests.factories import cast, ringing, watch
from tests.journeys.walk import Walk

NOTE, STRIP = "textarea[name=note]", "#ringing"
IN_TIME_MS = 7000


@pytest.fixture
def walk(browser: Any, live_server: Any, cast_here: None) -> Iterator[Walk]:
    ringing.demo_trunk()
    walk = Walk(browser, live_server.url)
    yield walk
    for each in walk.entered:
        each.context.close()


def place_of(page: Page) -> Any:
    return page.locator(NOTE).bounding_box()


def test_a_call_that_begins_to_ring_is_seen_while_somebody_types(walk: Walk) -> None:
    page = walk.enter("mikko")
    walk.open(page, "/calls/new/")
    expect(page.locator(STRIP)).to_contain_text("Nothing rings.")
    page.keyboard.type("Whispers.")
    before, title = place_of(page), page.title()

    for call in range(4):
        ringing.heard(call=str(call))
    expect(page.locator(STRIP)).to_contain_text("Rings", timeout=IN_TIME_MS)

    expect(page.locator(NOTE)).to_be_focused()
    assert (place_of(page), page.title()) == (before, title)
    page.keyboard.type(" A dog.")
    expect(page.locator(NOTE)).to_have_value("Whispers. A dog.")
    walk.look(page)


def test_a_note_that_is_begun_from_the_strip_is_of_that_call(walk: Walk) -> None:
    ring = ringing.heard()
    page = walk.enter("mikko")
    walk.open(page, "/calls/")
    page.locator(STRIP).get_by_role("link", name="Write a note of it").click()
    page.wait_for_url(f"**/calls/new/?ring={ring.pk}")
    page.keyboard.type("Wants to talk.")
    page.keyboard.press("Alt+o")
    page.keyboard.press("2")
    page.wait_for_url("**/calls/*-*/")

    (found,) = watch.rows(cast.member("mikko"), Ring, Verb.RING_VIEW)
    assert found.contact_id is not None
    assert str(found.contact_id) in page.url


def test_the_number_is_kept_from_the_strip_without_leaving_the_note(walk: Walk) -> None:
    ringing.heard()
    page = walk.enter("mikko")
    walk.open(page, "/calls/new/")
    page.keyboard.type("Whispers.")
    page.locator(STRIP).get_by_role("button", name="The caller shares the number").click()

    expect(page.locator(STRIP)).to_contain_text("number kept until the call is saved")
    expect(page.locator(NOTE)).to_have_value("Whispers.")


def test_without_scripts_a_link_leads_to_what_rings(walk: Walk) -> None:
    ringing.heard()
    walk.scripts = False
    page = walk.enter("mikko")
    walk.open(page, "/calls/new/")
    page.locator(STRIP).get_by_role("link", name="What rings now").click()
    page.wait_for_url("**/calls/ringing/")

    page.get_by_role("button", name="The caller shares the number").click()
    expect(page.locator("main")).to_contain_text("number kept until the call is saved")


def test_whoever_is_signed_out_is_not_led_away_from_what_they_write(walk: Walk) -> None:
    page = walk.enter("mikko")
    walk.open(page, "/calls/new/")
    expect(page.locator(STRIP)).to_contain_text("Nothing rings.")
    page.keyboard.type("Whispers.")

    with page.expect_response(lambda answer: answer.status == 286, timeout=IN_TIME_MS):
        page.context.clear_cookies()

    expect(page.locator(NOTE)).to_have_value("Whispers.")


def test_a_missed_call_is_marked_as_looked_at(walk: Walk) -> None:
    ringing.heard()
    ringing.heard("hangup", cause="cancel")
    page = walk.enter("mikko")
    walk.open(page, "/calls/missed/")

    page.get_by_role("button", name="Mark as looked at").click()

    expect(page.locator("main")).to_contain_text("Looked at")
    walk.look(page)
    assert page.locator("main a[href^='tel:']").count() == 0
