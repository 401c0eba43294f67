"""Pages of tasks."""

from __future__ import annotations

import pytest

from kajo.access.verbs import Verb
from kajo.law.calendar import legal_day
from kajo.vault.models import new_id
from kajo.work import actions
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import line, watch
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(mikko, at):
    referral = line.referred(mikko)
    return actions.make(mikko, referral, reason=Reason.ASSESS_REFERRAL, due_on=legal_day(at), owner=mikko.id, at=at)


def shown(answer) -> str:
    return answer.content.decode()


def test_a_task_leads_to_what_it_is_about(mikko, task):
    page = shown(visiting(mikko).get("/tasks/"))

    assert f'href="/referrals/{task.about}/"' in page
    assert "Assess a referral" in page


def test_a_task_is_done_with_a_press_and_leads_back_where_it_was_pressed(mikko, task):
    duty = visiting(mikko)

    answer = duty.post(f"/tasks/{task.pk}/complete/", {"back": "/", "seen": str(task.edition)})

    assert answer.headers["Location"] == "/"
    assert watch.rows(mikko, Task, Verb.TASK_VIEW, pk=task.pk)[0].state == "done"


@pytest.mark.parametrize("back", ["//example.org/", "https://example.org/", ""])
def test_a_press_never_leads_out_of_the_house(mikko, task, back):
    answer = visiting(mikko).post(f"/tasks/{task.pk}/complete/", {"back": back})

    assert answer.headers["Location"] == "/tasks/"


def test_a_task_done_meanwhile_says_so(mikko, task, at):
    actions.complete(mikko, task.pk, at=at)

    answer = visiting(mikko).post(f"/tasks/{task.pk}/complete/", {"seen": "1"})

    assert answer.status_code == 200
    assert "This has to be put right" in shown(answer)


def test_a_stranger_gets_the_same_page_for_hidden_and_for_none(outi, task):
    stranger = visiting(outi)

    answers = [stranger.post(f"/tasks/{key}/complete/", {}) for key in (task.pk, new_id())]

    assert {each.status_code for each in answers} == {404}
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize("after", ["x", "2026_x", "\x00"])
def test_a_list_asked_for_a_senseless_place_begins_at_its_beginning(mikko, task, after):
    assert "Assess a referral" in shown(visiting(mikko).get("/tasks/", {"after": after}))


def test_the_list_goes_on_by_its_link(mikko, task, at, monkeypatch):
    monkeypatch.setattr("kajo.work.queries.waiting.PAGE", 1)

    page = shown(visiting(mikko).get("/tasks/"))

    assert "?after=" in page
