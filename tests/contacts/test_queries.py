"""What is seen of the advice line."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kajo.access.gate import NotFound
from kajo.contacts import queries
from kajo.contacts.terms import Outcome
from kajo.vault.models import Subject
from tests.factories import line, watch

pytestmark = pytest.mark.django_db


def test_calls_come_newest_first_and_go_on_where_they_ended(mikko, at, monkeypatch):
    monkeypatch.setattr("kajo.contacts.queries.calling.PAGE", 3)
    made = [line.called(mikko, at=at - timedelta(minutes=each)).pk for each in range(7)]

    first = queries.calls(mikko, None)
    second = queries.calls(mikko, None, after=first.next)
    third = queries.calls(mikko, None, after=second.next)

    assert [each.id for part in (first, second, third) for each in part.lines] == made
    assert third.next is None


def test_calls_of_the_same_moment_are_neither_lost_nor_shown_twice(mikko, at, monkeypatch):
    monkeypatch.setattr("kajo.contacts.queries.calling.PAGE", 2)
    made = {line.called(mikko, at=at).pk for _ in range(5)}
    shown = []

    after = None
    for _ in range(3):
        part = queries.calls(mikko, None, after=after)
        shown += [each.id for each in part.lines]
        after = part.next

    assert len(shown) == 5
    assert set(shown) == made


def test_a_case_worker_sees_the_own_calls_alone(mikko, veikko):
    line.called(mikko)
    own = line.called(veikko, outcome=Outcome.ADVICE)

    assert [each.id for each in queries.calls(veikko, None).lines] == [own.pk]


def test_the_list_is_one_event_that_names_whom_it_showed(mikko):
    line.called(mikko)
    line.called(mikko)

    queries.calls(mikko, None)

    event = watch.events()[-1]
    assert (event.verb, event.outcome, len(event.shown)) == ("contact.list", "read", 32)


def test_the_list_opens_no_note(mikko):
    line.called(mikko, note="Told of the basement.")

    queries.calls(mikko, None)

    assert watch.events()[-1].classes == "contact"


def test_a_call_shows_what_is_about_others_apart(mikko):
    call = line.called(mikko, note="Fears [[the landlord]] most.")

    pieces = queries.call(mikko, call.pk).pieces

    assert [(each.words, each.is_about_another) for each in pieces] == [
        ("Fears ", False), ("the landlord", True), (" most.", False),
    ]  # fmt: skip


def test_a_stranger_cannot_tell_a_hidden_call_from_none(mikko, outi):
    hidden = line.called(mikko)

    for key in (hidden.pk, Subject().pk):
        with pytest.raises(NotFound):
            queries.call(outi, key)

    assert watch.last(2) == [("contact.view", "forbidden")] * 2


def test_lists_and_pages_keep_their_budget_whatever_the_number_of_rows(mikko):
    asked = {}

    for more, count in ((5, 5), (45, 50)):
        for _ in range(more):
            call = line.called(mikko)
        with watch.Counted() as listed:
            queries.calls(mikko, None)
        with watch.Counted() as opened:
            queries.call(mikko, call.pk)
        asked[count] = (len(listed.queries), len(opened.queries))

    assert asked[5] == asked[50]
    assert max(asked[50]) <= 3
