"""Teams of an office: who makes and ends them, who belongs to them, and the page that lists them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError
from django.utils.timezone import now

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import CONSOLE, Actor, Role
from kajo.access.verbs import Verb
from kajo.accounts import actions, queries
from kajo.accounts.models import Posting, Staff, Team
from kajo.law.calendar import legal_day
from tests.factories import watch
from tests.factories.people import PASSWORD, acting_as, hired, visiting
from tests.factories.teams import posted

pytestmark = pytest.mark.django_db
TODAY = legal_day(now())
SOON = TODAY + timedelta(days=30)


@pytest.fixture
def admin() -> Actor:
    return acting_as(hired("anna", Role.ADMINISTRATOR))


@pytest.fixture
def veikko() -> Staff:
    return hired("veikko", Role.CASE_WORKER)


def made(admin: Actor, name: str = "Joutseno 1", office: int = 1, from_on: date = TODAY) -> Team:
    return actions.make_team(admin, None, name=name, office=office, from_on=from_on, at=now())


def test_an_administrator_makes_a_team_of_an_office(admin, trail):
    row = made(admin, office=2)

    assert (row.name, row.office_id, row.from_on, row.until_on) == ("Joutseno 1", 2, TODAY, None)
    assert trail[-1] == (str(admin.id), "team.make", "done")


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.MANAGER, Role.CASE_WORKER, Role.DATA_PROTECTION])
def test_nobody_else_makes_or_ends_a_team(role, admin):
    other, row = acting_as(hired("other", role)), made(admin)

    with pytest.raises(NotFound):
        made(other, "Joutseno 2")
    with pytest.raises(NotFound):
        actions.end_team(other, row.pk, until_on=SOON, at=now())

    assert list(Team.objects.values_list("name", "until_on")) == [("Joutseno 1", None)]


def test_an_office_has_a_name_once_at_a_time(admin):
    first = made(admin)
    with pytest.raises(Refused) as refused:
        made(admin, "JOUTSENO 1")
    assert refused.value.field == "name"

    actions.end_team(admin, first.pk, until_on=SOON, at=now())
    with pytest.raises(Refused, match="already"):
        made(admin)
    made(admin, from_on=SOON)
    made(admin, office=2)

    assert Team.objects.filter(name="Joutseno 1").count() == 3


def test_the_database_refuses_a_second_open_team_of_a_name(admin):
    row = made(admin)

    with pytest.raises(IntegrityError, match="team_one_open_of_a_name"), acting(admin, Verb.TEAM_MAKE):
        Team.objects.create(office=row.office, name="joutseno 1", from_on=SOON)


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2023, 1, 1)])
def test_no_team_begins_while_its_office_is_closed(admin, day):
    with pytest.raises(Refused, match="not open"):
        made(admin, "Oulu", office=4, from_on=day)


def test_a_team_ends_with_its_office(admin):
    assert made(admin, "Oulu", office=4, from_on=date(2020, 1, 1)).until_on == date(2023, 1, 1)


def test_a_team_ends_on_a_day_and_only_once(admin, trail):
    row = made(admin, from_on=TODAY - timedelta(days=9))

    ended = actions.end_team(admin, row.pk, until_on=TODAY, at=now())

    assert ended.until_on == TODAY
    assert trail[-1] == (str(admin.id), "team.end", "done")
    with pytest.raises(Refused, match="known already"):
        actions.end_team(admin, row.pk, until_on=SOON, at=now())


@pytest.mark.parametrize("days", [-1, 0])
def test_a_team_ends_neither_in_the_past_nor_on_its_first_day(admin, days):
    row = made(admin, from_on=TODAY)

    with pytest.raises(Refused) as refused:
        actions.end_team(admin, row.pk, until_on=TODAY + timedelta(days=days), at=now())

    assert refused.value.field == "until_on"
    assert Team.objects.get(pk=row.pk).until_on is None


def test_a_team_does_not_end_while_somebody_is_posted_to_it(admin, veikko):
    row = made(admin)
    posted(veikko, row)
    with pytest.raises(Refused, match="Post them elsewhere first"):
        actions.end_team(admin, row.pk, until_on=SOON, at=now())

    actions.post(admin, veikko, office=1, from_on=SOON, at=now())
    with pytest.raises(Refused, match="Post them elsewhere first"):
        actions.end_team(admin, row.pk, until_on=SOON - timedelta(days=1), at=now())
    actions.end_team(admin, row.pk, until_on=SOON, at=now())

    assert Team.objects.get(pk=row.pk).until_on == SOON


def test_a_team_that_is_not_there_is_not_found(admin):
    with pytest.raises(NotFound):
        actions.end_team(admin, UUID(int=5), until_on=SOON, at=now())


def test_somebody_new_begins_in_a_team(admin):
    row = made(admin)

    staff = actions.make_staff(
        admin, None, login="hilla", name="Hilla", password=PASSWORD, office=1, team=row.pk, at=now()
    )

    assert Posting.objects.get(staff=staff).team_id == row.pk


def test_a_partners_person_belongs_to_no_team(admin):
    with pytest.raises(Refused) as refused:
        actions.make_staff(
            admin, None, login="pihla", name="Pihla", password=PASSWORD, organisation="Example", team=made(admin).pk,
            at=now(),
        )  # fmt: skip

    assert refused.value.field == "team"


def test_nobody_is_posted_to_a_team_of_another_office_or_of_another_time(admin, veikko):
    elsewhere, later = made(admin, "Tampere", office=2), made(admin, "Joutseno 2", from_on=SOON)
    ended = made(admin, "Joutseno 3", from_on=TODAY - timedelta(days=9))
    actions.end_team(admin, ended.pk, until_on=TODAY, at=now())

    for each in (elsewhere.pk, later.pk, ended.pk, UUID(int=5)):
        with pytest.raises(Refused) as refused:
            actions.post(admin, veikko, office=1, team=each, from_on=TODAY, at=now())
        assert refused.value.field == "team"

    assert not Posting.objects.exclude(team=None).exists()


def test_the_database_refuses_a_posting_to_a_team_of_another_office(admin, veikko):
    row = made(admin, "Tampere", office=2)

    with pytest.raises(IntegrityError, match="posting_team_of_its_office"), acting(CONSOLE, Verb.STAFF_POST):
        Posting.objects.create(staff=veikko, office_id=1, team=row, from_on=SOON, until_on=SOON)


def test_a_list_of_teams_tells_who_is_in_them_today(admin, veikko):
    row = made(admin)
    posted(veikko, row)
    actions.post(admin, hired("hilla", Role.CASE_WORKER), office=1, team=row.pk, from_on=SOON, at=now())

    listed = {on: queries.teams(admin, None, on=on) for on in (TODAY, SOON)}

    assert [each.office_name for each in listed[TODAY]] == ["Joutseno"]
    assert [name for _key, name in listed[TODAY][0].members] == ["Veikko"]
    assert [name for _key, name in listed[SOON][0].members] == ["Hilla", "Veikko"]


def test_a_list_of_teams_costs_the_same_for_one_and_for_many(admin, veikko):
    asked = {}
    for number in range(6):
        posted(hired(f"more{number}", Role.CASE_WORKER), made(admin, f"Team {number}"))
        with watch.Counted() as counted:
            queries.teams(admin, None, on=TODAY)
        asked[number + 1] = [each for each in counted.queries if "RELEASE" not in each and "ledger_event" not in each]

    assert len(asked[1]) == len(asked[6]) == 2


def test_teams_are_made_posted_to_and_ended_on_pages(admin, veikko):
    client = visiting(admin)
    made_now = client.post("/people/teams/new/", {"name": "Joutseno 1", "office": "1", "from_on": TODAY.isoformat()})
    row = Team.objects.get()

    client.post(f"/people/{veikko.pk}/office/", {"office": "1", "team": str(row.pk), "from_on": TODAY.isoformat()})
    listed = client.get("/people/teams/").content.decode()
    refused = client.post(f"/people/teams/{row.pk}/end/", {"until_on": SOON.isoformat()}).content.decode()

    assert made_now.headers["Location"] == "/people/teams/"
    assert "Joutseno 1" in listed
    assert f'href="/people/{veikko.pk}/"' in listed
    assert "Joutseno, Joutseno 1" in client.get(f"/people/{veikko.pk}/").content.decode()
    assert "Joutseno, Joutseno 1" in client.get("/people/").content.decode()
    assert "Post them elsewhere first" in refused


def test_an_ended_team_is_offered_to_nobody_and_stays_on_the_list(admin, veikko):
    client, row = visiting(admin), made(admin, from_on=TODAY - timedelta(days=9))

    done = client.post(f"/people/teams/{row.pk}/end/", {"until_on": TODAY.isoformat()})

    assert done.headers["Location"] == "/people/teams/"
    assert "Ended" in client.get("/people/teams/").content.decode()
    assert str(row.pk) not in client.get(f"/people/{veikko.pk}/office/").content.decode()


def test_a_manager_sees_teams_and_changes_none(admin):
    client, row = visiting(acting_as(hired("marja", Role.MANAGER))), made(admin)

    assert "Joutseno 1" in client.get("/people/teams/").content.decode()
    assert client.get("/people/teams/new/").status_code == 404
    assert client.get(f"/people/teams/{row.pk}/end/").status_code == 404


def test_a_case_worker_has_no_list_of_teams(veikko):
    assert visiting(acting_as(veikko)).get("/people/teams/").status_code == 404


def test_a_team_that_is_not_there_has_no_page(admin):
    assert visiting(admin).get(f"/people/teams/{UUID(int=5)}/end/").status_code == 404
