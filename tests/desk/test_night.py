"""The nightly check: what is missing is asked for once, of somebody who may see to it, while it is missing."""

from __future__ import annotations

import argparse
import itertools
import re
from datetime import UTC, date, datetime, time, timedelta

import pytest

from kajo.access import ties
from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.models import Tied
from kajo.access.roles import SYSTEM, Role
from kajo.access.verbs import Verb
from kajo.accounts import actions as accounts
from kajo.cases import actions as cases
from kajo.desk import actions, queries, tasks
from kajo.law.calendar import DAY, HELSINKI, legal_day
from kajo.law.terms import Dated
from kajo.referrals import actions as referrals
from kajo.run.command import main
from kajo.run.commands import nightly
from kajo.work import actions as work
from kajo.work import rules
from kajo.work.models import Clock, Task
from kajo.work.terms import NIGHTLY, Because, ClockEnd, Reason
from tests.factories import line, watch
from tests.factories.people import acting_as, hired, proven, visiting
from tests.factories.risks import noted
from tests.work.test_clocks import received, supplement

NOW = datetime.now(UTC)
TODAY = legal_day(NOW)
pytestmark = pytest.mark.django_db


def night(on: date = TODAY):
    at = datetime.combine(on, time(3, 20), tzinfo=HELSINKI) if on != TODAY else datetime.now(UTC)
    return tasks.check(on=on, at=at)


def asked(actor, about, *, state="open"):
    rows = watch.rows(actor, Task, Verb.TASK_VIEW, about=about.pk, state=state)
    return {each.reason: each for each in rows if each.reason in {str(reason) for reason in NIGHTLY}}


def finished(actor, about):
    with acting(actor, Verb.TASK_COMPLETE):
        for task in Task.objects.within(actor).filter(about=about.pk, state="open"):
            work.complete(actor, task, at=NOW)


@pytest.fixture
def case(mikko, aino, veikko, marja):
    return line.admitted(mikko, aino, veikko)


def test_a_case_without_a_risk_note_is_asked_for_one_of_its_worker(case, veikko, marja):
    night()

    found = asked(marja, case)
    assert set(found) == {Reason.NOTE_RISK}
    assert found[Reason.NOTE_RISK].owner_id == veikko.id
    assert found[Reason.NOTE_RISK].record == case.reference


def test_a_second_night_makes_nothing_twice_and_does_nothing(case, mikko, marja):
    referral = received(mikko, NOW)
    first = night()
    made = {each.pk for each in watch.rows(marja, Task, Verb.TASK_VIEW)}

    second = night()

    assert first.asked >= 2
    assert set(second.lines().values()) == {0}
    assert {each.pk for each in watch.rows(marja, Task, Verb.TASK_VIEW)} == made
    assert set(asked(marja, referral)) == {Reason.APPOINT_WORKER, Reason.PLAN_NEXT_STEP}


def test_one_night_asks_for_so_many_the_most_pressing_first_and_the_next_ones_for_the_rest(
    mikko, aino, marja, monkeypatch, capsys
):
    most = 3
    monkeypatch.setattr(rules, "ASKED_A_NIGHT", (Dated(most, date(2006, 1, 1)),))
    old = [line.referred(mikko) for _ in range(4)]
    child = line.referred(mikko, age_band="under_15")
    for each in (*old, child):
        finished(aino, each)
    wanted = {(each.pk, why) for each in (*old, child) for why in (Reason.APPOINT_WORKER, Reason.PLAN_NEXT_STEP)}

    nights, made = [], [set()]
    for _ in range(5):
        nights.append(night())
        rows = watch.rows(marja, Task, Verb.TASK_VIEW, reason__in=[str(each) for each in NIGHTLY], state="open")
        made.append({(each.about, Reason(each.reason)) for each in rows})
        assert len(made[-1]) == len(rows), "twice"
        assert queries.unattended(marja, None, on=TODAY).referrals_in_all == 5

    assert [(each.asked, each.left) for each in nights] == [(3, 7), (3, 4), (3, 1), (1, 0), (0, 0)]
    assert made[-1] == wanted
    order = [each.pk for each in (child, *old)]
    for before, after in itertools.pairwise(made):
        assert before <= after
        places = [order.index(key) for key, _why in after - before]
        assert not places or min(places) >= max([order.index(key) for key, _why in before] or [0])
    line.referred(mikko)
    assert nightly.run(argparse.Namespace(on=TODAY)) == 0
    assert re.search(r"^left +0$", capsys.readouterr().out, re.MULTILINE)


def test_the_same_thing_is_not_asked_for_twice_even_by_the_deed_itself(case, marja):
    night()

    assert actions.ask_of_case(SYSTEM, case.pk, lacks=Reason.NOTE_RISK, at=NOW) is None


