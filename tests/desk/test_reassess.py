"""A client's needs are assessed again: a clock says by when, and a task asks for it before it runs out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from kajo.access.verbs import Verb
from kajo.cases import actions as cases
from kajo.cases import queries
from kajo.clients.terms import DeathSource
from kajo.desk.tasks import check
from kajo.law.calendar import DAY, legal_day
from kajo.law.terms import Unit, months_later
from kajo.work import actions as work
from kajo.work.models import Clock, Task
from kajo.work.terms import Aim, Reason
from tests.factories import leaving, line, watch
from tests.factories.browsing import signed_in

NOW = datetime.now(UTC)
TODAY = legal_day(NOW)
DUE = months_later(TODAY, 6)
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(mikko, aino, veikko):
    return line.admitted(mikko, aino, veikko)


def clocks(actor, case, **wanted):
    return watch.rows(actor, Clock, Verb.CLOCK_VIEW, about=case.pk, aim=str(Aim.REASSESS_NEEDS), **wanted)


def asked(actor, case):
    return watch.rows(actor, Task, Verb.TASK_VIEW, about=case.pk, reason=str(Reason.REASSESS_NEEDS), state="open")


def night(on):
    return check(on=on, at=NOW + (on - TODAY))


def test_a_case_begins_with_an_own_target_of_six_months_that_is_to_confirm(aino, case):
    [clock] = clocks(aino, case)

    assert (clock.number, clock.unit, clock.started_on) == (6, Unit.MONTHS, TODAY)
    assert (clock.is_statutory, clock.is_to_confirm, clock.state) == (False, True, "running")
    [told] = queries.case(aino, case.pk).clocks
    assert (told.due.due_on, "own target" in told.found.because.lower()) == (DUE, True)


def test_a_task_is_made_once_before_it_runs_out_for_who_works_the_case(aino, veikko, case):
    night(DUE - 15 * DAY)
    assert asked(aino, case) == []

    night(DUE - 14 * DAY)
    night(DUE - 13 * DAY)

    [task] = asked(aino, case)
    assert (legal_day(task.due_at), task.owner_id) == (DUE, veikko.id)


def test_an_assessment_ends_the_task_and_starts_the_clock_anew(aino, veikko, case):
    night(DUE - 10 * DAY)
    later = NOW + (DUE - TODAY) - 5 * DAY

    cases.assess_overall(veikko, case.pk, words="All is well.", assessed_on=legal_day(later), at=later)

    assert asked(aino, case) == []
    former, present = sorted(clocks(aino, case), key=lambda each: each.started_on)
    assert (former.state, former.ended_how) == ("ended", "done")
    assert (present.state, present.started_on) == ("running", legal_day(later))
    night(DUE)
    assert asked(aino, case) == []


def test_one_that_ran_out_is_asked_for_once_and_never_alarms_beside(aino, case):
    night(DUE + 2 * DAY)

    reasons = {each.reason for each in watch.rows(aino, Task, Verb.TASK_VIEW, about=case.pk, state="open")}
    assert str(Reason.REASSESS_NEEDS) in reasons
    assert str(Reason.CLOCK_OVERDUE) not in reasons


def test_while_it_stands_still_nobody_is_asked_and_the_asking_ends(aino, veikko, case):
    night(DUE - 10 * DAY)
    [clock] = clocks(aino, case)
    later = NOW + (DUE - TODAY) - 9 * DAY

    work.pause_by_hand(veikko, clock.pk, words="In hospital.", until_on=None, at=later)
    night(DUE - 8 * DAY)

    assert asked(aino, case) == []


def test_it_falls_away_with_the_case_and_comes_back_with_it(aino, veikko, case):
    leaving.removed(veikko, aino, case, NOW)
    [clock] = clocks(aino, case)
    assert (clock.state, clock.ended_how) == ("ended", "fell_away")
    assert night(DUE).asked >= 0
    assert asked(aino, case) == []

    cases.restore(aino, case.pk, court_reference="H1/26", annulled_on=TODAY, reason="Facts were left out.", at=NOW)
    assert [each.started_on for each in clocks(aino, case, ended_at=None)] == [TODAY]

    cases.close_by_death(aino, case.pk, died_on=TODAY, source=DeathSource.AUTHORITY, at=NOW)
    assert clocks(aino, case, ended_at=None) == []


def test_the_night_starts_it_where_none_goes_once_and_from_that_day(aino, case):
    [clock] = clocks(aino, case)
    work.end(aino, clock.pk, how="fell_away", at=NOW)
    assert clocks(aino, case, ended_at=None) == []

    first, second = night(TODAY + DAY), night(TODAY + DAY)

    [started] = clocks(aino, case, ended_at=None)
    assert (started.started_on, first.started, second.started) == (TODAY + DAY, 1, 0)


def test_a_night_that_was_done_twice_changes_nothing(case):
    night(DUE - 10 * DAY)

    again = night(DUE - 10 * DAY)

    assert (again.started, again.asked, again.closed, again.ran_out) == (0, 0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_in_a_browser_the_case_says_it_in_words(live_server: Any, browser: Browser, veikko, case):
    page = signed_in(browser, live_server.url, veikko, 320)
    page.goto(f"{live_server.url}{reverse('cases:case', args=[case.pk])}")

    assert "The client's needs are assessed again: 6 months" in page.inner_text("main")
    assert "An own target, not a period of law." in page.inner_text("main")
    page.get_by_role("link", name="Let the clock stand still").click()
    page.get_by_label("Why it stands still").fill("In hospital.")
    page.get_by_role("button", name="Let the clock stand still").click()
    page.get_by_text("The clock stands still.").wait_for()
    page.get_by_role("link", name="To the matter").click()
    assert "another reason" in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
