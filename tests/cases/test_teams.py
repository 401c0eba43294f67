"""The team that a case belongs to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError
from django.urls import reverse

from kajo.access.doors import acting
from kajo.access.gate import Refused
from kajo.access.verbs import Verb
from kajo.accounts import actions as accounts
from kajo.cases import actions, queries
from kajo.cases.models import Case
from kajo.clients.terms import Known
from kajo.law.calendar import legal_day
from tests.factories import leaving, line
from tests.factories.people import visiting
from tests.factories.teams import posted, team

pytestmark = pytest.mark.django_db
TODAY = legal_day(datetime.now(UTC))


def of(actor, case):
    found = queries.case(actor, case.pk).team
    return found.name if found else None


def test_a_case_opens_in_the_team_of_its_worker(mikko, aino, veikko):
    posted(veikko, team("Joutseno 1"))

    assert of(aino, line.admitted(mikko, aino, veikko)) == "Joutseno 1"
    assert of(aino, line.admitted(mikko, aino)) is None


def test_a_worker_of_another_office_brings_no_team(mikko, aino, marja, member, at):
    hilla = member("hilla")
    posted(hilla, team("Tampere", office=2))
    case = line.admitted(mikko, aino, hilla)

    actions.assign(marja, case, worker=hilla.id, at=at)

    assert of(aino, case) is None


def test_a_childs_case_opens_in_the_team_of_the_parents(mikko, aino, veikko, at):
    posted(veikko, team("Joutseno 1"))
    case = line.admitted(mikko, aino, veikko)
    draft = leaving.childs_draft(veikko, case, at, known=Known(name="Little Example"))

    assert of(aino, actions.admit_child(aino, case, decision=draft.pk, at=at)) == "Joutseno 1"


def test_a_case_goes_with_its_worker_to_the_workers_team_or_to_another_that_is_named(marja, outi, case, at):
    posted(outi, team("Joutseno 2"))
    named = team("Joutseno 1")

    actions.assign(marja, case, worker=outi.id, at=at)
    assert of(marja, case) == "Joutseno 2"
    actions.assign(marja, case.pk, worker=outi.id, team=named.pk, at=at)
    assert of(marja, case) == "Joutseno 1"


def test_a_case_stays_in_its_team_when_the_worker_has_none(marja, outi, case, at):
    actions.assign(marja, case, worker=outi.id, team=team("Joutseno 1").pk, at=at)

    actions.assign(marja, case.pk, worker=outi.id, at=at)

    assert of(marja, case) == "Joutseno 1"


def test_a_case_is_given_to_no_team_of_another_office_or_day(marja, outi, case, at):
    elsewhere, later = team("Tampere", office=2), team("Joutseno 2", from_on=TODAY + timedelta(days=1))

    for key in (elsewhere.pk, later.pk, UUID(int=5)):
        with pytest.raises(Refused) as refused:
            actions.assign(marja, case.pk, worker=outi.id, team=key, at=at)
        assert refused.value.field == "team"

    assert of(marja, case) is None
    assert outi.id not in {each.key for each in queries.case(marja, case.pk).people}


def test_the_database_refuses_a_case_in_a_team_of_another_office(aino, case):
    elsewhere = team("Tampere", office=2)

    with pytest.raises(IntegrityError, match="case_team_of_its_office"), acting(aino, Verb.CASE_ASSIGN):
        Case.objects.within(aino).filter(pk=case.pk).update(team=elsewhere)


def test_the_form_offers_the_teams_of_the_office_and_the_page_shows_the_one_chosen(marja, outi, case):
    here, elsewhere, browser = team("Joutseno 1"), team("Tampere", office=2), visiting(marja)
    where = reverse("cases:assign", args=[case.pk])
    offered = browser.get(where).content.decode()

    answer = browser.post(where, {"worker": str(outi.id), "team": str(here.pk)})

    assert str(here.pk) in offered
    assert str(elsewhere.pk) not in offered
    assert answer.status_code == 302
    assert "Joutseno 1" in browser.get(reverse("cases:case", args=[case.pk])).content.decode()


@pytest.mark.parametrize("key", ["x", "\x00", str(UUID(int=5))])
def test_a_team_is_chosen_from_the_list(marja, outi, case, key):
    where = reverse("cases:assign", args=[case.pk])

    answer = visiting(marja).post(where, {"worker": str(outi.id), "team": key})

    assert answer.status_code == 200
    assert 'class="field__error"' in answer.content.decode()


def test_a_team_that_has_ended_stays_on_the_case_with_its_last_day(marja, member, outi, case, at):
    row = team("Joutseno 1")
    actions.assign(marja, case, worker=outi.id, team=row.pk, at=at)

    accounts.end_team(member("anna"), row.pk, until_on=TODAY, at=at)

    assert queries.case(marja, case.pk).team.until_on == TODAY
    assert str(row.pk) not in visiting(marja).get(reverse("cases:assign", args=[case.pk])).content.decode()