def test_what_is_there_again_ends_the_asking_at_once_or_in_the_next_night(case, veikko, marja):
    night()
    finished(marja, case)
    night()
    assert set(asked(marja, case)) == {Reason.NOTE_RISK, Reason.PLAN_NEXT_STEP}

    noted(veikko, case, NOW)
    assert set(asked(marja, case)) == {Reason.PLAN_NEXT_STEP}
    work.make(veikko, case, reason=Reason.MEET_CLIENT, due_on=TODAY, owner=veikko.id, at=NOW)
    night()

    assert asked(marja, case) == {}
    (closed,) = asked(marja, case, state="closed").values()
    assert (closed.reason, closed.done_by_id, closed.done_at is not None) == (Reason.PLAN_NEXT_STEP, None, True)
    assert night().asked == 0


def test_a_stale_note_is_asked_for_anew(case, veikko, marja):
    noted(veikko, case, NOW, review_on=TODAY + DAY)

    night(TODAY + DAY)
    assert asked(marja, case) == {}
    night(TODAY + 2 * DAY)

    assert set(asked(marja, case)) == {Reason.NOTE_RISK}


def test_a_matter_that_nobody_works_on_goes_to_a_manager_until_somebody_does(mikko, aino, veikko, marja):
    referral = line.referred(mikko)

    night()
    assert asked(marja, referral)[Reason.APPOINT_WORKER].owner_id == marja.id
    referrals.assign(marja, referral.pk, worker=veikko.id, at=NOW)
    night()

    assert asked(marja, referral) == {}


def test_a_manager_of_the_office_comes_before_another_and_the_director_last(mikko, aino):
    referral = line.referred(mikko)
    night()
    assert asked(aino, referral)[Reason.APPOINT_WORKER].owner_id == aino.id

    other, own = (hired(name, Role.MANAGER, office=office) for name, office in (("anna", 2), ("zoe", 1)))
    second = line.referred(mikko)
    night()

    assert asked(aino, second)[Reason.APPOINT_WORKER].owner_id == own.pk
    assert other.pk != own.pk


def test_the_page_shows_what_the_night_finds(case, mikko, marja):
    referral = received(mikko, NOW)

    shown = queries.unattended(marja, None, on=TODAY)
    found = queries.night(SYSTEM, None, on=TODAY, at=NOW)

    of_page = {each.id: (each.has_worker, each.has_next_step, each.has_fresh_risk) for each in shown.cases}
    assert of_page == {case.pk: (True, True, False)}
    assert found.of_cases == ((case.pk, Reason.NOTE_RISK),)
    assert {key for key, _lacks in found.of_referrals} == {each.id for each in shown.referrals} == {referral.pk}
    assert "No fresh risk note" in visiting(marja).get("/unattended/").content.decode()


def overdue_on(task: Task) -> date:
    return legal_day(task.due_at) + 10 * DAY


def the_task(actor, case):
    (task,) = watch.rows(actor, Task, Verb.TASK_VIEW, about=case.pk, reason=Reason.MEET_CLIENT)
    return task


def test_an_overdue_task_goes_to_the_manager_too_and_only_then(case, veikko, marja):
    task = the_task(veikko, case)

    night()
    assert the_task(veikko, case).escalated_to_id is None
    night(overdue_on(task))

    task = the_task(veikko, case)
    assert (task.escalated_to_id, task.owner_id) == (marja.id, veikko.id)
    events = [(each.verb, each.actor) for each in watch.events()]
    assert ("task.escalate", "system") in events


def test_it_goes_to_the_deputy_where_the_deputy_may_do_it(case, veikko, hilla, marja):
    on = overdue_on(the_task(veikko, case))
    work.deputise(veikko, None, deputy=hilla.id, from_on=TODAY, until_on=on + 30 * DAY, at=NOW)
    cases.assign(marja, case.pk, worker=hilla.id, at=NOW)

    night(on)

    assert the_task(veikko, case).escalated_to_id == hilla.id


def test_a_deputy_who_may_not_see_the_client_sees_nothing_and_the_manager_has_it(case, veikko, outi, marja):
    on = overdue_on(the_task(veikko, case))
    work.deputise(veikko, None, deputy=outi.id, from_on=TODAY, until_on=on + 30 * DAY, at=NOW)

    night(on)

    assert the_task(veikko, case).escalated_to_id == marja.id
    assert watch.rows(outi, Task, Verb.TASK_VIEW) == []


def test_a_deputy_counts_on_the_own_days_alone(case, veikko, hilla, marja):
    on = overdue_on(the_task(veikko, case))
    cases.assign(marja, case.pk, worker=hilla.id, at=NOW)
    work.deputise(veikko, None, deputy=hilla.id, from_on=TODAY, until_on=TODAY + DAY, at=NOW)

    night(on)

    assert the_task(veikko, case).escalated_to_id == marja.id


