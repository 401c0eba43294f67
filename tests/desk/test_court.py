"""What a court annulled is carried out as its answer is recorded."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from kajo.access.gate import Refused
from kajo.access.verbs import Verb
from kajo.cases.models import Case
from kajo.content.terms import Court
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import CourtOutcome, ServedBy
from kajo.desk import actions
from kajo.law.calendar import legal_day
from kajo.referrals.models import Referral
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import leaving, line, watch
from tests.factories.people import visiting

NOW = datetime.now(UTC)
TODAY = legal_day(NOW)
pytestmark = pytest.mark.django_db


def forwarded(decider, matter, kind):
    """An appeal against the signed decision of this kind, served and forwarded today."""
    found = watch.rows(decider, Decision, Verb.DECISION_VIEW, matter=matter, decision_kind=kind)
    decision = next(each for each in found if each.signed_at)
    decisions.serve(decider, decision.pk, served_by=ServedBy.HANDED_OVER, sent_on=TODAY, received_on=TODAY, at=NOW)
    appeal = decisions.receive_appeal(
        decider, decision.pk, arrived_on=TODAY, is_left_here=True, claims="It is wrong.", at=NOW
    )
    return decisions.forward_appeal(
        decider, appeal.pk, court=Court.HELSINKI, statement="It is right.", forwarded_on=TODAY, at=NOW
    )


def answered(actor, appeal, outcome=CourtOutcome.ANNULLED, record="H1234/2026", answer="Facts were left out."):
    return actions.answer_appeal(
        actor, appeal.pk, outcome=outcome, answered_on=TODAY, court_record=record, answer=answer, at=NOW
    )


def open_reasons(actor, about):
    return {each.reason for each in watch.rows(actor, Task, Verb.TASK_VIEW, about=about, state="open")}


def test_an_annulled_refusal_is_assessed_anew(mikko, aino):
    referral = line.refused(mikko, aino)
    appeal = forwarded(aino, referral.pk, "REFUSE")

    answered(aino, appeal)

    [again] = watch.rows(aino, Referral, Verb.REFERRAL_VIEW, pk=referral.pk)
    assert (again.state, again.decided_on) == ("assessing", None)
    assert str(Reason.ASSESS_REFERRAL) in open_reasons(aino, referral.pk)
    assert str(Reason.CARRY_OUT_JUDGMENT) not in open_reasons(aino, appeal.decision_id)


def test_an_annulled_removal_is_undone_from_its_date(mikko, aino, veikko):
    case = line.admitted(mikko, aino, veikko)
    leaving.removed(veikko, aino, case, NOW)
    appeal = forwarded(aino, case.pk, "REMOVE")

    answered(aino, appeal)

    [again] = watch.rows(aino, Case, Verb.CASE_VIEW, pk=case.pk)
    assert (again.state, again.removed_on) == ("open", None)


def test_who_may_not_undo_a_removal_leaves_a_task(mikko, aino, veikko, marja):
    case = line.admitted(mikko, aino, veikko)
    leaving.removed(veikko, aino, case, NOW)
    appeal = forwarded(aino, case.pk, "REMOVE")

    answered(marja, appeal)

    [still] = watch.rows(aino, Case, Verb.CASE_VIEW, pk=case.pk)
    assert still.state == "removed"
    assert str(Reason.CARRY_OUT_JUDGMENT) in open_reasons(aino, appeal.decision_id)


def test_a_dismissed_appeal_changes_nothing(mikko, aino):
    referral = line.refused(mikko, aino)

    answered(aino, forwarded(aino, referral.pk, "REFUSE"), CourtOutcome.DISMISSED, record="", answer="")

    [still] = watch.rows(aino, Referral, Verb.REFERRAL_VIEW, pk=referral.pk)
    assert still.state == "refused"


def test_an_annulment_without_record_or_reasons_leaves_all_as_it_was(mikko, aino):
    referral = line.refused(mikko, aino)
    appeal = forwarded(aino, referral.pk, "REFUSE")

    for words in ({"record": " "}, {"answer": ""}):
        with pytest.raises(Refused, match="An annulment is carried out"):
            answered(aino, appeal, **words)

    [still] = watch.rows(aino, Referral, Verb.REFERRAL_VIEW, pk=referral.pk)
    assert still.state == "refused"


def test_on_the_page_what_was_typed_stays(mikko, aino):
    referral = line.refused(mikko, aino)
    appeal = forwarded(aino, referral.pk, "REFUSE")
    address, browser = reverse("desk:answer_appeal", args=[appeal.decision_id, appeal.pk]), visiting(aino)
    words = {"outcome": "annulled", "answered_on": f"{TODAY:%d.%m.%Y}", "court_record": "", "answer": "Kept as typed."}

    refused = browser.post(address, words)
    taken = browser.post(address, words | {"court_record": "H1/26"})

    assert "name the court&#x27;s record number" in refused.content.decode()
    assert "Kept as typed." in refused.content.decode()
    assert taken.status_code == 302
    assert "The decision was annulled" in browser.get(taken.url).content.decode()
