"""A note that is being written stays, whatever happens to the browser, the visit or the officer's machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.contacts import actions, queries
from kajo.contacts.models import Draft
from kajo.contacts.terms import Outcome, State, Told, Writing
from kajo.ledger.guarded import row_id
from tests.factories import line, watch

pytestmark = pytest.mark.django_db


def kept(by, key=None, step=1, at=None, **words):
    at = at or datetime.now(UTC)
    began = at - timedelta(minutes=5)
    words = {"note": "She whispers."} | words
    return actions.keep(by, None, key=key or row_id(), step=step, words=words, began_at=began, at=at)


def test_what_is_kept_is_there_again(mikko):
    draft = kept(mikko, note="Three men, a van.", topic="safe_place")

    shown = queries.draft(mikko, draft.pk)

    assert (shown.words["note"], shown.words["topic"], shown.step) == ("Three men, a van.", "safe_place", 1)
    assert [(each.id, each.is_mine) for each in queries.board(mikko, None).drafts] == [(draft.pk, True)]


def test_the_later_keeping_stays_however_they_arrive(mikko):
    key = row_id()
    kept(mikko, key, 2, note="second")
    kept(mikko, key, 1, note="first")
    kept(mikko, key, 2, note="second again")

    assert queries.draft(mikko, key).words["note"] == "second"
    kept(mikko, key, 3, note="third")
    assert queries.draft(mikko, key).words["note"] == "third"


def test_a_keeping_that_comes_after_the_call_is_saved_changes_nothing(mikko, at):
    draft = kept(mikko)
    call = actions.log_call(mikko, None, told=Told(), note="All of it.", outcome=Outcome.ADVICE, draft=draft.pk, at=at)

    late = kept(mikko, draft.pk, 9, note="late")

    assert (late.state, late.words) == (Writing.SAVED, None)
    assert queries.call(mikko, call.pk).note == "All of it."
    assert queries.board(mikko, None).drafts == ()


def test_the_call_began_when_its_note_was_begun(mikko, at):
    draft = kept(mikko, at=at)

    call = actions.log_call(mikko, None, told=Told(), note="x", outcome=Outcome.TALKED, draft=draft.pk, at=at)

    assert (call.started_at, call.state) == (draft.began_at, State.CLOSED)


def test_nothing_of_a_note_stays_when_nothing_was_asked(mikko, at):
    draft = kept(mikko, note="Shouts.")

    call = actions.log_call(mikko, None, told=Told(), note="Shouts.", outcome=Outcome.ABUSIVE, draft=draft.pk, at=at)

    assert queries.call(mikko, call.pk).note == ""
    assert watch.rows(mikko, Draft, Verb.CONTACT_VIEW, pk=draft.pk)[0].words is None


def test_a_note_that_was_never_kept_is_no_obstacle(mikko, at):
    call = actions.log_call(mikko, None, told=Told(), note="Short.", outcome=Outcome.ADVICE, draft=row_id(), at=at)

    assert queries.call(mikko, call.pk).note == "Short."


def test_a_colleague_goes_on_and_the_first_is_told(mikko, aino, at):
    draft = kept(mikko, note="He said")
    assert queries.draft(aino, draft.pk).words == {}

    actions.take_over(aino, draft.pk, at=at)

    assert queries.draft(aino, draft.pk).words["note"] == "He said"
    for deed in (
        lambda: kept(mikko, draft.pk, 5),
        lambda: actions.put_away(mikko, draft.pk, at=at),
        lambda: actions.log_call(mikko, None, told=Told(), note="x", outcome=Outcome.ADVICE, draft=draft.pk, at=at),
    ):
        with pytest.raises(Refused, match="Somebody else goes on"):
            deed()
    assert queries.draft(aino, draft.pk).words["note"] == "He said"


def test_nobody_takes_over_what_is_a_call_already(mikko, aino, at):
    draft = kept(mikko)
    actions.log_call(mikko, None, told=Told(), note="x", outcome=Outcome.ADVICE, draft=draft.pk, at=at)

    with pytest.raises(Refused):
        actions.take_over(aino, draft.pk, at=at)


def test_a_note_put_away_is_empty(mikko, at):
    draft = kept(mikko)

    actions.put_away(mikko, draft.pk, at=at)

    found = queries.draft(mikko, draft.pk)
    assert (found.is_open, found.words) == (False, {})
    with pytest.raises(Refused):
        actions.put_away(mikko, draft.pk, at=at)


def test_a_stranger_neither_reads_nor_writes_a_note(mikko, outi, veikko, at):
    draft = kept(mikko)

    for deed in (
        lambda: queries.draft(outi, draft.pk),
        lambda: queries.draft(veikko, draft.pk),
        lambda: kept(veikko, draft.pk, 7),
        lambda: actions.take_over(veikko, draft.pk, at=at),
        lambda: actions.put_away(veikko, draft.pk, at=at),
    ):
        with pytest.raises(NotFound):
            deed()


def test_a_key_that_is_no_notes_makes_no_second_row(mikko, at):
    call = line.called(mikko)

    draft = kept(mikko, call.pk)

    assert queries.draft(mikko, draft.pk).words["note"] == "She whispers."
    assert queries.call(mikko, call.pk).note == "Wants to leave tonight."
