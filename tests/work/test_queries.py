"""What waits, for whom, until when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kajo.law.calendar import legal_day
from kajo.work import actions, queries
from kajo.work.terms import Reason
from tests.factories import line, watch

pytestmark = pytest.mark.django_db


def made(actor, about, at, *, days=0, **facts):
    due_on = legal_day(at) + timedelta(days=days)
    return actions.make(actor, about, reason=Reason.ASSESS_REFERRAL, due_on=due_on, **facts, at=at)


def listed(actor, at, *, everybodys=False, after=None):
    return queries.tasks(actor, None, everybodys=everybodys, on=legal_day(at), after=after)


def reasons(tasks):
    return [each.id for each in tasks.lines]


def test_own_tasks_and_nobodys_come_with_the_most_pressing_first(mikko, aino, marja, at):
    referral = line.referred(mikko)
    later = made(aino, referral, at, days=20, owner=aino.id)
    nobodys = made(aino, referral, at, days=3)
    made(aino, referral, at, owner=marja.id)
    made(aino, referral, at, not_for=aino.id)

    assert reasons(listed(aino, at)) == [nobodys.pk, later.pk]


def test_what_is_due_in_years_stays_off_the_own_list_until_it_comes_near(mikko, at):
    task = made(mikko, line.referred(mikko), at, days=4000, owner=mikko.id)
    due_on = legal_day(task.due_at)

    def own(days):
        return reasons(queries.tasks(mikko, None, everybodys=False, on=due_on - timedelta(days=days)))

    assert task.pk not in own(181)
    assert task.pk in own(180)
    assert task.pk in reasons(listed(mikko, at, everybodys=True))


def test_everybodys_tasks_tell_whose_they_are(mikko, aino, marja, at):
    referral = line.referred(mikko)
    made(aino, referral, at, owner=marja.id)

    owners = {each.owner for each in listed(aino, at, everybodys=True).lines}

    assert owners == {"Marja", "Mikko"}


def test_days_are_counted_from_the_day_that_is_given(mikko, at):
    task = made(mikko, line.referred(mikko), at, owner=mikko.id)
    due_on = legal_day(task.due_at)

    for days in (-4, 0, 9):
        found = queries.tasks(mikko, None, everybodys=False, on=due_on - timedelta(days=days)).lines
        assert next(each.days for each in found if each.id == task.pk) == days


def test_the_list_goes_on_where_it_ended(mikko, at, monkeypatch):
    monkeypatch.setattr("kajo.work.queries.waiting.PAGE", 2)
    referral = line.referred(mikko)
    made_ids = {made(mikko, referral, at, days=each // 2, owner=mikko.id).pk for each in range(5)}
    shown, after = [], None

    for _ in range(3):
        part = listed(mikko, at, after=after)
        shown += reasons(part)
        after = part.next

    assert made_ids <= set(shown)
    assert len(shown) == len(set(shown))
    assert after is None


def test_the_list_keeps_its_budget_whatever_the_number_of_rows(mikko, at):
    referral = line.referred(mikko)
    asked = {}

    for more in (5, 45):
        for _ in range(more):
            made(mikko, referral, at, owner=mikko.id)
        with watch.Counted() as counted:
            listed(mikko, at)
        asked[more] = len(counted.queries)

    assert asked[5] == asked[45] <= 3


def test_a_stranger_sees_no_task(mikko, outi, at):
    made(mikko, line.referred(mikko), at)

    assert listed(outi, at, everybodys=True).lines == ()
