"""An appeal arrives, goes to the court with a statement, and the answer comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from kajo.access.doors import acting
from kajo.access.gate import Refused
from kajo.access.verbs import Verb
from kajo.content.terms import Court
from kajo.decisions import actions, queries
from kajo.decisions.models import Appeal
from kajo.decisions.terms import CourtOutcome
from kajo.law.calendar import legal_day
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import deciding
from tests.factories.people import visiting

NOW = datetime.now(UTC)
TODAY = legal_day(NOW)
pytestmark = pytest.mark.django_db


def open_tasks(actor, decision):
    with acting(actor, Verb.DECISION_DRAFT):
        return [each.reason for each in Task.objects.within(actor).filter(about=decision, state="open")]


def test_an_appeal_goes_its_whole_way(aino, veikko, case):
    received = deciding.appealed(veikko, aino, case)
    assert str(Reason.FORWARD_APPEAL) in open_tasks(aino, received.decision_id)
    forwarded = deciding.forwarded(aino, received)
    assert str(Reason.FORWARD_APPEAL) not in open_tasks(aino, received.decision_id)
    answered = deciding.answered(aino, forwarded)
    closed = actions.close_appeal(aino, answered.pk, final_on=TODAY, at=NOW)

    assert [each.state for each in (received, forwarded, answered, closed)] == [
        "received",
        "forwarded",
        "decided",
        "final",
    ]
    assert str(Reason.CARRY_OUT_JUDGMENT) not in open_tasks(aino, received.decision_id)


def test_an_annulled_decision_is_carried_out_by_a_task(aino, veikko, case):
    appeal = deciding.answered(
        aino, deciding.forwarded(aino, deciding.appealed(veikko, aino, case)), CourtOutcome.ANNULLED
    )

    assert str(Reason.CARRY_OUT_JUDGMENT) in open_tasks(aino, appeal.decision_id)
    shown = queries.decision(aino, appeal.decision_id, on=TODAY).appeals
    assert [(each.id, each.outcome) for each in shown] == [(appeal.pk, CourtOutcome.ANNULLED)]


def test_no_step_is_left_out_or_done_twice(aino, veikko, case):
    appeal = deciding.appealed(veikko, aino, case)
    with pytest.raises(Refused, match="moved on"):
        deciding.answered(aino, appeal)
    deciding.forwarded(aino, appeal)
    with pytest.raises(Refused, match="moved on"):
        deciding.forwarded(aino, appeal)
    deciding.answered(aino, appeal)
    with pytest.raises(Refused, match="moved on"):
        deciding.answered(aino, appeal, CourtOutcome.ANNULLED)


def test_one_appeal_at_a_time_and_only_against_a_served_decision(aino, veikko, case, signed):
    with pytest.raises(Refused, match="how the decision was served"):
        actions.receive_appeal(veikko, signed.pk, arrived_on=TODAY, is_left_here=True, claims="", at=NOW)
    appeal = deciding.appealed(veikko, aino, case)
    with pytest.raises(Refused, match="under way"):
        actions.receive_appeal(veikko, appeal.decision_id, arrived_on=TODAY, is_left_here=True, claims="", at=NOW)


def test_impossible_days_change_nothing(aino, veikko, case):
    appeal = deciding.appealed(veikko, aino, case)
    for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
        with pytest.raises(Refused, match="after it arrived"):
            actions.forward_appeal(aino, appeal.pk, court=Court.HELSINKI, statement="Late.", forwarded_on=day, at=NOW)

    with acting(aino, Verb.DECISION_DRAFT):
        assert Appeal.objects.within(aino).get(pk=appeal.pk).state == "received"


def test_on_the_pages(aino, veikko, case):
    appeal = deciding.answered(aino, deciding.forwarded(aino, deciding.appealed(veikko, aino, case)))
    actions.close_appeal(aino, appeal.pk, final_on=TODAY, at=NOW)
    decision, browser = appeal.decision_id, visiting(aino)
    page = reverse("decisions:decision", args=[decision])
    assert "The appeal was dismissed" in browser.get(page).content.decode()

    again = browser.post(
        reverse("decisions:appeal", args=[decision]),
        {"arrived_on": f"{TODAY:%d.%m.%Y}", "is_left_here": "yes", "claims": "Once more, please."},
    )
    shown = browser.get(page).content.decode()

    assert again.status_code == 302
    assert "Once more, please." in shown
    assert "It arrived on or before the last day." in shown
    assert "Forward the appeal" in shown


def test_a_worker_records_an_appeal_and_the_decider_answers_it(aino, veikko, outi, case):
    appeal = deciding.appealed(veikko, aino, case)
    forward = reverse("decisions:forward_appeal", args=[appeal.decision_id, appeal.pk])

    assert visiting(veikko).get(forward).status_code == 404
    assert visiting(outi).get(forward).status_code == 404
    assert visiting(aino).get(forward).status_code == 200
