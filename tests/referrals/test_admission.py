"""Admission: what it waits for, who signs, what it opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kajo.access.crossing import READ, crossing
from kajo.access.gate import Refused, StepUpNeeded
from kajo.access.roles import StepUp
from kajo.access.verbs import Verb
from kajo.cases.models import Case
from kajo.clients.models import Person
from kajo.decisions.models import Decision
from kajo.referrals import actions, queries
from kajo.referrals.terms import (
    Admission,
    Agreed,
    Situation,
    State,
    Told,
)
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import line, watch

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


def stepped_up(actor, referral, at):
    return actor.stepped_up(StepUp(at, str(Verb.REFERRAL_ADMIT), str(referral.pk)))


def waiting(actor, **facts):
    return [each.reason for each in watch.rows(actor, Task, Verb.TASK_VIEW, state="open", **facts)]


def test_an_admission_opens_a_case_and_leaves_a_trace(mikko, aino, veikko, at):
    referral = received(mikko, at)
    proposed(mikko, referral, at)

    case = actions.admit(
        aino, referral.pk, opening=Admission(worker=veikko.id, main_form="labour", exploited_in="finland"), at=at
    )

    page = queries.referral(aino, referral.pk)
    assert (page.state, page.case, page.decided_on is not None) == (State.ADMITTED, case.pk, True)
    assert (case.ground, case.main_form, case.exploited_in) == ("35.1", "labour", "finland")
    assert waiting(veikko) == [Reason.MEET_CLIENT, Reason.SERVE_DECISION]
    assert ("referral.admit", "done") in watch.last(2)


def test_a_second_admission_is_refused(mikko, aino, at):
    referral = received(mikko, at)
    proposed(mikko, referral, at)
    actions.admit(aino, referral, opening=Admission(), at=at)

    with pytest.raises(Refused):
        actions.admit(aino, referral, opening=Admission(), at=at)


@pytest.mark.parametrize("is_urgent", [False, True])
@pytest.mark.parametrize("consent", [None, False])
def test_no_adult_is_admitted_who_was_not_asked_or_said_no(mikko, aino, at, is_urgent, consent):
    referral = received(mikko, at, is_urgent=is_urgent, consent=consent)
    proposed(mikko, referral, at)

    with pytest.raises(Refused) as refusal:
        actions.admit(aino, referral, opening=Admission(), at=at)

    assert refusal.value.message == queries.referral(aino, referral.pk).ripeness.because
    assert queries.referral(aino, referral.pk).state == State.RECEIVED
    assert watch.rows(aino, Case, Verb.CASE_LIST) == []
    assert ("referral.admit", "refused") in watch.last(3)


def test_what_is_not_urgent_waits_for_what_is_missing_and_what_is_urgent_does_not(mikko, aino, at):
    slow = received(mikko, at, told=replace(WHOLE, reach=None))
    quick = received(mikko, at, told=replace(WHOLE, reach=None), is_urgent=True)
    for each in (slow, quick):
        proposed(mikko, each, at)

    with pytest.raises(Refused):
        actions.admit(aino, slow, opening=Admission(), at=at)
    actions.admit(aino, quick, opening=Admission(), at=at)

    assert queries.referral(aino, quick.pk).state == State.ADMITTED


def test_a_child_does_not_wait_for_the_guardians_paper_but_a_no_stops(mikko, aino, at):
    child = Told(age_band="under_15", guardian="available", need="A home.")
    without, refused = (received(mikko, at, told=child, consent=None) for _ in range(2))
    actions.record_consent(mikko, refused, agreed=Agreed("guardian", is_given=False, given_at=at), at=at)
    for each in (without, refused):
        line.childs_view(mikko, each)
        proposed(mikko, each, at)

    actions.admit(aino, without, opening=Admission(), at=at)
    with pytest.raises(Refused):
        actions.admit(aino, refused, opening=Admission(), at=at)

    assert queries.referral(aino, without.pk).state == State.ADMITTED


def test_alone_only_in_an_urgent_matter_with_a_reason_and_a_fresh_factor(mikko, aino, at):
    urgent, slow = received(mikko, at, is_urgent=True), received(mikko, at)
    opening = Admission(reasons="Kept and worked.", alone_reason="Nobody else tonight.", situation=VICTIM)

    with pytest.raises(Refused) as not_urgent:
        actions.admit(stepped_up(aino, slow, at), slow, opening=opening, at=at)
    with pytest.raises(Refused) as no_reason:
        actions.admit(stepped_up(aino, urgent, at), urgent, opening=replace(opening, alone_reason=" "), at=at)
    with pytest.raises(StepUpNeeded):
        actions.admit(aino, urgent, opening=opening, at=at)
    actions.admit(stepped_up(aino, urgent, at), urgent, opening=opening, at=at)

    assert (not_urgent.value.field, no_reason.value.field) == ("alone_reason", "alone_reason")
    assert queries.referral(aino, urgent.pk).state == State.ADMITTED
    assert queries.referral(aino, slow.pk).prepared is None


def test_somebody_else_reviews_what_was_signed_alone(mikko, aino, marja, at):
    referral = received(mikko, at, is_urgent=True)
    opening = Admission(reasons="Kept.", alone_reason="Nobody else tonight.")
    actions.admit(stepped_up(aino, referral, at), referral, opening=opening, at=at)

    (review,) = watch.rows(marja, Task, Verb.TASK_VIEW, reason=str(Reason.REVIEW_SIGNED_ALONE))

    assert (review.not_for_id, review.owner_id, review.record) == (aino.id, None, referral.reference)


def test_a_worker_who_is_none_is_refused_and_nothing_remains(mikko, aino, marja, at):
    referral = received(mikko, at)
    proposed(mikko, referral, at)

    with pytest.raises(Refused) as refusal:
        actions.admit(aino, referral, opening=Admission(worker=marja.id), at=at)

    assert refusal.value.field == "worker"
    assert watch.rows(aino, Person, Verb.CASE_LIST) == []
    assert watch.rows(aino, Decision, Verb.DECISION_VIEW)[0].state == "draft"


@pytest.mark.parametrize(
    ("born_on", "expected", "precision"),
    [("1990-05-17", date(1990, 5, 17), "day"), ("1990-05", date(1990, 5, 1), "month"),
     ("1990", date(1990, 1, 1), "year"), (None, None, "unknown")],
)  # fmt: skip
def test_a_birth_goes_on_as_exactly_as_it_was_told(mikko, aino, at, born_on, expected, precision):
    referral = received(mikko, at, told=replace(WHOLE, born_on=born_on))
    proposed(mikko, referral, at)

    actions.admit(aino, referral, opening=Admission(), at=at)

    with crossing(aino, Verb.CASE_VIEW, READ, at):
        person = Person.objects.within(aino).get()
        assert (person.born_on.open() if person.born_on else None, person.birth_precision) == (expected, precision)
