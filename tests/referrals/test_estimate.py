"""A party who asks is told when a decision may be expected."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.law.calendar import legal_day
from kajo.referrals import actions, queries
from kajo.referrals.models import Estimate
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import line, watch
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db


def estimated(actor, referral, at, *, days=14, words="By the middle of the month."):
    return actions.estimate(actor, referral.pk, expected_on=legal_day(at) + timedelta(days=days), words=words, at=at)


def waiting(actor, referral):
    rows = watch.rows(actor, Task, Verb.TASK_VIEW, state="open", about=referral.pk, reason=str(Reason.KEEP_ESTIMATE))
    return [each.due_at.date() for each in rows]


def test_what_was_told_stands_with_its_day_and_a_task(mikko, at):
    referral = line.referred(mikko)

    estimated(mikko, referral, at)

    (told,) = queries.referral(mikko, referral.pk).expected
    assert (told.on, told.told_by) == (legal_day(at) + timedelta(days=14), "Mikko")
    (due,) = waiting(mikko, referral)
    assert due > told.on
    assert ("referral.estimate", "done") in watch.last(3)


def test_a_later_estimate_stands_beside_the_first_and_takes_its_task(mikko, at):
    referral = line.referred(mikko)

    estimated(mikko, referral, at)
    estimated(mikko, referral, at + timedelta(seconds=1), days=30)

    assert [each.on - legal_day(at) for each in queries.referral(mikko, referral.pk).expected] == [
        timedelta(days=30), timedelta(days=14),
    ]  # fmt: skip
    assert len(waiting(mikko, referral)) == 1


@pytest.mark.parametrize("days", [0, -1])
def test_a_day_that_has_come_is_refused(mikko, at, days):
    referral = line.referred(mikko)

    with pytest.raises(Refused) as refusal:
        estimated(mikko, referral, at, days=days)

    assert refusal.value.field == "expected_on"
    assert watch.rows(mikko, Estimate, Verb.REFERRAL_VIEW) == []


def test_what_was_decided_is_not_estimated_and_a_stranger_learns_nothing(mikko, aino, outi, at):
    decided, other = line.refused(mikko, aino), line.referred(mikko)

    with pytest.raises(Refused):
        estimated(aino, decided, at)
    with pytest.raises(NotFound):
        estimated(outi, other, at)


def test_it_is_told_on_a_page_without_a_script(mikko, at):
    referral = line.referred(mikko)
    browser, address = visiting(mikko), reverse("referrals:estimate", args=[referral.pk])
    day = f"{legal_day(at) + timedelta(days=9):%d.%m.%Y}"

    late = browser.post(address, {"expected_on": f"{legal_day(at):%d.%m.%Y}", "words": "Typed."}).content.decode()
    done = browser.post(address, {"expected_on": day, "words": "Soon."})

    assert "A decision is expected on a day to come." in late
    assert "Typed." in late
    assert done.status_code == 302
    assert "When a decision may be expected" in browser.get(f"/referrals/{referral.pk}/").content.decode()
