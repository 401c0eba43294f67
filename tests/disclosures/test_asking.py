"""Requests to others: asked on a ground, reminded, answered, taken back; hidden from the stranger."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.disclosures import actions, queries
from kajo.disclosures.models import Request
from kajo.disclosures.terms import Ground, Holder, Need, RequestState, Way
from kajo.law.calendar import legal_day
from kajo.work import queries as work
from kajo.work.models import Task
from tests.factories import exchanging, line
from tests.factories.exchanging import DAY, asked, matter_of
from tests.factories.trail import trace
from tests.factories.watch import rows

pytestmark = pytest.mark.django_db


def tasks(actor, about, state="open"):
    return [each.reason for each in rows(actor, Task, Verb.TASK_VIEW, about=about, state=state)]


def test_a_request_is_asked_and_its_answer_awaited(veikko, case, matter, traced):
    made = asked(veikko, matter)

    shown = queries.request(veikko, made.pk)
    assert (shown.state, shown.ground, shown.extent, shown.days) == (
        RequestState.ASKED, Ground.DESPITE_SECRECY, "Which services run.", 14,
    )  # fmt: skip
    assert shown.basis == "Reception Act 746/2011, s. 58(1)"
    assert (shown.record, made.subject_id) == (case.reference, case.subject_id)
    assert tasks(veikko, made.pk) == ["await_answer"]
    assert trace(veikko, "request.ask", "done", made) in traced


def test_a_request_is_asked_in_a_referral_too(mikko, aino):
    referral = line.referred(mikko)

    made = asked(aino, matter_of(referral), holder=Holder.INVESTIGATOR, need=Need.ADMISSION)

    assert made.subject_id == referral.subject_id
    assert made.basis == "Act on Personal Data in Migration Administration 615/2020, s. 13(4)(3)"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"holder": Holder.OTHER}, "has_consent"),
        ({"holder": Holder.MIGRI, "need": Need.ADMISSION}, "has_consent"),
        ({"holder": Holder.REFERRER}, "has_consent"),
        ({"necessary": False, "has_consent": True}, "necessary"),
    ],
)
def test_nothing_is_asked_without_a_ground(veikko, matter, traced, facts, field):
    with pytest.raises(Refused) as refusal:
        asked(veikko, matter, **facts)

    assert refusal.value.field == field
    assert rows(veikko, Request, Verb.REQUEST_VIEW) == []
    assert trace(veikko, "request.ask", "refused") in traced


def test_with_consent_anybody_may_be_asked(veikko, matter):
    made = asked(veikko, matter, holder=Holder.OTHER, has_consent=True)

    assert made.ground == Ground.BY_CONSENT


@pytest.mark.parametrize("facts", [{"asked_on": 1, "due_on": 2}, {"asked_on": 0, "due_on": -1}])
def test_days_that_make_no_sense_are_refused(veikko, matter, at, facts):
    with pytest.raises(Refused):
        asked(veikko, matter, **{name: legal_day(at) + days * DAY for name, days in facts.items()})


def test_a_reminder_moves_the_day_and_its_task(veikko, matter, traced, at):
    made = asked(veikko, matter, ago=20)
    on = legal_day(at)

    actions.remind(veikko, made.pk, reminded_on=on, due_on=on + 7 * DAY, at=at)

    shown = queries.request(veikko, made.pk)
    assert (shown.reminders, shown.reminded_on, shown.days) == (1, on, 7)
    assert tasks(veikko, made.pk) == ["await_answer"]
    assert tasks(veikko, made.pk, "done") == ["await_answer"]
    assert trace(veikko, "request.remind", "done", made) in traced


def test_a_request_without_its_answer_is_overdue_on_the_desk(veikko, matter, at):
    made = asked(veikko, matter, ago=30)

    waiting = next(
        each for each in work.tasks(veikko, None, everybodys=False, on=legal_day(at)).lines if each.about == made.pk
    )

    assert waiting.days < 0
    assert queries.request(veikko, made.pk).days == -16


@pytest.mark.parametrize(("has_nothing", "answer"), [(False, "Two services run."), (True, ""), (True, "None known.")])
def test_an_answer_is_filed_and_nothing_is_an_answer(veikko, matter, traced, at, has_nothing, answer):
    made = asked(veikko, matter)

    actions.file(
        veikko, made.pk, answered_on=legal_day(at), way=Way.EMAIL, has_nothing=has_nothing, answer=answer, at=at
    )

    shown = queries.request(veikko, made.pk)
    assert (shown.state, shown.has_nothing, shown.answer) == (RequestState.ANSWERED, has_nothing, answer)
    assert (shown.answered_by_way, shown.filed_by) == (Way.EMAIL, veikko.name)
    assert tasks(veikko, made.pk) == []
    assert trace(veikko, "request.file", "done", made) in traced


def test_an_answer_says_something(veikko, matter, at):
    made = asked(veikko, matter)

    with pytest.raises(Refused) as refusal:
        actions.file(veikko, made.pk, answered_on=legal_day(at), way=Way.EMAIL, has_nothing=False, answer=" ", at=at)

    assert refusal.value.field == "answer"


def test_a_request_is_taken_back_with_a_reason(veikko, matter, traced, at):
    made = asked(veikko, matter)
    with pytest.raises(Refused):
        actions.withdraw(veikko, made.pk, reason=" ", at=at)

    actions.withdraw(veikko, made.pk, reason="Known from elsewhere.", at=at)

    shown = queries.request(veikko, made.pk)
    assert (shown.state, shown.withdrawn_because) == (RequestState.WITHDRAWN, "Known from elsewhere.")
    assert tasks(veikko, made.pk) == []
    assert trace(veikko, "request.withdraw", "done", made) in traced


def test_what_has_ended_moves_no_more(veikko, matter, at):
    made, on = asked(veikko, matter), legal_day(at)
    actions.withdraw(veikko, made.pk, reason="Known.", at=at)

    for deed in (
        lambda: actions.remind(veikko, made.pk, reminded_on=on, due_on=on, at=at),
        lambda: actions.file(veikko, made.pk, answered_on=on, way=Way.EMAIL, has_nothing=True, answer="", at=at),
        lambda: actions.withdraw(veikko, made.pk, reason="Again.", at=at),
    ):
        with pytest.raises(Refused):
            deed()


def test_a_stranger_finds_neither_the_matter_nor_the_request(outi, mikko, veikko, matter, traced, at):
    made = asked(veikko, matter)

    for deed in (
        lambda who: asked(who, matter),
        lambda who: queries.request(who, made.pk),
        lambda who: queries.exchange(who, None, matter=matter),
        lambda who: actions.withdraw(who, made.pk, reason="Why not.", at=at),
    ):
        for stranger in (outi, mikko):
            with pytest.raises(NotFound):
                deed(stranger)
    assert trace(outi, "request.ask", "forbidden") in traced


def test_nothing_remains_when_it_fails_halfway(veikko, matter, monkeypatch):
    def fails(*_args, **_facts):
        raise IntegrityError("halfway")

    monkeypatch.setattr("kajo.work.models.Task.save_base", fails)
    with pytest.raises(IntegrityError):
        asked(veikko, matter)

    monkeypatch.undo()
    assert rows(veikko, Request, Verb.REQUEST_VIEW) == []
    assert exchanging.asked(veikko, matter)
