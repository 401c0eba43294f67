"""Deeds with a referral until it is decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kajo.access import ties
from kajo.access.crossing import READ, crossing
from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.models import Tied
from kajo.access.verbs import Verb
from kajo.decisions.models import Decision
from kajo.law.finding import Spoken
from kajo.referrals import actions, queries
from kajo.referrals.models import Consent, Former, Referral, Supplement
from kajo.referrals.terms import (
    Admission,
    AgeBand,
    Agreed,
    Answer,
    Missing,
    Situation,
    State,
    Told,
    Why,
)
from kajo.vault.errors import Unopened
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import line, watch
from tests.factories.people import proven

pytestmark = pytest.mark.django_db

VICTIM = Situation(
    in_finland=True, may_be_victim=True, needs_assistance=True, assists_investigation=False,
    needs_special_assistance=False, minor_child_of_admitted=False,
)  # fmt: skip
WHOLE = Told(path="letter", age_band="adult", name="Linh Example", reach="By letter.", need="Advice.", account="Told.")


def received(actor, at, *, told=WHOLE, is_urgent=False, consent=True):
    agreed = Agreed("person", is_given=consent, given_at=at) if consent is not None else None
    return actions.receive(actor, None, told=told, is_urgent=is_urgent, agreed=agreed, at=at)


def proposed(actor, referral, at, **facts):
    words = {"ground": "35.1", "reasons": "Was kept and worked.", "language": "fi", "explained_in": "en"}
    return actions.propose(actor, referral, **(words | facts), at=at)


def waiting(actor, **facts):
    return [each.reason for each in watch.rows(actor, Task, Verb.TASK_VIEW, state="open", **facts)]


# receiving


def test_a_referral_is_received_with_next_to_nothing(mikko, at):
    made = actions.receive(mikko, None, told=Told(), is_urgent=False, at=at)

    page = queries.referral(mikko, made.pk)
    assert (page.state, page.age_band, page.is_urgent) == (State.RECEIVED, AgeBand.UNKNOWN, False)
    assert made.reference.startswith("R-")


def test_a_child_is_urgent_by_rule_and_somebody_has_the_task(mikko, at):
    made = actions.receive(mikko, None, told=Told(age_band="15_17"), is_urgent=False, at=at)

    assert queries.referral(mikko, made.pk).is_urgent
    assert waiting(mikko, about=made.pk) == [Reason.COMPLETE_REFERRAL]


# consent


def test_consent_is_recorded_with_who_when_language_and_interpreter(mikko, at):
    referral = received(mikko, at, consent=None)
    agreed = Agreed("person", is_given=True, given_at=at, language="vi", interpreter="Service 4")

    actions.record_consent(mikko, referral.pk, agreed=agreed, at=at)

    (said,) = queries.referral(mikko, referral.pk).consents
    assert (said.giver, said.is_given, str(said.language), said.interpreter) == ("person", True, "vi", "Service 4")
    assert ("referral.consent", "done") in watch.last(2)


def test_a_no_withdraws_what_the_same_one_gave_before(mikko, at):
    referral = received(mikko, at - timedelta(days=1))

    actions.record_consent(mikko, referral, agreed=Agreed("person", is_given=False, given_at=at), at=at)

    page = queries.referral(mikko, referral.pk)
    assert [(each.is_given, each.is_withdrawn) for each in page.consents] == [(True, True), (False, False)]
    assert Missing.CONSENT_OF_PERSON in page.completeness.outcome.missing


@pytest.mark.parametrize(
    ("agreed", "field"),
    [
        (lambda at: Agreed("person", is_given=True, given_at=at + timedelta(minutes=1)), "given_at"),
        (lambda at: Agreed("guardian", is_given=True, given_at=at), "given_by"),
    ],
)
def test_consent_of_tomorrow_or_of_a_suspected_guardian_is_refused(mikko, at, agreed, field):
    referral = received(mikko, at, told=Told(age_band="15_17", guardian="suspected"), consent=None)

    with pytest.raises(Refused) as refusal:
        actions.record_consent(mikko, referral, agreed=agreed(at), at=at)

    assert refusal.value.field == field
    assert watch.rows(mikko, Consent, Verb.REFERRAL_VIEW) == []


# amending


def test_what_is_told_later_stands_and_what_was_told_before_is_kept(mikko, at):
    referral = received(mikko, at, told=replace(WHOLE, whereabouts="First street 1"))
    told = replace(WHOLE, name="Linh Other", age_band="15_17", guardian="available", whereabouts="Second street 2")

    actions.amend(mikko, referral.pk, told=told, is_urgent=False, at=at)

    page = queries.referral(mikko, referral.pk)
    assert (page.name, page.age_band, page.is_urgent) == ("Linh Other", AgeBand.FROM_15, True)
    before = {each.what: each.words for each in page.formers}
    assert before == {
        Answer.NAME: "Linh Example", Answer.AGE_BAND: "adult", Answer.GUARDIAN: "", Answer.WHEREABOUTS: None,
        Answer.IS_URGENT: "no",
    }  # fmt: skip
    assert (
        queries.whereabouts(proven(mikko, "referral.reveal", referral.pk), referral.pk, why=Why.MEET)
        == "Second street 2"
    )


def test_an_empty_place_leaves_the_place_as_it_is(mikko, at):
    referral = received(mikko, at, told=replace(WHOLE, whereabouts="First street 1"))

    actions.amend(mikko, referral, told=replace(WHOLE, whereabouts=None, need="More."), is_urgent=False, at=at)

    assert (
        queries.whereabouts(proven(mikko, "referral.reveal", referral.pk), referral.pk, why=Why.MEET)
        == "First street 1"
    )
    assert [each.what for each in watch.rows(mikko, Former, Verb.REFERRAL_VIEW)] == [Answer.NEED]


def test_what_is_complete_now_needs_no_completing(mikko, at):
    referral = received(mikko, at, told=Told(age_band="adult"), is_urgent=True)
    assert waiting(mikko, about=referral.pk) == [Reason.COMPLETE_REFERRAL]

    actions.amend(mikko, referral, told=WHOLE, is_urgent=True, at=at)

    assert waiting(mikko, about=referral.pk) == []
    assert ("task.complete", "done") in watch.last(3)


def test_a_decided_referral_is_not_amended(mikko, aino, at):
    referral = line.referred(mikko)
    proposed(mikko, referral, at)
    actions.admit(aino, referral, opening=Admission(), at=at)

    with pytest.raises(Refused):
        actions.amend(mikko, referral, told=replace(WHOLE, name="Other"), is_urgent=True, at=at)

    assert queries.referral(mikko, referral.pk).name == "Linh Example"


def test_nothing_remains_of_an_amendment_that_cannot_be_kept(mikko, at):
    referral = received(mikko, at)

    with pytest.raises(Exception, match="third party"):
        actions.amend(mikko, referral, told=replace(WHOLE, name="Other", need="[[half"), is_urgent=False, at=at)

    assert queries.referral(mikko, referral.pk).name == "Linh Example"
    assert watch.rows(mikko, Former, Verb.REFERRAL_VIEW) == []


# assigning


def test_a_case_worker_who_is_given_a_referral_sees_it_and_has_the_task(mikko, marja, veikko, at):
    referral = received(mikko, at)
    with pytest.raises(NotFound):
        queries.referral(veikko, referral.pk)

    actions.assign(marja, referral.pk, worker=veikko.id, at=at)

    assert queries.referral(veikko, referral.pk).reference == referral.reference
    assert waiting(veikko, owner=veikko.id) == [Reason.ASSESS_REFERRAL]


def test_only_somebody_who_works_cases_is_given_a_referral(mikko, marja, at):
    referral = received(mikko, at)

    with pytest.raises(Refused) as refusal:
        actions.assign(marja, referral, worker=mikko.id, at=at)

    assert refusal.value.field == "worker"


# assessing and asking for more


def test_more_is_asked_for_until_a_day_and_then_looked_after(mikko, at):
    referral = received(mikko, at, told=Told(need="Help."))
    until = at.date() + timedelta(days=10)

    actions.ask_supplement(
        mikko, referral.pk, wanted=[Missing.AGE, Missing.REACH], words="By phone?", until_on=until, at=at
    )

    page = queries.referral(mikko, referral.pk)
    (asked,) = page.supplements
    assert (page.state, asked.wanted, asked.until_on) == (State.SUPPLEMENT_ASKED, (Missing.AGE, Missing.REACH), until)
    (task,) = watch.rows(mikko, Task, Verb.TASK_VIEW, reason=str(Reason.AWAIT_SUPPLEMENT))
    assert (task.owner_id, task.due_at.date() > until) == (mikko.id, True)


@pytest.mark.parametrize(
    ("days", "wanted", "field"), [(0, [Missing.AGE], "until_on"), (-3, [Missing.AGE], "until_on"), (5, [], "words")]
)
def test_a_request_without_a_day_to_come_or_a_content_is_refused(mikko, at, days, wanted, field):
    referral = received(mikko, at)

    with pytest.raises(Refused) as refusal:
        actions.ask_supplement(
            mikko, referral, wanted=wanted, words="", until_on=at.date() + timedelta(days=days), at=at
        )

    assert refusal.value.field == field
    assert watch.rows(mikko, Supplement, Verb.REFERRAL_VIEW) == []


def test_more_is_not_asked_for_twice_at_once(mikko, at):
    referral = received(mikko, at)
    facts = {"wanted": [Missing.AGE], "words": "", "until_on": at.date() + timedelta(days=5), "at": at}
    actions.ask_supplement(mikko, referral, **facts)

    with pytest.raises(Refused):
        actions.ask_supplement(mikko, referral, **facts)


def test_going_on_ends_the_waiting(mikko, at):
    referral = received(mikko, at)
    actions.ask_supplement(
        mikko, referral, wanted=[Missing.AGE], words="", until_on=at.date() + timedelta(days=5), at=at
    )

    actions.assess(mikko, referral.pk, at=at)

    page = queries.referral(mikko, referral.pk)
    assert (page.state, page.supplements[0].ended_at is not None) == (State.ASSESSING, True)
    assert waiting(mikko, reason=str(Reason.AWAIT_SUPPLEMENT)) == []


def test_what_is_being_assessed_is_not_begun_again(mikko, at):
    referral = received(mikko, at)
    actions.assess(mikko, referral, at=at)

    with pytest.raises(Refused):
        actions.assess(mikko, referral, at=at)


# preparing


def test_a_draft_rests_on_what_was_found(mikko, at):
    referral = received(mikko, at)

    draft = proposed(mikko, referral.pk, at, situation=VICTIM)

    prepared = queries.referral(mikko, referral.pk).prepared
    assert prepared is not None
    assert (prepared.id, prepared.reasons, prepared.is_mine) == (draft.pk, "Was kept and worked.", True)
    assert [str(each) for each in prepared.found] == ["in_finland", "may_be_victim", "needs_assistance"]


@pytest.mark.parametrize(
    ("ground", "found", "field"),
    [("35.2", VICTIM, "ground"), ("35.1", replace(VICTIM, in_finland=False), "found"),
     ("35.1", replace(VICTIM, needs_assistance=False), "found")],
)  # fmt: skip
def test_a_ground_that_was_not_found_is_refused(mikko, at, ground, found, field):
    referral = received(mikko, at)

    with pytest.raises(Refused) as refusal:
        proposed(mikko, referral, at, ground=ground, situation=found)

    assert refusal.value.field == field
    assert watch.rows(mikko, Decision, Verb.DECISION_VIEW) == []


def test_one_draft_at_a_time(mikko, at):
    referral = received(mikko, at)
    proposed(mikko, referral, at)

    with pytest.raises(Refused):
        proposed(mikko, referral, at)


# hidden from strangers, and from those with a conflict of interest

DEEDS = {
    "amend": lambda who, key, at: actions.amend(who, key, told=WHOLE, is_urgent=False, at=at),
    "consent": lambda who, key, at: actions.record_consent(
        who, key, agreed=Agreed("person", is_given=True, given_at=at), at=at
    ),
    "assign": lambda who, key, at: actions.assign(who, key, worker=who.id, at=at),
    "assess": lambda who, key, at: actions.assess(who, key, at=at),
    "supplement": lambda who, key, at: actions.ask_supplement(
        who, key, wanted=[], words="More?", until_on=at.date() + timedelta(days=9), at=at
    ),
    "propose": lambda who, key, at: proposed(who, key, at),
    "admit": lambda who, key, at: actions.admit(who, key, opening=Admission(), at=at),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_a_stranger_cannot_do_it_and_learns_nothing(mikko, outi, at, deed):
    referral = received(mikko, at)

    with pytest.raises(NotFound):
        DEEDS[deed](outi, referral.pk, at)

    assert watch.last() == [(f"referral.{deed}", "forbidden")]
    assert queries.referral(mikko, referral.pk).edition == referral.edition


@pytest.mark.django_db(transaction=True)  # a subject of the same transaction takes no ties but its maker's
def test_a_conflict_of_interest_takes_the_referral_from_the_director_too(mikko, aino, at):
    referral = received(mikko, at)
    with acting(aino, Verb.TIE_MAKE, at):
        ties.tie(referral.subject_id, aino.id, Tied.CONFLICT, at=at)

    with pytest.raises(NotFound):
        queries.referral(aino, referral.pk)
    with pytest.raises(NotFound):
        proposed(aino, referral.pk, at)


def test_a_late_writer_is_refused(mikko, at):
    referral = received(mikko, at)
    actions.amend(mikko, referral.pk, told=replace(WHOLE, need="First."), is_urgent=False, seen=1, at=at)

    with pytest.raises(Refused):
        actions.amend(mikko, referral.pk, told=replace(WHOLE, need="Second."), is_urgent=False, seen=1, at=at)

    assert queries.referral(mikko, referral.pk).need == "First."


def test_where_the_person_is_stays_shut_to_every_other_door(mikko, at):
    referral = received(mikko, at, told=replace(WHOLE, whereabouts="First street 1"))

    with crossing(mikko, Verb.REFERRAL_VIEW, READ, at), pytest.raises(Unopened):
        Referral.objects.within(mikko).get(pk=referral.pk).whereabouts.open()


def test_a_draft_written_anew_has_a_new_preparer_and_the_new_words(mikko, aino, at):
    referral = received(mikko, at)
    draft = proposed(aino, referral, at)

    again = proposed(mikko, referral.pk, at, reasons="Better words.", is_anew=True)

    prepared = queries.referral(aino, referral.pk).prepared
    assert prepared is not None
    assert (again.pk, prepared.reasons, prepared.is_mine) == (draft.pk, "Better words.", False)


def test_words_that_no_letter_can_print_are_refused_and_nothing_remains(mikko, at):
    referral = received(mikko, at)

    with pytest.raises(Spoken):
        proposed(mikko, referral, at, reasons="Kept 😟")

    assert watch.rows(mikko, Decision, Verb.DECISION_VIEW) == []
    assert not queries.queue(mikko, None).lines[0].is_prepared
