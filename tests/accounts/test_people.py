"""The administrators' pages."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils.timezone import now

from kajo.access.roles import Actor, Role
from kajo.accounts import queries
from kajo.accounts.models import RoleAssignment, Staff
from kajo.law.calendar import legal_day
from tests.factories.people import acting_as, confirmed, hired, visiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Actor:
    return acting_as(hired("anna", Role.ADMINISTRATOR))


@pytest.fixture
def veikko() -> Staff:
    return hired("veikko", Role.CASE_WORKER)


def handed(client: Client, address: str) -> str:
    """The password that the page shows to be handed over, if any."""
    found = re.search(r'<code class="num" dir="ltr">([a-z-]{23})</code>', client.get(address).content.decode())
    return found.group(1) if found else ""


def test_a_person_is_made_and_the_password_shown_once(anna):
    client = visiting(anna)

    made = client.post("/people/new/", {"login": "Hilla.h", "name": "Hilla", "title": "Case worker", "office": "2"})
    assert "Use small letters" in made.content.decode()
    made = client.post("/people/new/", {"login": "hilla", "name": "Hilla", "title": "Case worker", "office": "2"})
    address = made.headers["Location"]
    password = handed(client, address)

    assert Staff.objects.get(login__login="hilla").login.check_password(password)
    assert handed(client, address) == ""
    assert "No role yet" in client.get(address).content.decode()


@pytest.mark.parametrize("facts", [{}, {"office": "1", "organisation": "Example"}, {"office": "4"}, {"office": "x"}])
def test_a_person_without_a_place_is_a_sentence_beside_the_form(anna, facts):
    answer = visiting(anna).post("/people/new/", {"login": "hilla", "name": "Hilla", **facts})

    assert answer.status_code == 200
    assert "field__error" in answer.content.decode()
    assert not Staff.objects.filter(login__login="hilla").exists()


def test_a_role_is_given_after_a_fresh_factor(anna, veikko):
    sent = {"role": "duty_officer", "from_on": legal_day(now()).isoformat()}

    stopped = visiting(anna).post(f"/people/{veikko.pk}/roles/", sent)
    done = visiting(anna, **confirmed("role.grant", str(veikko.pk))).post(f"/people/{veikko.pk}/roles/", sent)

    assert stopped.headers["Location"] == "/step-up/"
    assert done.headers["Location"] == f"/people/{veikko.pk}/"
    assert RoleAssignment.objects.get(staff=veikko, role="duty_officer").granted_by_id == anna.id


@pytest.mark.parametrize(
    ("role", "days", "sentence"),
    [
        ("case_worker", 3, "The person has this role already on some of these days."),
        ("duty_officer", -1, "A role does not begin before today."),
    ],
)
def test_a_role_that_cannot_be_given_is_a_sentence_beside_the_field(anna, veikko, role, days, sentence):
    client = visiting(anna, **confirmed("role.grant", str(veikko.pk)))
    day = legal_day(now()) + timedelta(days=days)

    answer = client.post(f"/people/{veikko.pk}/roles/", {"role": role, "from_on": day.isoformat()})

    assert sentence in answer.content.decode()
    assert RoleAssignment.objects.filter(staff=veikko).count() == 1


def test_nobody_gives_a_role_to_oneself_on_the_page_either(anna):
    client = visiting(anna, **confirmed("role.grant", str(anna.id)))

    answer = client.post(f"/people/{anna.id}/roles/", {"role": "director", "from_on": legal_day(now()).isoformat()})

    assert "Nobody gives a role to oneself" in answer.content.decode()
    assert "Nobody gives a role to oneself" in client.get(f"/people/{anna.id}/").content.decode()
    assert not RoleAssignment.objects.filter(role="director").exists()


def test_a_role_ends_and_the_page_shows_when(anna, veikko):
    row = RoleAssignment.objects.get(staff=veikko)
    client = visiting(anna)

    client.post(f"/people/{veikko.pk}/roles/{row.pk}/end/")

    assert "It was ended" in client.get(f"/people/{veikko.pk}/").content.decode()
    assert acting_as(veikko).roles == frozenset()


def test_the_last_administrators_role_does_not_end(anna):
    otto = hired("otto", Role.ADMINISTRATOR)
    row = RoleAssignment.objects.get(staff=otto)
    client = visiting(anna)

    client.post(f"/people/{otto.pk}/roles/{row.pk}/end/")

    assert "Two administrators must remain" in client.get(f"/people/{otto.pk}/").content.decode()


def test_recovery_hands_over_a_new_password(anna, veikko):
    client = visiting(anna, **confirmed("staff.recover", str(veikko.pk)))

    done = client.post(f"/people/{veikko.pk}/recover/")
    password = handed(client, done.headers["Location"])

    assert Staff.objects.get(pk=veikko.pk).login.check_password(password)
    assert visiting(anna).post(f"/people/{veikko.pk}/recover/").headers["Location"] == "/step-up/"


def test_somebody_leaves_and_stays_on_the_list(anna, veikko):
    client = visiting(anna)

    client.post(f"/people/{veikko.pk}/leave/")

    assert "Has left" in client.get("/people/").content.decode()
    assert queries.colleague(anna, veikko.pk).has_left(legal_day(now()))


def test_somebody_moves_to_another_office(anna, veikko):
    client = visiting(anna)

    done = client.post(f"/people/{veikko.pk}/office/", {"office": "3", "from_on": legal_day(now()).isoformat()})

    assert done.status_code == 302
    assert acting_as(veikko).office == 3


ADDRESSES = ["people/", "people/new/", "people/{key}/", "people/{key}/roles/", "people/{key}/office/"]


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.DUTY_OFFICER])
@pytest.mark.parametrize("address", ADDRESSES)
def test_whoever_may_not_finds_nothing(anna, role, address):
    client = visiting(acting_as(hired("other", role)))

    assert client.get(f"/{address.format(key=anna.id)}").status_code == 404


@pytest.mark.parametrize("deed", ["roles/{role}/end/", "leave/", "recover/"])
def test_a_manager_sees_people_and_changes_nothing(veikko, deed):
    client: Any = visiting(acting_as(hired("marja", Role.MANAGER)))
    row = RoleAssignment.objects.get(staff=veikko)

    assert client.get(f"/people/{veikko.pk}/").status_code == 200
    assert client.get("/people/new/").status_code == 404
    assert client.post(f"/people/{veikko.pk}/{deed.format(role=row.pk)}").status_code == 404
    assert acting_as(veikko).roles == {Role.CASE_WORKER}


@pytest.mark.parametrize("address", ADDRESSES[2:])
def test_a_person_that_is_not_there_is_not_found(anna, address):
    assert visiting(anna).get(f"/{address.format(key=UUID(int=5))}").status_code == 404
