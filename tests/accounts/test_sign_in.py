"""How one comes in."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from kajo.access.roles import Role
from kajo.accounts.models import Session
from tests.factories.people import PASSWORD, code, hired

pytestmark = pytest.mark.django_db


@pytest.fixture
def veikko_staff():
    return hired("veikko", Role.CASE_WORKER)


def sign_in(client: Client, login: str = "veikko", password: str = PASSWORD, **more):
    return client.post("/sign-in/", {"login": login, "password": password, **more})


def test_password_and_code_lead_in(client, veikko_staff):
    first = sign_in(client)
    second = client.post("/sign-in/code/", {"code": code()})

    assert (first.status_code, first.headers["Location"]) == (302, "/sign-in/code/")
    assert (second.status_code, second.headers["Location"]) == (302, "/")
    visit = Session.objects.get(login=veikko_staff.login)
    assert (visit.strong, visit.site, visit.idle_minutes) == ("totp", "staff", 15)
    assert client.get("/my-sign-in/").status_code == 200
