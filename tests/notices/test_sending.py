"""Sending: by one worker at a time, at least once, later and later, and in the end by somebody's hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kajo.access.roles import SYSTEM
from kajo.access.verbs import Verb
from kajo.bridges.carrying import Fault, Means
from kajo.clients import actions as clients
from kajo.clients.terms import Channel
from kajo.notices import actions, tasks
from kajo.notices.models import Attempt, Notice
from kajo.notices.terms import Barrier, GivenUp, NoticeText, ToClient, ToOutside
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import watch, worker
from tests.notices.conftest import NUMBER

pytestmark = pytest.mark.django_db


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at):
        self.at = at

    def __call__(self):
        return self.at

    def move(self, moment):
        self.at = moment


@pytest.fixture
def clock(at):
    return Clock(at)


def one(notice):
    return watch.rows(SYSTEM, Notice, Verb.NOTICE_VIEW, pk=notice.pk)[0]


def tries(notice):
    rows = watch.rows(SYSTEM, Attempt, Verb.NOTICE_VIEW, notice=notice.pk)
    return [(each.number, each.ended_at is not None, each.fault) for each in rows]


@pytest.mark.parametrize("means", Means, ids=str)
def test_a_notice_reaches_the_number_that_was_noted_and_is_sent(told, trays, clock, means):
    notice = told(means=means)

    tasks.carry(notice.pk, clock=clock)

    ((to, message),) = trays[means].kept
    assert to == ("duty@example.org" if means is Means.MAIL else NUMBER)
    assert message.key == str(notice.pk)
    assert "kiireellinen" in message.body
    assert (one(notice).state, one(notice).settled_at) == ("sent", clock.at)
    assert tries(notice) == [(1, True, "")]


def test_values_stand_in_the_text(told, trays, clock):
    notice = told(
        to=ToOutside("sender@example.org"), means=Means.MAIL, text=NoticeText.RECEIVED, language="en",
        words={"reference": "R-2026-0042"},
    )  # fmt: skip

    tasks.carry(notice.pk, clock=clock)

    ((to, message),) = trays[Means.MAIL].kept
    assert (to, message.subject) == ("sender@example.org", "We have your message")
    assert message.body == "We have received your message. Its number is R-2026-0042."
    assert one(notice).address is None, "the address is gone"


def test_sent_once_it_is_not_sent_again(told, trays, clock):
    notice = told()

    for _each in range(3):
        tasks.carry(notice.pk, clock=clock)
        clock.move(clock.at + timedelta(hours=1))

    assert len(trays[Means.TEXT].kept) == 1
    assert len(tries(notice)) == 1


def test_two_workers_never_hold_one_notice(told, clock):
    notice = told()

    first = actions.claim(SYSTEM, notice.pk, at=clock.at)
    second = actions.claim(SYSTEM, notice.pk, at=clock.at + timedelta(seconds=119))

    assert first is not None
    assert second is None
    assert NUMBER not in repr(first)


def test_a_worker_that_dies_before_it_notes_leaves_it_to_another_after_the_lease(told, trays, clock):
    notice = told()
    taken = actions.claim(SYSTEM, notice.pk, at=clock.at)
    trays[Means.TEXT].carry(taken.address, taken.message)  # and here it dies

    clock.move(clock.at + actions.LEASE)
    tasks.carry(notice.pk, clock=clock)

    assert one(notice).state == "sent"
    assert tries(notice) == [(1, False, ""), (2, True, "")], "what broke off stays without an end"
    assert len(trays[Means.TEXT].kept) == 1, "the service knew the key again"


def test_a_worker_that_comes_back_late_still_notes_that_it_was_sent(told, clock):
    notice = told()
    late = actions.claim(SYSTEM, notice.pk, at=clock.at)
    again = actions.claim(SYSTEM, notice.pk, at=clock.at + actions.LEASE)

    actions.fail(SYSTEM, notice.pk, attempt=late.attempt, fault=Fault.UNREACHABLE, at=clock.at)
    assert one(notice).leased_until == clock.at + 2 * actions.LEASE, "a late failure takes nothing from the other"
    actions.deliver(SYSTEM, notice.pk, attempt=again.attempt, at=clock.at)

    assert one(notice).state == "sent"


def test_claiming_orders_a_look_when_the_lease_is_over(told, clock):
    notice = told()
    assert worker.waiting(actions.SEND) == 2

    actions.claim(SYSTEM, notice.pk, at=clock.at)

    assert worker.waiting(actions.SEND) == 3


def test_a_service_that_comes_back_gets_it_later(told, trays, clock):
    notice = told()
    trays[Means.TEXT].is_down = True
    tasks.carry(notice.pk, clock=clock)
    failed = one(notice)
    assert (failed.state, failed.because, failed.next_at) == ("failed", "unreachable", clock.at + timedelta(minutes=1))

    trays[Means.TEXT].is_down = False
    tasks.carry(notice.pk, clock=clock)
    assert one(notice).state == "failed", "not before its moment"
    clock.move(failed.next_at)
    tasks.carry(notice.pk, clock=clock)

    assert one(notice).state == "sent"
    assert tries(notice) == [(1, True, "unreachable"), (2, True, "")]


def test_what_never_gets_through_becomes_a_managers_and_can_be_sent_anew(told, trays, marja, clock):
    notice = told()
    trays[Means.TEXT].is_down = True
    began = clock.at
    while (row := one(notice)).next_at is not None:
        clock.move(row.next_at)
        tasks.carry(notice.pk, clock=clock)

    assert (row.state, row.because, row.attempts) == ("dead", "unreachable", 9)
    assert timedelta(hours=3) < clock.at - began <= timedelta(hours=5)
    (task,) = watch.rows(marja, Task, Verb.TASK_VIEW, about=notice.pk, reason=str(Reason.TELL_OTHERWISE))
    assert (task.state, task.owner_id) == ("open", marja.id)

    trays[Means.TEXT].is_down = False
    actions.redo(marja, notice.pk, at=clock.at)
    tasks.carry(notice.pk, clock=clock)
    assert one(notice).state == "sent"


def test_a_notice_over_which_workers_die_is_buried_in_the_end(told, clock):
    notice = told()

    for _each in range(9):
        assert actions.claim(SYSTEM, notice.pk, at=clock.at) is not None
        clock.move(clock.at + actions.LEASE)

    assert actions.claim(SYSTEM, notice.pk, at=clock.at) is None
    assert one(notice).state == "dead"


def test_a_carrier_that_is_not_set_up_is_said_at_once(told, clock, settings):
    settings.KAJO_CARRIERS = "real"
    notice = told()

    tasks.carry(notice.pk, clock=clock)

    assert (one(notice).state, one(notice).because) == ("dead", "not_set_up")


def test_a_wish_that_changed_before_the_sending_holds(veikko, person, way, at, trays, clock):
    notice = actions.tell(
        veikko, None, about=person, to=ToClient(way.pk), means=Means.TEXT, text=NoticeText.GET_IN_TOUCH, at=at
    )
    clients.wish_contact(veikko, person, channel=Channel.TEXT, is_allowed=False, value="", wish="", at=at)

    tasks.carry(notice.pk, clock=clock)

    assert (one(notice).state, one(notice).because) == ("blocked", Barrier.OVERRULED)
    assert trays[Means.TEXT].kept == []
    (task,) = watch.rows(veikko, Task, Verb.TASK_VIEW, about=notice.pk, reason=str(Reason.TELL_OTHERWISE))
    assert task.owner_id == veikko.id


def test_a_client_gets_it_in_full_international_form(veikko, person, way, at, trays, clock):
    notice = actions.tell(
        veikko, None, about=person, to=ToClient(way.pk), means=Means.TEXT, text=NoticeText.GET_IN_TOUCH, at=at
    )

    tasks.carry(notice.pk, clock=clock)

    assert [to for to, _message in trays[Means.TEXT].kept] == ["+358402220000"]


def test_given_up_it_is_not_sent(told, marja, trays, clock):
    notice = told()
    actions.give_up(marja, notice.pk, because=GivenUp.NOT_NEEDED, at=clock.at)

    tasks.carry(notice.pk, clock=clock)

    assert trays[Means.TEXT].kept == []
    assert one(notice).state == "given_up"


STEPS = st.lists(st.sampled_from(["up", "down", "die", "early"]), max_size=14)


@given(STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_it_is_sent_stuck_or_waits_for_a_moment_and_leaves_once_for_each_success(
    told, trays, at, steps
) -> None:
    notice, clock = told(), Clock(at)
    tray = trays[Means.TEXT]
    tray.kept = []
    for step in steps:
        row = one(notice)
        if row.next_at is None:
            break
        free = max(row.next_at, row.leased_until or row.next_at)
        clock.move(free - timedelta(seconds=1) if step == "early" else max(free, clock.at))
        tray.is_down = step == "down"
        before = row.attempts
        if step == "die":
            actions.claim(SYSTEM, notice.pk, at=clock.at)
        else:
            tasks.carry(notice.pk, clock=clock)
        after = one(notice)
        assert after.attempts <= before + (step != "early" or clock.at >= free)
        if after.state == "failed" and step == "down":
            assert after.next_at > clock.at
    tray.is_down = False

    last = one(notice)
    assert (last.state in ("queued", "failed")) is (last.next_at is not None)
    assert (last.state == "sent") is (len(tray.kept) == 1)
    assert len(tray.kept) <= 1
    assert len(tries(notice)) == last.attempts <= 9
