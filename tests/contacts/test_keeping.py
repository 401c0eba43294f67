"""Keeping a note from the page: what a script, a button, a late packet or a stranger sends."""

from __future__ import annotations

import pytest
from django.test import Client

from kajo.access.verbs import Verb
from kajo.contacts import actions, queries
from kajo.contacts.models import Contact, Draft
from kajo.contacts.terms import LONGEST_NOTE
from kajo.ledger.guarded import row_id
from tests.factories import watch
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db
KEEP = "/calls/drafts/keep/"


@pytest.fixture
def duty(mikko) -> Client:
    return visiting(mikko)


def sent(key, **more):
    return {"draft": str(key), "step": "1", "note": "She whispers.", "danger": "yes", "quiet": "1"} | more


def notes(by):
    return watch.rows(by, Draft, Verb.CONTACT_VIEW)


def test_the_page_is_told_when_it_was_kept(duty, mikko):
    key = row_id()

    answer = duty.post(KEEP, sent(key))

    assert (answer.status_code, answer.content.decode()[:6]) == (200, "Saved ")
    assert queries.draft(mikko, key).words["danger"] == "yes"


def test_whatever_was_typed_is_kept_right_or_wrong(duty, mikko):
    key = row_id()

    duty.post(KEEP, sent(key, note="about [[him", danger="perhaps", language="xx"))

    words = queries.draft(mikko, key).words
    assert (words["note"], words["danger"], words["language"]) == ("about [[him", "perhaps", "xx")


@pytest.mark.parametrize(
    "more",
    [
        {"draft": ""},
        {"draft": "no key"},
        {"draft": "../../etc"},
        {"step": ""},
        {"step": "-1"},
        {"step": "9" * 30},
        {"step": "one"},
        {"note": "a" * (LONGEST_NOTE + 1)},
        {"topic": "a" * 61},
    ],
    ids=lambda more: "-".join(f"{name} {value[:10]}" for name, value in more.items()),
)
def test_what_cannot_be_kept_is_said_and_writes_nothing(duty, mikko, more):
    answer = duty.post(KEEP, sent(row_id(), **more))

    assert answer.status_code == 422
    assert notes(mikko) == []


def test_the_longest_note_is_kept(duty, mikko):
    key = row_id()

    assert duty.post(KEEP, sent(key, note="ä" * LONGEST_NOTE)).status_code == 200
    assert len(queries.draft(mikko, key).words["note"]) == LONGEST_NOTE


def test_a_note_that_a_colleague_goes_on_with_is_a_conflict(duty, mikko, aino, at):
    key = row_id()
    duty.post(KEEP, sent(key))
    actions.take_over(aino, key, at=at)

    answer = duty.post(KEEP, sent(key, step="2", note="mine"))

    assert (answer.status_code, answer.content.decode()[:13]) == (409, "Somebody else")
    assert queries.draft(aino, key).words["note"] == "She whispers."


def test_without_a_script_the_page_comes_back_with_what_is_wrong(duty, mikko):
    answer = duty.post(KEEP, {"draft": str(row_id()), "step": "0", "note": "a" * (LONGEST_NOTE + 1)})

    assert answer.status_code == 200
    assert "Write at most" in answer.content.decode()


def test_a_note_whose_key_was_lost_is_still_saved_as_a_call(duty, mikko):
    duty.post("/calls/new/", {"note": "All of it.", "danger": "no", "outcome": "advice"})

    assert len(watch.rows(mikko, Contact, Verb.CONTACT_LIST)) == 1


def test_whoever_takes_no_calls_keeps_nothing(tove, mikko):
    assert visiting(tove).post(KEEP, sent(row_id())).status_code == 404
    assert notes(mikko) == []


def test_keeping_takes_few_queries_however_many_notes_there_are(duty, mikko):
    def cost(key):
        with watch.Counted() as asked:
            assert duty.post(KEEP, sent(key)).status_code == 200
        return len(asked.queries)

    first = cost(row_id())
    for _each in range(5):
        duty.post(KEEP, sent(row_id()))

    assert cost(row_id()) <= first <= 10
