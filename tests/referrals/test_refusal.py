"""Refusal: what it waits for, who signs, what a court may undo."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.cases.models import Case
from kajo.decisions.models import Decision
from kajo.law.calendar import legal_day
from kajo.referrals import actions, queries
from kajo.referrals.terms import Admission, Situation, State
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import line, watch
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db

VICTIM = Situation(
    in_finland=True, may_be_victim=True, needs_assistance=True, assists_investigation=False,
    needs_special_assistance=False, minor_child_of_admitted=False,
)  # fmt: skip
REFUSAL = {"found": ["in_finland"], "reasons": "Nothing suggests trafficking.", "language": "fi", "explained_in": "en"}
COURT = {"court_reference": "H1/26", "reason": "Facts were left out."}


def shown(answer) -> str:
    return answer.content.decode()


def tasks(actor, **facts):
    return [each.reason for each in watch.rows(actor, Task, Verb.TASK_VIEW, state="open", **facts)]


def reopened(actor, referral, at, **facts):
    return actions.reopen(actor, referral.pk, **(COURT | {"court_decided_on": legal_day(at)} | facts), at=at)


def test_a_refusal_is_signed_and_leaves_a_trace_and_no_case(mikko, aino, at):
    referral = line.referred(mikko)
    line.proposed_refusal(mikko, referral)

    signed = actions.refuse(aino, referral.pk, at=at)

    page = queries.referral(aino, referral.pk)
    assert (page.state, page.decided_on, page.case) == (State.REFUSED, legal_day(at), None)
    assert (signed.state, signed.decision_kind, signed.signed_by_id) == ("signed", "REFUSE", aino.id)
    assert tasks(aino, about=referral.pk) == []
    assert tasks(aino, about=signed.pk) == [Reason.SERVE_DECISION]
    assert watch.rows(aino, Case, Verb.CASE_LIST) == []
    assert ("referral.refuse", "done") in watch.last(3)


def test_no_consent_is_needed_to_be_refused(mikko, aino, at):
    referral = actions.receive(mikko, None, told=actions.Told(need="Advice."), is_urgent=False, at=at)
    line.proposed_refusal(mikko, referral)

    actions.refuse(aino, referral.pk, at=at)

    assert queries.referral(aino, referral.pk).state == State.REFUSED


def test_whoever_shall_be_admitted_is_not_refused(mikko, at):
    referral = line.referred(mikko)

    with pytest.raises(Refused) as refusal:
        line.proposed_refusal(mikko, referral, situation=VICTIM)

    assert refusal.value.field == "found"
    assert watch.rows(mikko, Decision, Verb.DECISION_VIEW) == []


def test_its_preparer_does_not_sign_it_nor_anybody_twice(mikko, aino, at):
    own, other = line.referred(mikko), line.referred(mikko)
    line.proposed_refusal(aino, own)
    line.proposed_refusal(mikko, other)
    actions.refuse(aino, other.pk, at=at)

    for each in (own, other):
        with pytest.raises(Refused):
            actions.refuse(aino, each.pk, at=at)

    assert queries.referral(aino, own.pk).state == State.RECEIVED


def test_an_admission_is_not_signed_as_a_refusal_nor_the_other_way_round(mikko, aino, at):
    admission, refusal, nothing = (line.referred(mikko) for _ in range(3))
    actions.propose(mikko, admission, ground="35.1", reasons="Kept.", language="fi", explained_in="en", at=at)
    line.proposed_refusal(mikko, refusal)

    for each in (admission, nothing):
        with pytest.raises(Refused):
            actions.refuse(aino, each.pk, at=at)
    with pytest.raises(Refused):
        actions.admit(aino, refusal.pk, opening=Admission(), at=at)

    assert watch.rows(aino, Case, Verb.CASE_LIST) == []


def test_a_draft_becomes_a_refusal_or_an_admission_as_it_is_written_anew(mikko, aino, marja, at):
    referral = line.referred(mikko)
    first = actions.propose(mikko, referral, ground="35.1", reasons="Kept.", language="fi", explained_in="en", at=at)

    second = line.proposed_refusal(marja, referral, is_anew=True)
    third = actions.propose(
        mikko, referral, ground="35.1", reasons="Kept after all.", language="fi", explained_in="en", is_anew=True, at=at
    )
    case = actions.admit(aino, referral.pk, opening=Admission(), at=at)

    assert (first.pk, second.decision_kind) == (second.pk, "REFUSE")
    assert (third.pk, case.decision_id) == (first.pk, first.pk)


def test_a_stranger_learns_nothing(mikko, outi, aino, at):
    referral = line.refused(mikko, aino)

    for deed in (
        lambda: line.proposed_refusal(outi, referral),
        lambda: actions.refuse(outi, referral.pk, at=at),
        lambda: reopened(outi, referral, at),
    ):
        with pytest.raises(NotFound):
            deed()


def test_an_annulled_refusal_is_assessed_anew_and_may_end_in_an_admission(mikko, aino, at):
    referral = line.refused(mikko, aino)
    (annulled,) = watch.rows(aino, Decision, Verb.DECISION_VIEW)

    reopened(aino, referral, at)

    page = queries.referral(aino, referral.pk)
    assert (page.state, page.decided_on, page.prepared, page.is_drafted) == (State.ASSESSING, None, None, False)
    assert [(each.annulled, each.court_reference, each.reason) for each in page.reopened] == [
        (annulled.pk, "H1/26", "Facts were left out.")
    ]
    assert tasks(aino, about=referral.pk) == [Reason.ASSESS_REFERRAL]
    actions.propose(mikko, referral.pk, ground="35.1", reasons="Kept.", language="fi", explained_in="en", at=at)
    case = actions.admit(aino, referral.pk, opening=Admission(), at=at)
    assert case.decision_id != annulled.pk
    assert {each.state for each in watch.rows(aino, Decision, Verb.DECISION_VIEW)} == {"signed"}


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"court_reference": " "}, "court_reference"), ({"reason": ""}, "reason"),
     ({"court_decided_on": timedelta(days=1)}, "court_decided_on"),
     ({"court_decided_on": timedelta(days=-1)}, "court_decided_on")],
)  # fmt: skip
def test_a_reopening_without_reference_reason_or_a_possible_day_is_refused(mikko, aino, at, facts, field):
    referral = line.refused(mikko, aino)
    given = {name: legal_day(at) + each if isinstance(each, timedelta) else each for name, each in facts.items()}

    with pytest.raises(Refused) as refusal:
        reopened(aino, referral, at, **given)

    assert refusal.value.field == field
    assert queries.referral(aino, referral.pk).state == State.REFUSED


def test_what_was_not_refused_is_not_reopened(mikko, aino, at):
    with pytest.raises(Refused):
        reopened(aino, line.referred(mikko), at)


def test_a_refusal_goes_through_the_pages_without_a_script(mikko, aino, at):
    referral = line.referred(mikko)
    own, other = visiting(mikko), visiting(aino)
    propose = reverse("referrals:propose_refusal", args=[referral.pk])
    refuse = reverse("referrals:refuse", args=[referral.pk])
    assert "No refusal lies ready" in shown(other.get(refuse))

    look = shown(own.post(propose, REFUSAL | {"found": ["in_finland", "may_be_victim", "needs_assistance"], "look": 1}))
    blocked = shown(own.post(propose, REFUSAL | {"found": ["in_finland", "may_be_victim", "needs_assistance"]}))
    made = own.post(propose, REFUSAL)
    led = other.get(reverse("referrals:admit", args=[referral.pk]))
    read = shown(other.get(refuse))
    unheard = shown(other.post(refuse, {}))
    draft = watch.rows(aino, Decision, Verb.DECISION_VIEW, matter=referral.pk)[0]
    words = {"skipped": "rejected_at_once", "reason": "Heard on the telephone."}
    other.post(reverse("decisions:skip_hearing", args=[draft.pk]), words)
    done = other.post(refuse, {})

    assert "the law says to admit" in look
    assert "the law says to admit" in blocked
    assert "Nothing suggests trafficking." in blocked
    assert (made.status_code, led.headers["Location"], done.status_code) == (302, refuse, 302)
    assert "Nothing suggests trafficking." in read
    assert "Sign and refuse" in read
    assert "The party has not been heard" in unheard
    page = shown(other.get(f"/referrals/{referral.pk}/"))
    assert "Refused" in page
    again = shown(other.post(refuse, {}))
    assert "already moved on" in again


def test_the_annulled_refusal_stands_on_the_page(mikko, aino, at):
    referral = line.refused(mikko, aino)
    reopened(aino, referral, at)

    page = shown(visiting(aino).get(f"/referrals/{referral.pk}/"))

    assert "Annulled by a court" in page
    assert "H1/26" in page
    assert "Prepare the refusal" in page
