"""Deeds with tasks."""

from __future__ import annotations

from datetime import date

import pytest

from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.law.calendar import legal_day
from kajo.work import actions
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import line, watch

pytestmark = pytest.mark.django_db


def made(actor, about, at, **facts):
    return actions.make(actor, about, **({"reason": Reason.ASSESS_REFERRAL, "due_on": legal_day(at)} | facts), at=at)


def test_a_task_names_its_record_and_falls_due_on_the_next_working_day(mikko, at):
    referral = line.referred(mikko)

    task = made(mikko, referral, at, due_on=date(2026, 11, 27))

    assert (task.about_kind, task.about, task.record) == ("referrals.referral", referral.pk, referral.reference)
    assert legal_day(task.due_at) == date(2026, 11, 30)
    assert ("task.make", "done") in watch.last()


def test_a_task_is_done_once_by_somebody(mikko, at):
    task = made(mikko, line.referred(mikko), at)

    actions.complete(mikko, task.pk, at=at)

    (done,) = watch.rows(mikko, Task, Verb.TASK_VIEW, pk=task.pk)
    assert (done.state, done.done_by_id, done.done_at) == ("done", mikko.id, at)
    assert watch.last() == [("task.complete", "done")]
    with pytest.raises(Refused):
        actions.complete(mikko, task.pk, at=at)


def test_whoever_must_leave_a_task_to_somebody_else_is_refused(mikko, aino, marja, at):
    task = made(aino, line.referred(mikko), at, not_for=aino.id)

    with pytest.raises(Refused):
        actions.complete(aino, task.pk, at=at)
    actions.complete(marja, task.pk, at=at)

    assert watch.rows(marja, Task, Verb.TASK_VIEW, pk=task.pk)[0].done_by_id == marja.id


def test_a_stranger_cannot_do_a_task_and_learns_nothing(mikko, outi, at):
    task = made(mikko, line.referred(mikko), at)

    with pytest.raises(NotFound):
        actions.complete(outi, task.pk, at=at)

    assert watch.last() == [("task.complete", "forbidden")]
    assert watch.rows(mikko, Task, Verb.TASK_VIEW, pk=task.pk)[0].state == "open"
