"""A client who has died: the case is closed without a decision."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.cases import actions, queries
from kajo.cases.models import Case, Removal, Standing
from kajo.cases.terms import State
from kajo.clients.models import Death
from kajo.clients.terms import DeathSource
from kajo.decisions.models import Decision
from kajo.law.calendar import legal_day
from kajo.retention.rules import erase_on
from kajo.retention.terms import Data, Kept
from kajo.statistics import queries as statistics
from kajo.work.terms import Reason
from tests.factories import leaving, line, watch
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db


def closed(by, case, at, **facts):
    told = {"died_on": legal_day(at), "source": DeathSource.REGISTER} | facts
    return actions.close_by_death(by, case.pk, **told, at=at)


def test_the_case_closes_with_its_tasks_and_without_a_decision(mikko, aino, veikko, at):
    case = line.admitted(mikko, aino, veikko)
    draft = leaving.drafted(veikko, case, at)

    closed(veikko, case, at, words="Told by the hospital.")

    assert queries.case(veikko, case.pk).state is State.CLOSED
    assert leaving.waiting(veikko, case.pk) == []
    assert leaving.rows(aino, Removal) == []
    assert [each.state for each in watch.rows(aino, Decision, Verb.DECISION_VIEW, pk=draft.pk)] == ["dropped"]
    assert leaving.rows(aino, Standing, until_on__isnull=True, superseded_at__isnull=True) == []
    assert ("case.close_by_death", "done") in watch.last(6)


def test_it_leaves_the_services_of_that_day_and_the_clock_of_identifiers_runs(mikko, aino, veikko, at):
    case = line.admitted(mikko, aino, veikko)
    before = statistics.figures(aino, None, on=legal_day(at))

    death = closed(veikko, case, at)

    after = statistics.figures(aino, None, on=legal_day(at))
    assert after.in_services == before.in_services - 1
    assert after.clients_since_2006 == before.clients_since_2006
    assert statistics.differences(aino, None) == []
    erased_on = erase_on(Data.IDENTIFIER, Kept(died_on=death.died_on)).outcome
    assert erased_on is not None
    assert erased_on.year == legal_day(at).year + 10


def test_each_child_keeps_its_case_and_gets_a_task(mikko, aino, veikko, at):
    case = line.admitted(mikko, aino, veikko)
    child = leaving.admitted_child(veikko, aino, case, at)

    closed(veikko, case, at)

    assert queries.case(aino, child.pk).state is State.OPEN
    assert str(Reason.DECIDE_ON_CHILD) in leaving.waiting(veikko, child.pk)


@pytest.mark.parametrize("days", [1, -1])
def test_a_day_ahead_or_before_the_case_is_refused(mikko, aino, veikko, at, days):
    case = line.admitted(mikko, aino, veikko)

    with pytest.raises(Refused) as refusal:
        closed(veikko, case, at, died_on=legal_day(at) + timedelta(days=days))

    assert refusal.value.field == "died_on"
    assert queries.case(veikko, case.pk).state is State.OPEN


def test_what_has_ended_is_not_closed_once_more(mikko, aino, veikko, at):
    gone, dead = line.admitted(mikko, aino, veikko), line.admitted(mikko, aino, veikko)
    leaving.removed(veikko, aino, gone, at)
    closed(veikko, dead, at)

    for case in (gone, dead):
        with pytest.raises(Refused):
            closed(aino, case, at)
    with pytest.raises(Refused):
        leaving.restored(aino, dead, at)


def test_a_stranger_cannot_close_it(mikko, aino, veikko, outi, at):
    case = line.admitted(mikko, aino, veikko)

    with pytest.raises(NotFound):
        closed(outi, case, at)

    assert leaving.rows(aino, Death) == []


def test_nothing_remains_when_it_fails_halfway(mikko, aino, veikko, at, monkeypatch):
    case = line.admitted(mikko, aino, veikko)
    monkeypatch.setattr("kajo.cases.actions.leaving.Death.objects.create", _fails)

    with pytest.raises(RuntimeError):
        closed(veikko, case, at)

    assert [each.state for each in leaving.rows(aino, Case)] == ["open"]
    assert leaving.waiting(veikko, case.pk) != []


def test_the_page_closes_it_and_the_history_tells_it(mikko, aino, veikko, at):
    case = line.admitted(mikko, aino, veikko)
    browser = visiting(veikko)

    assert browser.get(f"/cases/{case.pk}/leaving/death/").status_code == 200
    done = browser.post(
        f"/cases/{case.pk}/leaving/death/", {"died_on": f"{legal_day(at):%d.%m.%Y}", "source": "care"}, follow=True
    )

    assert done.redirect_chain
    assert "The client died" in browser.get(f"/cases/{case.pk}/").content.decode()


def _fails(**_facts: object) -> None:
    raise RuntimeError("The disk is full.")
