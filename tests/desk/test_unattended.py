"""No open matter is without somebody and a next step, and no task waits for somebody who has left, unseen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from kajo.access.doors import acting
from kajo.access.gate import NotFound
from kajo.access.roles import Role
from kajo.access.verbs import Verb
from kajo.accounts import actions as accounts
from kajo.desk import queries
from kajo.law.calendar import legal_day
from kajo.work import actions as work
from kajo.work.models import Task
from tests.factories import line
from tests.factories.people import acting_as, hired, proven, visiting
from tests.factories.risks import noted

NOW = datetime.now(UTC)
TODAY = legal_day(NOW)
pytestmark = pytest.mark.django_db


def found(actor, on=TODAY):
    return queries.unattended(actor, None, on=on)


def done(actor, about):
    with acting(actor, Verb.TASK_COMPLETE):
        for task in Task.objects.within(actor).filter(about=about.pk, state="open"):
            work.complete(actor, task, at=NOW)


def test_a_case_with_its_worker_a_task_and_a_fresh_risk_note_is_looked_after(mikko, aino, veikko, marja):
    case = line.admitted(mikko, aino, veikko)
    assert not {each.id: each for each in found(marja).cases}[case.pk].has_fresh_risk

    noted(veikko, case, NOW)

    assert case.pk not in {each.id for each in found(marja).cases}


def test_a_case_without_a_next_step_or_a_worker_is_shown_and_why(mikko, aino, veikko, marja):
    with_worker, with_nobody = line.admitted(mikko, aino, veikko), line.admitted(mikko, aino)
    done(aino, with_worker)

    shown = {each.id: each for each in found(marja).cases}

    assert (shown[with_worker.pk].has_worker, shown[with_worker.pk].has_next_step) == (True, False)
    assert shown[with_nobody.pk].has_next_step


def test_a_referral_that_nobody_goes_on_with_is_shown(mikko, aino, marja):
    referral = line.referred(mikko)
    done(aino, referral)

    shown = {each.id: each for each in found(marja).referrals}

    assert not shown[referral.pk].has_next_step


def test_the_task_of_somebody_who_left_is_shown(mikko, aino, veikko, marja):
    case = line.admitted(mikko, aino, veikko)
    assert not found(marja).tasks

    admin = acting_as(hired("admin", Role.ADMINISTRATOR))
    accounts.leave(proven(admin, "staff.leave", veikko.id), veikko.id, at=NOW)

    assert case.pk in {each.about for each in found(marja).tasks}


def test_it_is_for_those_who_lead(veikko, outi, marja):
    for stranger in (veikko, outi):
        with pytest.raises(NotFound):
            found(stranger)
        assert visiting(stranger).get(reverse("desk:unattended")).status_code == 404

    assert "Looked after by nobody" in visiting(marja).get(reverse("desk:unattended")).content.decode()


def test_it_takes_seven_queries_at_most(mikko, aino, marja, django_assert_max_num_queries):
    for _ in range(3):
        line.referred(mikko)
    with django_assert_max_num_queries(7 + 4):
        found(marja)
