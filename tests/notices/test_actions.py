"""Telling: with the deed or not at all, once, in neutral words, never against a wish."""

from __future__ import annotations

from uuid import uuid4

import pytest

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.accounts import actions as accounts
from kajo.accounts import queries as own
from kajo.bridges.carrying import Means
from kajo.clients import actions as clients
from kajo.clients.terms import Channel
from kajo.notices import actions
from kajo.notices.models import Notice
from kajo.notices.terms import Barrier, GivenUp, NoticeState, NoticeText, ToClient, ToOutside, ToStaff
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import line, watch, worker

pytestmark = pytest.mark.django_db


def one(actor, notice):
    return watch.rows(actor, Notice, Verb.NOTICE_VIEW, pk=notice.pk)[0]


def tasks(actor, notice):
    return watch.rows(actor, Task, Verb.TASK_VIEW, about=notice.pk, reason=str(Reason.TELL_OTHERWISE))


def test_a_notice_waits_with_its_order_and_names_no_number(told, marja):
    notice = told()

    kept = one(marja, notice)
    assert (kept.state, kept.recipient, kept.text, kept.language) == ("queued", "staff", "alert", "fi")
    assert kept.address is None
    assert worker.waiting(actions.SEND) == 2, "one now, and one should the worker die"
    assert ("notice.tell", "done") in watch.last()


def test_what_is_rolled_back_leaves_neither_notice_nor_order(mikko, reached, referral, at):
    def deed() -> None:
        with acting(mikko, Verb.NOTICE_TELL, at):
            told = actions.tell(
                mikko, None, about=referral, to=ToStaff(reached.id), means=Means.TEXT, text=NoticeText.ALERT, at=at
            )
            raise Refused(f"It failed after {told.text}.")

    with pytest.raises(Refused):
        deed()

    assert watch.rows(mikko, Notice, Verb.NOTICE_VIEW) == []
    assert worker.waiting(actions.SEND) == 0


def test_told_twice_with_one_key_it_is_one_notice(told, mikko):
    first, second = told(key="alert:1"), told(key="alert:1", text=NoticeText.WAITING)

    assert first.pk == second.pk
    assert [each.text for each in watch.rows(mikko, Notice, Verb.NOTICE_VIEW)] == ["alert"]
    assert worker.waiting(actions.SEND) == 2


@pytest.mark.parametrize(
    "words",
    [{}, {"reference": "Linh"}, {"reference": "010190-900P"}, {"reference": "0401234567"},
     {"reference": "R-2026-0042", "name": "7"}, {"reference": "R-2026-0042 of Linh"}],
)  # fmt: skip
def test_only_neutral_values_of_the_text_are_taken(told, words):
    with pytest.raises(Refused):
        told(text=NoticeText.RECEIVED, words=words)


def test_a_text_in_another_language_is_sent_in_english(told):
    assert told(language="vi").language == "en"
    assert told(language="sv", text=NoticeText.RECEIVED, words={"reference": "R-2026-0042"}).language == "sv"


def test_whoever_noted_no_number_is_not_reached_and_a_manager_is_asked(told, mikko, marja):
    notice = told(to=ToStaff(marja.id))

    assert (notice.state, notice.because) == ("blocked", "no_way")
    (task,) = tasks(marja, notice)
    assert (task.state, task.owner_id) == ("open", marja.id)
    assert worker.waiting(actions.SEND) == 0


def test_a_stranger_tells_nothing(outi, reached, referral, at):
    with pytest.raises(NotFound):
        actions.tell(outi, None, about=referral, to=ToStaff(reached.id), means=Means.TEXT, text=NoticeText.ALERT, at=at)


@pytest.mark.parametrize("address", ["040 1234567", "+358", "somebody", "", "a@b", "+35840123456a"])
def test_what_is_no_number_or_address_is_refused(told, address):
    for means in Means:
        with pytest.raises(Refused):
            told(to=ToOutside(address), means=means)


# -- safe contact --


