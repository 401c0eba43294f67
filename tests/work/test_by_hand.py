"""Somebody lets a clock stand still and go on by hand, with a reason, and reads what it says before and after."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.law.calendar import DAY, legal_day
from kajo.law.terms import Length, Period, Unit
from kajo.work import actions, queries, rules
from kajo.work.models import Clock, Pause
from kajo.work.terms import Aim, Because, Running
from tests.factories import line, watch
from tests.factories.browsing import signed_in
from tests.factories.people import visiting

NOW = datetime.now(UTC)
TODAY = legal_day(NOW)
pytestmark = pytest.mark.django_db


@pytest.fixture
def referral(mikko):
    return line.referred(mikko)


@pytest.fixture
def clock(mikko, referral):
    [found] = watch.rows(mikko, Clock, Verb.CLOCK_VIEW, about=referral.pk)
    return found


@pytest.fixture
def period_of_law(mikko, referral):
    return actions.start(
        mikko, None, about=referral, aim=Aim.REASSESS_NEEDS, length=Length(30, Unit.DAYS), from_on=TODAY,
        section="808/2019, 13", is_statutory=True, at=NOW,
    )  # fmt: skip


def seen(actor, clock, doing=Verb.CLOCK_PAUSE, on=TODAY):
    return queries.clock(actor, clock.pk, doing=doing, on=on)


def paused(actor, clock, words="The embassy answers first.", until_on=None, at=NOW):
    return actions.pause_by_hand(actor, clock.pk, words=words, until_on=until_on, at=at)


def test_it_stands_still_with_a_reason_and_goes_on_with_one(mikko, clock):
    paused(mikko, clock)

    page = seen(mikko, clock, Verb.CLOCK_RESUME, TODAY + 3 * DAY)
    assert (page.clock.due.is_paused, page.clock.due.paused_days) == (True, 3)
    assert not page.then.due.is_paused
    [still] = page.still
    assert (still.because, still.words, still.is_over) == (Because.OTHER, "The embassy answers first.", False)
    actions.resume_by_hand(mikko, clock.pk, because=Because.OTHER, words="It answered.", at=NOW + 3 * DAY)

    [again] = watch.rows(mikko, Clock, Verb.CLOCK_VIEW, pk=clock.pk)
    assert again.state == "running"
    [over] = seen(mikko, clock, on=TODAY + 4 * DAY).still
    assert (over.is_over, over.ended_words, over.ended_by) == (True, "It answered.", mikko.name)
    verbs = {each.verb for each in watch.events() if each.outcome == "done"}
    assert {str(Verb.CLOCK_PAUSE), str(Verb.CLOCK_RESUME)} <= verbs


def test_what_it_says_then_is_what_it_says_once_it_is_done(mikko, clock):
    told = seen(mikko, clock).then
    paused(mikko, clock)
    assert seen(mikko, clock, Verb.CLOCK_RESUME).clock.found == told.found

    told = seen(mikko, clock, Verb.CLOCK_RESUME, TODAY + 5 * DAY).then
    actions.resume_by_hand(mikko, clock.pk, because=Because.OTHER, words="Over.", at=NOW + 5 * DAY)
    assert seen(mikko, clock, on=TODAY + 5 * DAY).clock.found == told.found


def test_a_period_of_law_is_refused_in_words_and_by_the_database(mikko, clock, period_of_law):
    with pytest.raises(Refused, match="A period of law does not stand still"):
        paused(mikko, period_of_law)
    with pytest.raises((NotFound, DatabaseError)), acting(mikko, Verb.CLOCK_PAUSE), connection.cursor() as cursor:
        cursor.execute("update work_clock set state = 'paused' where id = %s", [period_of_law.pk])
    assert watch.rows(mikko, Pause, Verb.CLOCK_VIEW, clock=period_of_law.pk) == []

    address = reverse("work:pause", args=[period_of_law.pk])
    assert "Nobody can stop it here" in visiting(mikko).get(address).content.decode()
    answer = visiting(mikko).post(address, {"words": "Kept as typed."})
    assert answer.status_code == 200
    assert "A period of law does not stand still" in answer.content.decode()
    assert "Kept as typed." in answer.content.decode()


@pytest.mark.parametrize(
    ("deed", "words", "why"),
    [
        ("pause", {"words": "  ", "until_on": None}, "Say why it stands still"),
        ("pause", {"words": "Waits.", "until_on": TODAY}, "a day that lies ahead"),
        ("pause", {"words": "Waits.", "until_on": TODAY - DAY}, "a day that lies ahead"),
        ("resume", {"words": " ", "because": Because.OTHER}, "Say why it goes on"),
        ("resume", {"words": "Over.", "because": Because.OTHER}, "does not stand still for this reason"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(mikko, clock, deed, words, why):
    with pytest.raises(Refused, match=why):
        getattr(actions, f"{deed}_by_hand")(mikko, clock.pk, **words, at=NOW)

    [still] = watch.rows(mikko, Clock, Verb.CLOCK_VIEW, pk=clock.pk)
    assert (still.state, still.edition) == ("running", clock.edition)


def test_it_does_not_stand_still_twice_for_a_reason_in_words(mikko, clock):
    paused(mikko, clock)

    with pytest.raises(Refused, match="stands still already"):
        paused(mikko, clock, "Another word.")


def test_whoever_may_not_gets_no_page_and_does_nothing(outi, mikko, clock):
    with pytest.raises(NotFound):
        paused(outi, clock)
    for deed in ("work:pause", "work:resume"):
        assert visiting(outi).get(reverse(deed, args=[clock.pk])).status_code == 404


def test_a_reason_of_the_matter_itself_is_ended_by_hand_too(mikko, clock):
    actions.pause(mikko, clock.pk, because=Because.SUPPLEMENT, until_on=TODAY + 7 * DAY, at=NOW)
    paused(mikko, clock)

    actions.resume_by_hand(mikko, clock.pk, because=Because.SUPPLEMENT, words="It came by hand.", at=NOW)

    assert seen(mikko, clock, Verb.CLOCK_RESUME).going == (Because.OTHER,)


@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(1, 20)), max_size=4),
    st.integers(0, 60),
    st.sampled_from(list(Unit)),
)
def test_a_pause_never_brings_the_last_day_nearer(spans, number, unit):
    pauses = tuple(Period(TODAY + first * DAY, TODAY + (first + days) * DAY) for first, days in spans)
    on = TODAY + timedelta(days=50)

    def last(still: tuple[Period, ...]) -> Any:
        clock = Running(is_statutory=False, started_on=TODAY, number=number, unit=unit, pauses=still, on=on)
        return rules.due_on(clock).outcome.due_on

    assert all(last(pauses[:some]) <= last(pauses[: some + 1]) for some in range(len(pauses)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1280, 320])
def test_in_a_browser_without_scripts(live_server: Any, browser: Browser, mikko, referral, clock, width):
    page = signed_in(browser, live_server.url, mikko, width)
    page.goto(f"{live_server.url}{reverse('referrals:referral', args=[referral.pk])}")
    page.get_by_role("link", name="Let the clock stand still").click()
    assert "What it says once it stands still" in page.inner_text("main")
    page.get_by_label("Why it stands still").fill("The embassy answers first.")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Let the clock stand still").click()
    page.get_by_text("The clock stands still.").wait_for()
    assert "The embassy answers first." in page.inner_text("main")
    page.get_by_label("Why it goes on").fill("It answered.")
    page.get_by_role("button", name="Let the clock go on").click()
    page.get_by_text("What the clock stood still for is over.").wait_for()
    assert "It answered." in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
