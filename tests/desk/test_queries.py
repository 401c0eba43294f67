"""What waits for me."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kajo.desk import queries
from kajo.law.calendar import legal_day
from kajo.referrals import actions as referrals
from kajo.referrals.terms import Told
from kajo.work.terms import Reason
from tests.factories import line, watch

pytestmark = pytest.mark.django_db


def prepared(preparer, at):
    referral = line.referred(preparer)
    referrals.propose(preparer, referral, ground="35.1", reasons="Kept.", language="fi", explained_in="en", at=at)
    return referral


def test_the_director_sees_drafts_to_sign_and_urgent_referrals(mikko, aino, at):
    referral = prepared(mikko, at)

    desk = queries.mine(aino, None, on=legal_day(at))

    assert [each.matter for each in desk.drafts] == [referral.pk]
    assert [each.id for each in desk.urgent] == [referral.pk]
    assert desk.drafts[0].prepared_by == "Mikko"


def test_nobody_is_shown_an_own_draft_to_sign(mikko, aino, at):
    prepared(aino, at)

    assert queries.mine(aino, None, on=legal_day(at)).drafts == ()


def test_whoever_signs_nothing_is_shown_no_draft(mikko, at):
    prepared(mikko, at)

    desk = queries.mine(mikko, None, on=legal_day(at))

    assert desk.drafts == ()
    assert [each.reason for each in desk.tasks] == [Reason.COMPLETE_REFERRAL]


def test_a_worker_sees_the_own_tasks_alone(mikko, aino, veikko, outi, at):
    line.admitted(mikko, aino, veikko)

    assert {each.reason for each in queries.mine(veikko, None, on=legal_day(at)).tasks} == {
        Reason.MEET_CLIENT, Reason.SERVE_DECISION,
    }  # fmt: skip
    assert queries.mine(outi, None, on=legal_day(at)).tasks == ()


def test_ten_of_each_and_a_word_that_there_is_more(mikko, at):
    for each in range(12):
        referrals.receive(mikko, None, told=Told(), is_urgent=True, at=at - timedelta(minutes=each))

    desk = queries.mine(mikko, None, on=legal_day(at))

    assert (len(desk.urgent), desk.has_more_urgent) == (10, True)
    assert (len(desk.tasks), desk.has_more_tasks) == (10, True)


def test_the_desk_is_one_event_and_six_queries_at_most_whatever_waits(mikko, aino, at):
    asked = {}

    for more in (5, 45):
        for _ in range(more):
            referrals.receive(mikko, None, told=Told(), is_urgent=True, at=at)
        prepared(mikko, at)
        before = len(watch.events())
        with watch.Counted() as counted:
            queries.mine(aino, None, on=legal_day(at))
        asked[more] = counted.queries
        assert len(watch.events()) == before + 1

    assert len(asked[5]) == len(asked[45]) <= 6, asked[45]
    assert watch.last() == [("desk.view", "read")]


def test_it_opens_nothing(mikko, aino, at):
    prepared(mikko, at)

    queries.mine(aino, None, on=legal_day(at))

    event = watch.events()[-1]
    assert (event.classes, len(event.shown) > 0) == ("", True)


def test_whoever_has_no_tasks_and_no_referrals_has_an_empty_desk(member, mikko, at):
    prepared(mikko, at)

    desk = queries.mine(member("tove"), None, on=legal_day(at))

    assert (desk.tasks, desk.urgent, desk.drafts, desk.may_log_calls) == ((), (), (), False)
