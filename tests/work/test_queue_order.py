"""A child's matter stands first in every queue: one rule, asked by all of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kajo.desk import queries as desk
from kajo.law.calendar import legal_day
from kajo.referrals import actions, queries
from kajo.referrals.terms import Told
from kajo.work import queries as work
from tests.factories import line

CHILD = {"age_band": "under_15", "guardian": "missing", "born_on": "2020"}


def received(by, at, *, is_urgent=False, **told):
    return actions.receive(by, None, told=Told(**told), is_urgent=is_urgent, at=at)


def three(by, at):
    """An adult's referral and one of danger that came before a child's."""
    slow = received(by, at - timedelta(hours=3), age_band="adult")
    danger = received(by, at - timedelta(hours=2), age_band="adult", is_urgent=True)
    return received(by, at - timedelta(hours=1), **CHILD), danger, slow


@pytest.mark.django_db
def test_referrals_wait_in_that_order_page_by_page(mikko, at):
    children = [received(mikko, at - timedelta(minutes=each), **CHILD).pk for each in range(queries.PAGE + 1)]
    older = [each.pk for each in three(mikko, at)]

    first = queries.queue(mikko, None)
    second = queries.queue(mikko, None, after=first.next)

    found = [each.id for each in (*first.lines, *second.lines)]
    assert found == [older[0], *reversed(children), *older[1:]]
    assert second.next is None


@pytest.mark.django_db
def test_the_first_page_begins_with_the_child(mikko, aino, at):
    expected = [each.pk for each in three(mikko, at)]

    assert [each.id for each in queries.queue(mikko, None).lines] == expected
    assert [each.id for each in desk.mine(mikko, None, on=legal_day(at)).urgent] == expected[:2]
    assert [each.id for each in desk.unattended(aino, None, on=legal_day(at)).referrals] == expected


@pytest.mark.django_db
def test_drafts_to_be_signed_wait_in_that_order(mikko, aino, at):
    child, danger, slow = three(mikko, at)
    for each in (slow, danger, child):
        actions.propose(mikko, each.pk, ground="35.1", reasons="x", language="fi", explained_in="en", at=at)

    drafts = desk.mine(aino, None, on=legal_day(at)).drafts

    assert [each.matter for each in drafts] == [child.pk, danger.pk, slow.pk]


@pytest.mark.django_db
def test_tasks_wait_in_that_order_page_by_page(mikko, at, monkeypatch):
    monkeypatch.setattr(work, "PAGE", 1)
    old = received(mikko, at - timedelta(days=9), age_band="adult", is_urgent=True)
    child = received(mikko, at, **CHILD)
    found, after = [], None
    while True:
        stretch = work.tasks(mikko, None, everybodys=True, on=legal_day(at), after=after)
        found += [each.about for each in stretch.lines]
        after = stretch.next
        if after is None:
            break

    assert found[0] == child.pk
    assert found[-1] == old.pk
    assert len(found) == len({*found, *range(len(found) - 2)})


@pytest.mark.django_db
def test_the_decision_of_a_child_is_served_first(mikko, aino, at):
    line.admitted(mikko, aino)
    line.admitted(mikko, aino, **CHILD)

    waiting = work.tasks(aino, None, everybodys=True, on=legal_day(at)).lines

    served = [each.about for each in waiting if each.reason == "serve_decision"]
    assert len(served) == 2
    assert waiting[0].record != ""
