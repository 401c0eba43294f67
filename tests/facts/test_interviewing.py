"""An interview is planned where it is safe, with nobody the person has left out, and nobody has to tell anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.facts import actions, queries
from kajo.facts.models import InterpreterWish, Interview
from kajo.facts.terms import (
    About,
    Cancelling,
    Coming,
    FoundOut,
    Gender,
    InterviewState,
    Matter,
    Outcome,
    Present,
    Wanted,
)
from kajo.referrals import actions as referrals
from kajo.vault.models import new_id
from tests.factories import watch
from tests.factories.telling import held, planned

NOW = datetime.now(UTC)
pytestmark = pytest.mark.django_db


def wished(actor, about, wanted, words=""):
    return actions.wish(actor, about, wanted=wanted, words=words, at=NOW)


def test_an_interview_is_planned_before_anybody_is_admitted(mikko, about):
    row = planned(
        mikko, about, Coming("Anh Other", Gender.WOMAN), venue="Comes by the yard; [[the cook]] must not know."
    )

    _page, talk = queries.talk(mikko, about, interview=row.pk)
    assert (talk.state, talk.interpreter, talk.gender) == (InterviewState.PLANNED, "Anh Other", Gender.WOMAN)
    assert [each.words for each in talk.venue if each.is_about_another] == ["the cook"]
    assert ("interview.plan", "done") in watch.last(2)


@pytest.mark.parametrize(
    ("wanted", "words", "coming", "sentence"),
    [
        (Wanted.NOT_THIS, "Minh Ánh Example", Coming("minh anh example"), "does not want this interpreter"),
        (Wanted.NOT_THIS, "Minh Example", Coming("Example, Minh"), "does not want this interpreter"),
        (Wanted.WOMAN, "", Coming("Anh", Gender.MAN), "of the other gender"),
        (Wanted.WOMAN, "", Coming("Anh"), "one gender only. Find out"),
        (Wanted.NOBODY_KNOWN, "", Coming("Anh", knows_the_person=FoundOut.YES), "nobody they know. Choose"),
        (Wanted.NOBODY_KNOWN, "", Coming("Anh"), "nobody they know. Find out"),
        (Wanted.NOT_FROM, "Hanoi", Coming("Anh", is_from_there=FoundOut.YES), "region or community. Choose"),
        (Wanted.NOT_FROM, "Hanoi", Coming("Anh"), "region or community. Find out"),
    ],
)
def test_nobody_interprets_whom_the_person_left_out(mikko, about, wanted, words, coming, sentence):
    talk = planned(mikko, about)
    wished(mikko, about, wanted, words)

    for deed in (lambda: planned(mikko, about, coming), lambda: held(mikko, talk, interpreter=coming)):
        with pytest.raises(Refused, match=sentence):
            deed()

    assert len(watch.rows(mikko, Interview, Verb.FACT_VIEW)) == 1
    assert queries.talk(mikko, about, interview=talk.pk)[1].state is InterviewState.PLANNED


def test_who_fits_every_wish_may_come(mikko, about):
    wished(mikko, about, Wanted.WOMAN)
    wished(mikko, about, Wanted.NOT_THIS, "Minh Example")
    wished(mikko, about, Wanted.NOT_FROM, "Hanoi")

    assert planned(mikko, about, Coming("Anh Other", Gender.WOMAN, is_from_there=FoundOut.NO))


def test_a_wish_for_a_gender_replaces_the_other_and_a_wish_ends(mikko, about):
    wished(mikko, about, Wanted.WOMAN)
    man = wished(mikko, about, Wanted.MAN)
    other = wished(mikko, about, Wanted.NOT_FROM, "Hanoi")
    assert [each.wanted for each in queries.page_of(mikko, about, doing=Verb.INTERVIEW_WISH).wishes] == [
        Wanted.MAN,
        Wanted.NOT_FROM,
    ]
    with pytest.raises(Refused, match="noted already"):
        wished(mikko, about, Wanted.NOT_FROM, "Hanoi")
    with pytest.raises(Refused, match="which region"):
        wished(mikko, about, Wanted.NOT_THIS)

    actions.end_wish(mikko, about, wish=man.pk, at=NOW)

    assert [each.id for each in queries.page_of(mikko, about, doing=Verb.INTERVIEW_WISH).wishes] == [other.pk]
    with pytest.raises(NotFound):
        actions.end_wish(mikko, about, wish=man.pk, at=NOW)
    assert len(watch.rows(mikko, InterpreterWish, Verb.FACT_VIEW)) == 3
    assert ("interview.wish", "done") in [(each.verb, each.outcome) for each in watch.events()]


def test_what_the_person_did_not_want_to_tell_is_an_outcome(mikko, about):
    talk = held(
        mikko, planned(mikko, about), outcome=Outcome.DID_NOT_WANT, present=(Present.COUNSEL,), names="Liisa", breaks=2,
        interpreter=Coming("Anh Other"), interpreted_from_at=NOW - timedelta(hours=2),
        interpreted_until_at=NOW - timedelta(hours=1), language="vi",
    )  # fmt: skip

    _page, shown = queries.talk(mikko, about, interview=talk.pk)
    assert (shown.state, shown.outcome, shown.account) == (InterviewState.HELD, Outcome.DID_NOT_WANT, ())
    assert (shown.present, shown.names, shown.breaks) == ((Present.COUNSEL,), "Liisa", 2)
    assert shown.interpreted_from_at is not None
    assert ("interview.hold", "done") in watch.last(2)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"ended_at": NOW - timedelta(hours=3)}, "ends after it began"),
        ({"ended_at": NOW + timedelta(hours=3)}, "when it is over"),
        ({"began_at": NOW - timedelta(days=3)}, "longer than a day"),
        ({"interpreted_from_at": NOW, "interpreted_until_at": NOW}, "Interpreting ends after"),
    ],
)
def test_impossible_times_are_refused_and_change_nothing(mikko, about, facts, sentence):
    talk = planned(mikko, about)

    with pytest.raises(Refused, match=sentence):
        held(mikko, talk, **facts)

    assert queries.talk(mikko, about, interview=talk.pk)[1].state is InterviewState.PLANNED


def test_an_interview_is_called_off_and_neither_held_nor_called_off_again(mikko, about):
    talk = planned(mikko, about)

    actions.cancel(mikko, talk.pk, because=Cancelling.UNSAFE, words="[[He]] waits outside.", at=NOW)

    _page, shown = queries.talk(mikko, about, interview=talk.pk)
    assert (shown.state, shown.cancelled_because) == (InterviewState.CANCELLED, Cancelling.UNSAFE)
    assert ("interview.cancel", "done") in watch.last(2)
    with pytest.raises(Refused, match="moved on"):
        held(mikko, talk)
    with pytest.raises(Refused, match="moved on"):
        actions.cancel(mikko, talk.pk, because=Cancelling.OTHER, words="", at=NOW)


def test_what_was_planned_before_admission_is_held_after_it_and_wishes_go_along(mikko, aino, veikko, referral, about):
    talk = planned(mikko, about)
    wished(mikko, about, Wanted.NOT_THIS, "Minh Example")
    referrals.propose(mikko, referral, ground="35.1", reasons="Found.", language="fi", explained_in="en", at=NOW)
    case = referrals.admit(aino, referral, opening=referrals.Admission(worker=veikko.id), at=NOW)
    of_case = About(Matter.CASE, case.pk)

    with pytest.raises(Refused, match="does not want this interpreter"):
        planned(veikko, of_case, Coming("Minh Example"))
    held(veikko, talk)

    assert queries.talk(veikko, of_case, interview=talk.pk)[1].state is InterviewState.HELD
    with pytest.raises(Refused, match="a client now"):
        planned(mikko, about)


def test_a_stranger_and_a_colleague_without_a_tie_learn_nothing(outi, member, mikko, about):
    talk = planned(mikko, about)
    for actor in (outi, member("hilla")):
        for deed in (
            lambda actor=actor: queries.talk(actor, about, interview=talk.pk),
            lambda actor=actor: planned(actor, about),
            lambda actor=actor: held(actor, talk),
            lambda actor=actor: actions.cancel(actor, talk.pk, because=Cancelling.OTHER, words="", at=NOW),
            lambda actor=actor: wished(actor, about, Wanted.WOMAN),
        ):
            with pytest.raises(NotFound):
                deed()
    with pytest.raises(NotFound):
        queries.talk(mikko, about, interview=new_id())


def test_nothing_remains_when_it_fails_halfway(mikko, about, monkeypatch):
    talk = planned(mikko, about)

    def broken(*_facts, **_more):
        raise RuntimeError

    monkeypatch.setattr(Interview, "save", broken)
    for deed in (
        lambda: held(mikko, talk),
        lambda: actions.cancel(mikko, talk.pk, because=Cancelling.OTHER, words="", at=NOW),
    ):
        with pytest.raises(RuntimeError):
            deed()
    monkeypatch.undo()

    assert queries.talk(mikko, about, interview=talk.pk)[1].state is InterviewState.PLANNED
