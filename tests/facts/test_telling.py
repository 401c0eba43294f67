"""What happened is told one thing at a time, is never overwritten, and has at most one main form."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.cases import actions as cases
from kajo.cases.models import Case
from kajo.facts import actions, queries
from kajo.facts.models import Statement
from kajo.facts.terms import About, Answer, Exploitation, Matter, Reliability, Source, Told, What
from kajo.law.calendar import legal_day
from kajo.referrals import actions as referrals
from kajo.vault.models import new_id
from tests.factories import line, watch
from tests.factories.telling import told, told_of

NOW = datetime.now(UTC)
TODAY = legal_day(NOW)
pytestmark = pytest.mark.django_db


def statements(actor, **facts):
    return watch.rows(actor, Statement, Verb.FACT_VIEW, **facts)


def columns(actor, case):
    (row,) = watch.rows(actor, Case, Verb.CASE_VIEW, pk=case.pk)
    return row.main_form, row.exploited_in


def test_a_thing_is_told_and_leaves_a_trace(mikko, about):
    row = told(mikko, about, What.MEANS, "debt", note="A debt [[to Matti]].")

    (fact,) = queries.story(mikko, about).facts
    event = watch.events()[-2]
    assert (fact.label, fact.note, fact.source) == ("a debt, real or made up", "A debt [[to Matti]].", Source.PERSON)
    assert [each.is_about_another for each in fact.pieces] == [False, True, False]
    assert (event.verb, event.outcome, event.actor) == ("fact.record", "done", str(mikko.id))
    assert row.recorded_by_id == mikko.id
    assert watch.last() == [("fact.view", "read")]


def test_not_to_tell_is_an_answer_and_so_is_that_nobody_asked(mikko, about):
    for answer in (Answer.DID_NOT_WANT, Answer.NOT_ASKED, Answer.NOT_KNOWN):
        told(mikko, about, What.MEANS, "", answer=answer)

    assert [each.answer for each in queries.story(mikko, about).facts] == [
        Answer.DID_NOT_WANT,
        Answer.NOT_ASKED,
        Answer.NOT_KNOWN,
    ]


def test_what_is_of_health_lies_under_health(mikko, about):
    told(mikko, about, What.INJURY, "pregnancy", note="Month six.")

    (row,) = statements(mikko)
    (fact,) = queries.story(mikko, about).facts
    assert (row.told, row.note) == (None, None)
    assert row.hurt is not None
    assert (fact.label, fact.note) == ("pregnancy", "Month six.")


@pytest.mark.parametrize(
    ("what", "words", "sentence"),
    [
        (What.MEANS, {"value": ""}, "or say that it was not told"),
        (What.MEANS, {"value": "debt", "answer": Answer.NOT_ASKED}, "not both"),
        (What.MEANS, {"value": "labour"}, "Choose from the list"),
        (What.PLACE, {"value": "finland"}, "Choose from the list"),
        (What.AGE, {"value": "200"}, "Choose from the list"),
        (What.MEANS, {"value": "debt", "from_on": "2024"}, "Days belong to"),
        (What.PERIOD, {"value": "", "from_on": "2999"}, "future"),
        (What.PERIOD, {"value": "", "from_on": "2024-05", "until_on": "2023"}, "before it began"),
        (What.PERIOD, {"value": "", "until_on": "2023", "goes_on": True}, "cannot go on and have ended"),
        (What.FORM, {"value": "labour", "told_on": TODAY + timedelta(days=1)}, "told in the future"),
        (What.FORM, {"value": "labour", "source": Source.SEEN}, "how reliable"),
        (What.FORM, {"value": "", "note": "x", "is_main": True}, "choose which"),
        (What.MEANS, {"value": "debt", "is_main": True}, "choose which"),
        (
            What.FORM,
            {"value": "labour", "source": Source.SEEN, "reliability": Reliability.FIRM, "is_main": True},
            "grounds no decision",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence_and_changes_nothing(mikko, about, what, words, sentence):
    with pytest.raises(Refused, match=sentence):
        told(mikko, about, what, **words)

    assert statements(mikko) == []
    assert watch.last() == [("fact.record", "refused")]


def test_a_day_is_known_as_far_as_it_is_known(mikko, about):
    told(mikko, about, What.PERIOD, "", from_on="2024-05", until_on="2024", is_about=True)
    told(mikko, about, What.PERIOD, "", from_on="2024-05-17", goes_on=True)

    first, second = queries.story(mikko, about).facts
    assert (first.from_on, first.until_on, first.is_about) == ("2024-05", "2024", True)
    assert (second.from_on, second.goes_on) == ("2024-05-17", True)


def test_an_observation_is_marked(mikko, about):
    told(mikko, about, What.INJURY, "body", source=Source.SEEN, reliability=Reliability.UNSURE)

    (fact,) = queries.story(mikko, about).facts
    assert fact.is_observation


def test_a_correction_is_a_new_row_and_the_former_stays_with_its_reason(mikko, about):
    row = told(mikko, about, What.MEANS, "debt")

    anew = actions.correct(
        mikko, about, statement=row.pk, told=Told(What.MEANS, value="documents"), reason="Misheard.", at=NOW
    )

    story = queries.story(mikko, about)
    assert [each.value for each in story.facts] == ["documents"]
    assert [(each.value, each.reason[0].words, each.superseded_by) for each in story.formers] == [
        ("debt", "Misheard.", "Mikko")
    ]
    assert anew.corrects_id == row.pk
    assert ("fact.correct", "done") in watch.last(2)


def test_what_never_was_is_only_taken_back(mikko, about):
    row = told(mikko, about, What.MEANS, "debt")

    actions.correct(mikko, about, statement=row.pk, told=None, reason="Of somebody else.", at=NOW)

    assert queries.story(mikko, about).facts == ()
    with pytest.raises(Refused, match="corrected already"):
        actions.correct(mikko, about, statement=row.pk, told=None, reason="Again.", at=NOW)
    with pytest.raises(NotFound):
        actions.correct(mikko, about, statement=new_id(), told=None, reason="None.", at=NOW)
    other = told(mikko, about, What.MEANS, "debt")
    with pytest.raises(Refused, match="same kind"):
        actions.correct(mikko, about, statement=other.pk, told=Told(What.PLACE, value="FI"), reason="x", at=NOW)


def test_a_new_main_form_takes_the_place_of_the_former_which_stays_a_form(mikko, about):
    told(mikko, about, What.FORM, "labour", is_main=True, note="In a kitchen.")
    told(mikko, about, What.FORM, "sexual", is_main=True)

    story = queries.story(mikko, about)
    assert [(each.value, each.is_main) for each in story.facts] == [("labour", False), ("sexual", True)]
    assert story.facts[0].note == "In a kitchen."
    assert [each.reason[0].words for each in story.formers] == ["Another form is the main one now."]


def test_the_database_itself_knows_one_main_form(mikko, about, referral):
    told(mikko, about, What.FORM, "labour", is_main=True)

    with pytest.raises(IntegrityError, match="statement_one_main_form"), acting(mikko, Verb.FACT_RECORD):
        Statement.objects.create(
            subject_id=referral.subject_id, about_kind=str(Matter.REFERRAL), about=referral.pk, what="form",
            is_main=True, told={"value": "sexual"}, source="person", reliability="firm", recorded_at=NOW,
        )  # fmt: skip


DEEDS = st.lists(
    st.tuples(st.sampled_from(["record", "correct", "take back"]), st.sampled_from(Exploitation), st.booleans()),
    min_size=1,
    max_size=12,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(deeds=DEEDS)
def test_whatever_is_done_there_is_at_most_one_main_form_and_the_case_says_the_same(mikko, aino, veikko, deeds):
    referral = line.referred(mikko)
    before = About(Matter.REFERRAL, referral.pk)
    told(mikko, before, What.FORM, "begging", is_main=True)
    referrals.propose(mikko, referral, ground="35.1", reasons="Found.", language="fi", explained_in="en", at=NOW)
    case = referrals.admit(aino, referral, opening=referrals.Admission(worker=veikko.id), at=NOW)
    about = About(Matter.CASE, case.pk)

    for deed, form, is_main in deeds:
        facts = queries.story(veikko, about).facts
        anew = Told(What.FORM, value=str(form), is_main=is_main)
        if deed == "record" or not facts:
            cases.record_fact(veikko, case.pk, told=anew, at=NOW)
        else:
            what = anew if deed == "correct" else None
            cases.correct_fact(veikko, case.pk, statement=facts[-1].id, told=what, reason="So.", at=NOW)
        main = [each for each in queries.story(veikko, about).facts if each.is_main]
        counted = queries_form(main[0].value) if main else ""

        assert len(main) <= 1
        assert columns(veikko, case)[0] == counted


def queries_form(value):
    from kajo.facts.terms import COUNTED

    return str(COUNTED[Exploitation(value)])


def test_what_was_told_before_admission_is_counted_and_seen_after_it(mikko, aino, veikko, referral, about):
    told(mikko, about, What.FORM, "servitude", is_main=True)
    told(mikko, about, What.PLACE, "TH")
    referrals.propose(mikko, referral, ground="35.1", reasons="Found.", language="fi", explained_in="en", at=NOW)
    opening = referrals.Admission(worker=veikko.id, main_form="sexual", exploited_in="finland")

    case = referrals.admit(aino, referral, opening=opening, at=NOW)

    story = queries.story(veikko, About(Matter.CASE, case.pk))
    assert columns(veikko, case) == ("labour", "abroad")
    assert [each.value for each in story.facts] == ["servitude", "TH"]
    assert Verb.FACT_RECORD in story.page.may
    with pytest.raises(Refused, match="a client now"):
        told(mikko, about, What.MEANS, "debt")
    assert queries.story(mikko, about).page.may == frozenset()


def test_what_the_decider_named_stands_until_something_is_told(veikko, mikko, aino, referral):
    referrals.propose(mikko, referral, ground="35.1", reasons="Found.", language="fi", explained_in="en", at=NOW)
    opening = referrals.Admission(worker=veikko.id, main_form="sexual", exploited_in="abroad")
    case = referrals.admit(aino, referral, opening=opening, at=NOW)
    assert columns(veikko, case) == ("sexual", "abroad")

    told_of(veikko, case, What.FORM, "labour")
    assert columns(veikko, case) == ("sexual", "abroad")
    row = told_of(veikko, case, What.PLACE, "FI", goes_on=False)
    told_of(veikko, case, What.PLACE, "TH")
    assert columns(veikko, case) == ("sexual", "finland")
    cases.correct_fact(veikko, case.pk, statement=row.pk, told=None, reason="Never here.", at=NOW)
    assert columns(veikko, case) == ("sexual", "abroad")


def test_an_observation_of_a_place_is_not_counted(veikko, case):
    told_of(veikko, case, What.PLACE, "FI", source=Source.SEEN, reliability=Reliability.FIRM)

    assert columns(veikko, case)[1] == ""


def test_a_stranger_and_a_colleague_on_duty_without_a_tie_learn_nothing(outi, aino, mikko, member, case, client_about):
    row = told_of(aino, case, What.MEANS, "debt")
    for actor in (outi, member("hilla")):
        with pytest.raises(NotFound):
            queries.story(actor, client_about)
        with pytest.raises(NotFound):
            told_of(actor, case, What.MEANS, "debt")
        with pytest.raises(NotFound):
            actions.correct(actor, client_about, statement=row.pk, told=None, reason="x", at=NOW)
    with pytest.raises(NotFound):
        queries.story(outi, About(Matter.CASE, new_id()))


def test_nothing_remains_when_it_fails_halfway(veikko, case, monkeypatch):
    told_of(veikko, case, What.FORM, "labour", is_main=True)

    def broken(*_facts, **_more):
        raise RuntimeError

    monkeypatch.setattr("kajo.facts.actions.telling.Statement.objects.create", broken)
    with pytest.raises(RuntimeError):
        told_of(veikko, case, What.FORM, "sexual", is_main=True)
    monkeypatch.undo()

    assert [each.is_main for each in statements(veikko, superseded_at__isnull=True)] == [True]
    assert columns(veikko, case)[0] == "labour"