def to_client(actor, person, way, at, **facts):
    usual = {"to": ToClient(way.pk), "means": Means.TEXT, "text": NoticeText.GET_IN_TOUCH, "at": at}
    return actions.tell(actor, None, about=person, **(usual | facts))


def test_a_client_is_told_by_a_way_they_agreed_to(veikko, person, way, at):
    notice = to_client(veikko, person, way, at)

    assert (notice.state, notice.subject_id, notice.address) == ("queued", person.subject_id, None)


def test_a_forbidden_way_blocks_with_the_reason_and_asks_the_worker(veikko, marja, person, way, at):
    clients.wish_contact(veikko, person, channel=Channel.TEXT, is_allowed=False, value="", wish="", at=at)

    notice = to_client(veikko, person, way, at)

    assert (notice.state, notice.because) == ("blocked", Barrier.OVERRULED)
    (task,) = tasks(veikko, notice)
    assert (task.owner_id, task.about_kind) == (veikko.id, "notices.notice")
    with pytest.raises(Refused):
        actions.redo(veikko, notice.pk, at=at)
    assert one(marja, notice).state == "blocked"


def test_words_beside_a_way_are_read_by_somebody_first(veikko, person, at):
    facts = {"channel": Channel.TEXT, "is_allowed": True, "value": "040 333 0000", "at": at}
    way = clients.wish_contact(veikko, person, wish="Only before noon.", **facts)
    notice = to_client(veikko, person, way, at)
    assert notice.because == Barrier.UNREAD_WISH

    with pytest.raises(Refused):
        actions.redo(veikko, notice.pk, at=at)
    actions.redo(veikko, notice.pk, is_wish_read=True, at=at)

    assert one(veikko, notice).state == "queued"
    assert [each.state for each in tasks(veikko, notice)] == ["done"]
    assert to_client(veikko, person, way, at, to=ToClient(way.pk, is_wish_read=True)).state == "queued"


def test_a_way_is_for_its_own_means_and_only_while_it_holds(veikko, person, way, at):
    assert to_client(veikko, person, way, at, means=Means.VOICE).because == Barrier.OTHER_MEANS
    clients.end_wish(veikko, person, wish=way.pk, at=at)

    assert to_client(veikko, person, way, at).because == Barrier.ENDED


def test_the_way_of_a_client_out_of_reach_is_not_found(hilla, mikko, person, way, at):
    own = line.referred(mikko)

    for actor, about in ((hilla, person), (mikko, own)):
        with pytest.raises(NotFound):
            to_client(actor, about, way, at)
    with pytest.raises(NotFound):
        actions.tell(
            mikko, None, about=own, to=ToClient(uuid4()), means=Means.TEXT, text=NoticeText.GET_IN_TOUCH, at=at
        )


# -- giving up --


def test_a_notice_that_is_given_up_forgets_the_number_and_ends_its_task(told, marja, at):
    notice = told(to=ToOutside("+358409990000"))
    stuck = told(to=ToStaff(marja.id))

    for each in (notice, stuck):
        actions.give_up(marja, each.pk, because=GivenUp.TOLD_OTHERWISE, at=at)

    kept = one(marja, notice)
    assert (kept.state, kept.because, kept.address, kept.settled_by_id) == (
        NoticeState.GIVEN_UP, GivenUp.TOLD_OTHERWISE, None, marja.id,
    )  # fmt: skip
    assert [each.state for each in tasks(marja, stuck)] == ["done"]
    with pytest.raises(Refused):
        actions.give_up(marja, notice.pk, because=GivenUp.NOT_NEEDED, at=at)


def test_everybody_notes_only_their_own_number(aino, marja, at):
    accounts.reach(marja, None, ways={Means.TEXT: "040 444 0000", Means.MAIL: ""}, at=at)
    with pytest.raises(Refused):
        accounts.reach(marja, None, ways={Means.TEXT: "12"}, at=at)

    assert own.own_reach(marja, None) == {Means.TEXT: "+358404440000"}
    assert own.own_reach(aino, None) == {}
    accounts.reach(marja, None, ways={Means.TEXT: ""}, at=at)
    assert own.own_reach(marja, None) == {}
