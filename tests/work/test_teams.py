"""Tasks of a team: who sees and does them, and that none lies where nobody looks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError

from kajo.access import ties
from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.models import Tied
from kajo.access.verbs import Verb
from kajo.accounts import actions as accounts
from kajo.desk import queries as desk
from kajo.law.calendar import legal_day
from kajo.work import actions, queries
from kajo.work.models import Task
from kajo.work.terms import Reason
from tests.factories import line, watch
from tests.factories.people import visiting
from tests.factories.teams import posted, team

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(mikko, aino, veikko):
    return line.admitted(mikko, aino, veikko)


@pytest.fixture
def first(veikko, outi):
    """The team of Veikko, who works the case, and of Outi, who has nothing to do with it."""
    row = team("Joutseno 1")
    posted(veikko, row)
    posted(outi, row)
    return row


def made(actor, about, at, to, **facts):
    on = legal_day(at)
    return actions.make(actor, about, reason=Reason.MEET_CLIENT, due_on=on, team=to.pk, **facts, at=at)


def own(actor, at):
    return {each.id for each in queries.tasks(actor, None, everybodys=False, on=legal_day(at)).lines}


def test_a_teams_task_waits_for_those_of_its_members_who_may_see_it(aino, marja, veikko, outi, case, first, at):
    task = made(aino, case, at, first)

    seen = {name: task.pk in own(actor, at) for name, actor in (("veikko", veikko), ("outi", outi), ("marja", marja))}

    assert seen == {"veikko": True, "outi": False, "marja": False}
    everybodys = queries.tasks(marja, None, everybodys=True, on=legal_day(at)).lines
    assert next(each.team for each in everybodys if each.id == task.pk) == "Joutseno 1"
    assert task.pk in {each.id for each in desk.mine(veikko, on=legal_day(at)).tasks}


def test_a_list_marks_a_task_with_its_team(aino, veikko, case, first, at):
    made(aino, case, at, first)

    assert "Joutseno 1" in visiting(veikko).get("/tasks/").content.decode()


def test_a_member_with_a_tie_does_the_task_and_one_without_learns_nothing(aino, veikko, outi, case, first, at):
    task = made(aino, case, at, first)

    with pytest.raises(NotFound):
        actions.complete(outi, task.pk, at=at)
    actions.complete(veikko, task.pk, at=at)

    assert watch.rows(veikko, Task, Verb.TASK_VIEW, pk=task.pk)[0].done_by_id == veikko.id


def test_the_second_wall_alone_shows_a_teams_task_to_those_tied(aino, veikko, outi, case, first, at):
    task = made(aino, case, at, first)

    seen = {}
    for name, actor in (("veikko", veikko), ("outi", outi)):
        with acting(actor, Verb.TASK_COMPLETE):
            seen[name] = Task.objects.filter(pk=task.pk).update(edition=2)

    assert seen == {"veikko": 1, "outi": 0}


def test_nothing_is_given_to_a_team_in_which_nobody_may_do_it(aino, outi, member, case, at):
    strangers, empty = team("Joutseno 2"), team("Joutseno 3")
    posted(outi, strangers)
    posted(member("tove"), strangers)  # her role does no tasks

    for each in (strangers, empty):
        with pytest.raises(Refused, match="Nobody in this team") as refused:
            made(aino, case, at, each)
        assert refused.value.field == "team"

    assert not watch.rows(aino, Task, Verb.TASK_VIEW, team__isnull=False)


def test_a_manager_in_a_team_may_do_what_nobody_in_it_is_tied_to(aino, marja, outi, case, at):
    row = team("Joutseno 2")
    posted(outi, row)
    posted(marja, row)

    task = made(aino, case, at, row)

    assert task.pk in own(marja, at)
    with pytest.raises(Refused, match="Nobody in this team"):
        made(aino, case, at, row, not_for=marja.id)


def test_whoever_is_barred_does_not_count_as_a_member(aino, veikko, case, first, at):
    with acting(aino, Verb.TIE_MAKE):
        ties.tie(case.subject_id, veikko.id, Tied.CONFLICT, at=at)

    with pytest.raises(Refused, match="Nobody in this team"):
        made(aino, case, at, first)


def test_a_tie_to_the_person_reaches_tasks_about_their_referral(mikko, aino, veikko, outi, case, first, at):
    """The key of a referral is linked to its person's: so is the reach."""
    signed = watch.rows(aino, type(case.decision), Verb.DECISION_VIEW, pk=case.decision_id)[0]

    task = made(aino, signed, at, first)

    assert task.subject_id != case.subject_id
    assert task.pk in own(veikko, at)
    assert task.pk not in own(outi, at)


def test_a_team_of_another_office_or_another_day_gets_nothing(aino, case, member, at):
    elsewhere, later = team("Tampere", office=2), team("Joutseno 2", from_on=legal_day(at) + timedelta(days=1))
    posted(member("hilla"), elsewhere)

    for each, words in ((elsewhere, "another office"), (later, "not there")):
        with pytest.raises(Refused, match=words):
            made(aino, case, at, each)


def test_the_database_refuses_two_owners_and_another_offices_team(aino, veikko, case, first, member, at):
    mine, elsewhere = made(aino, case, at, first), team("Tampere", office=2)

    for name, values in (
        ("task_owner_is_person_or_team", {"owner": veikko.id}),
        ("task_team_of_its_office", {"team": elsewhere}),
    ):
        with pytest.raises(IntegrityError, match=name), acting(aino, Verb.TASK_COMPLETE):
            Task.objects.within(aino).filter(pk=mine.pk).update(**values)


def test_what_an_emptied_team_had_to_do_is_everybodys_who_may(aino, marja, veikko, outi, case, first, member, at):
    task, on = made(aino, case, at, first), legal_day(at)
    assert task.pk not in own(marja, at)

    for each in (veikko, outi):
        accounts.post(member("anna"), each.id, office=1, from_on=on, at=at)
    accounts.end_team(member("anna"), first.pk, until_on=on, at=at)

    assert {name for name, actor in (("v", veikko), ("m", marja), ("o", outi)) if task.pk in own(actor, at)} == {
        "v",
        "m",
    }
    actions.complete(marja, task.pk, at=at)


def test_tasks_of_teams_cost_no_query_more(aino, veikko, case, first, at):
    asked = []
    for _ in range(2):
        with watch.Counted() as counted:
            queries.tasks(veikko, None, everybodys=False, on=legal_day(at))
        asked.append(len(counted.queries))
        made(aino, case, at, first)

    assert asked[0] == asked[1] <= 3