def test_the_task_of_somebody_who_left_goes_over_at_once(case, veikko, marja):
    admin = acting_as(hired("admin", Role.ADMINISTRATOR))
    accounts.leave(proven(admin, "staff.leave", veikko.id), veikko.id, at=NOW)
    stuck = {each.id for each in queries.unattended(marja, None, on=TODAY).tasks}
    assert the_task(marja, case).pk in stuck

    night()

    assert the_task(marja, case).escalated_to_id == marja.id
    assert queries.unattended(marja, None, on=TODAY).tasks == ()


def test_so_does_one_whose_owner_was_barred_or_lost_the_tie(case, aino, veikko, marja):
    with acting(aino, Verb.TIE_MAKE):
        ties.tie(case.subject_id, veikko.id, Tied.CONFLICT, at=NOW)

    night()

    assert the_task(marja, case).escalated_to_id == marja.id


def test_a_clock_that_ran_out_is_told_of_once_and_no_more_when_it_ended(mikko, aino, veikko, marja):
    referral = received(mikko, NOW)
    referrals.assign(marja, referral.pk, worker=veikko.id, at=NOW)
    on = TODAY + 60 * DAY

    assert night(on).ran_out == 1
    assert night(on).ran_out == 0
    task = asked(marja, referral)[Reason.CLOCK_OVERDUE]
    assert (task.owner_id, task.about_kind) == (veikko.id, "referrals.referral")
    assert task.due_at.date() < on

    night(on + DAY)
    assert asked(marja, referral)[Reason.CLOCK_OVERDUE].escalated_to_id == marja.id


def test_a_referral_that_came_without_a_clock_gets_one_from_its_receipt(mikko, aino, marja):
    referral = received(mikko, NOW - 3 * DAY)
    with acting(aino, Verb.CLOCK_END):
        work.end_all(aino, referral.pk, ClockEnd.FELL_AWAY, NOW)

    assert (night().started, night().started) == (1, 0)

    (clock,) = watch.rows(marja, Clock, Verb.CLOCK_VIEW, about=referral.pk, state="running")
    assert clock.started_on == TODAY - 3 * DAY


def test_a_pause_whose_day_has_passed_lets_the_clock_go_on(mikko, marja):
    referral = received(mikko, NOW)
    supplement(mikko, referral, NOW, days=3)

    assert night(TODAY + 3 * DAY).went_on == 0
    assert night(TODAY + 4 * DAY).went_on == 1

    (clock,) = watch.rows(marja, Clock, Verb.CLOCK_VIEW, about=referral.pk)
    assert clock.state == "running"
    with pytest.raises(Refused):
        work.resume(SYSTEM, clock.pk, because=Because.SUPPLEMENT, at=NOW)


def test_a_stale_legal_text_is_a_task_until_it_was_looked_at(aino, marja):
    far = date(2040, 1, 2)

    first = night(far)
    again = night(far)
    rows = watch.rows(marja, Task, Verb.TASK_VIEW, reason=Reason.REVIEW_TEXT)

    assert first.asked == len(rows) > 0
    assert again.asked == 0
    assert {each.owner_id for each in rows} == {marja.id}
    assert len({each.subject_id for each in rows}) == 1
    assert night(TODAY).closed == len(rows)


def test_only_the_night_job_does_so_and_it_reads_no_client(mikko, aino, marja, case):
    for who in (aino, marja, mikko):
        with pytest.raises(NotFound):
            queries.night(who, None, on=TODAY, at=NOW)
        with pytest.raises(NotFound):
            actions.ask_of_case(who, case.pk, lacks=Reason.NOTE_RISK, at=NOW)
        with pytest.raises(NotFound):
            actions.ask_about_text(who, None, block="law/work", key=queries.key_of("law/work"), at=NOW)

    night()

    told = [each for each in watch.events() if each.actor == "system"]
    assert {each.verb for each in told} <= {"desk.check", "task.make"}
    assert {each.classes for each in told} == {""}


def test_nothing_remains_of_an_asking_that_fails_halfway_and_the_next_night_does_it(case, marja, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("kajo.work.queries.keeper", lambda *_words, **_facts: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            night()
    assert asked(marja, case) == {}

    night()

    assert set(asked(marja, case)) == {Reason.NOTE_RISK}


def test_the_warnings_of_other_rooms_stay(case, veikko, marja):
    task = work.make(
        veikko, case, reason=Reason.REFLECTION_ENDS, due_on=TODAY + timedelta(days=20), owner=veikko.id, at=NOW
    )

    night()

    (row,) = watch.rows(marja, Task, Verb.TASK_VIEW, pk=task.pk)
    assert (row.state, row.escalated_to_id) == ("open", None)


def test_the_job_of_every_night_is_known_to_the_worker():
    from procrastinate.contrib.django import app

    periodic = {each.task.name: each.cron for each in app.periodic_registry.periodic_tasks.values()}

    assert periodic["desk.nightly"] == tasks.AT_NIGHT


def test_a_day_that_is_none_is_bad_input(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["nightly", "--on", "yesterday"])

    assert ended.value.code == 2
    assert "YYYY-MM-DD" in capsys.readouterr().err
