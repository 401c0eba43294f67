"""The people of the demonstration, and that they get in nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.timezone import now

from kajo.access.gate import Refused
from kajo.access.roles import CONSOLE, Role
from kajo.accounts.models import Login, Posting, RoleAssignment, Staff
from kajo.run.history import cast
from tests.factories.people import code, visiting

pytestmark = pytest.mark.django_db
STAFF = ["aino", "veikko", "hilla", "tuuli", "mikko", "marja", "tove", "outi"]
PARTNERS = ["pekka", "pihla"]


@pytest.fixture
def made() -> dict[str, Staff]:
    return cast.make(CONSOLE, at=now())


def enters(client: Any, login: str) -> bool:
    client.post("/sign-in/", {"login": login, "password": "kajo-demo-password"})
    client.post("/sign-in/code/", {"code": code(secret="KRSXG5DTNFXGOIDXNF2GQIDL")})
    return bool(client.get("/my-sign-in/").status_code == 200)


def test_the_cast_is_that_of_the_contract(made):
    roles = dict(RoleAssignment.objects.values_list("staff__login__login", "role"))

    assert roles == {
        "aino": Role.DIRECTOR, "veikko": Role.CASE_WORKER, "hilla": Role.CASE_WORKER, "tuuli": Role.CASE_WORKER,
        "mikko": Role.DUTY_OFFICER, "marja": Role.MANAGER, "tove": Role.DATA_PROTECTION, "outi": Role.CASE_WORKER,
        "pekka": Role.COUNTY, "pihla": Role.PROVIDER,
    }  # fmt: skip
    offices = dict(Posting.objects.values_list("staff__login__login", "office"))
    assert {offices[login] for login in ("veikko", "hilla", "tuuli")} == {1, 2, 3}
    assert list(made) == [*STAFF, *PARTNERS]
    teams = dict(Posting.objects.exclude(team=None).values_list("staff__login__login", "team__name"))
    assert teams == {
        "veikko": "Joutseno 1", "mikko": "Joutseno 1", "outi": "Joutseno 2", "hilla": "Tampere", "tuuli": "Helsinki",
    }  # fmt: skip


@pytest.mark.parametrize("login", STAFF)
def test_staff_enter_the_staff_site(browser_elsewhere, made, login):
    assert enters(browser_elsewhere(), login)


@pytest.mark.parametrize("login", PARTNERS)
def test_partners_enter_the_partner_site_and_no_other(browser_elsewhere, made, login, settings):
    assert not enters(browser_elsewhere(), login)

    settings.SITE = "partner"
    settings.ROOT_URLCONF = "kajo.urls.partner"
    assert enters(browser_elsewhere(), login)
    assert not enters(browser_elsewhere(), "veikko")


def test_they_get_in_nowhere_once_the_demonstration_is_off(browser_elsewhere, made, settings):
    from kajo.accounts.sign_in.sessions import person_of

    inside = visiting(person_of(made["aino"].login_id, now()).actor())
    assert inside.get("/my-sign-in/").status_code == 200

    settings.DEMO = False

    assert inside.get("/my-sign-in/").status_code == 302
    assert not enters(browser_elsewhere(), "aino")


def test_they_are_not_made_in_a_real_installation(settings):
    settings.DEMO = False

    with pytest.raises(Refused):
        cast.make(CONSOLE, at=now())
    assert not Login.objects.exists()
