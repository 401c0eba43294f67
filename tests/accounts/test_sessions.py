"""How long a visit lasts, and what the database knows of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from kajo.access.roles import Actor, Role
from kajo.accounts import actions
from kajo.accounts.models import RoleAssignment, Session, Staff
from kajo.accounts.sign_in import factors, sessions
from kajo.accounts.sign_in.sessions import SessionStore
from kajo.accounts.terms import Ended
from kajo.law.calendar import legal_day
from tests.factories.people import acting_as, confirmed, hired, proven, visiting
from tests.factories.trail import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def veikko() -> Actor:
    return acting_as(hired("veikko", Role.CASE_WORKER))


@pytest.fixture
def admin() -> Actor:
    return acting_as(hired("anna", Role.ADMINISTRATOR))


def page_of(client: Client) -> Any:
    return client.get("/my-sign-in/")


def is_signed_in(client: Client) -> bool:
    return bool(page_of(client).status_code == 200)


def age(client: Client, **changes: timedelta) -> None:
    """Let time pass for a visit: its moments move back."""
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    row = Session.objects.get(key_hash=sessions.hash_of(key))
    moved = {name: getattr(row, name) - by for name, by in changes.items()}
    Session.objects.filter(pk=row.pk).update(**moved)


def staff_of(actor: Actor) -> Staff:
    return Staff.objects.get(pk=actor.id)


@pytest.mark.parametrize("idle, lasts", [(timedelta(minutes=14, seconds=50), True), (timedelta(minutes=15), False)])
def test_a_visit_ends_after_fifteen_idle_minutes(veikko, idle, lasts):
    client = visiting(veikko)
    age(client, seen_at=idle)

    assert is_signed_in(client) is lasts


@pytest.mark.parametrize("idle, lasts", [(timedelta(minutes=59), True), (timedelta(minutes=60), False)])
def test_a_duty_officer_may_be_silent_for_an_hour(idle, lasts):
    client = visiting(acting_as(hired("mikko", Role.DUTY_OFFICER)))
    age(client, seen_at=idle)

    assert is_signed_in(client) is lasts


def test_a_visit_ends_after_ten_hours_however_busy(veikko):
    client = visiting(veikko)
    age(client, until_at=timedelta(hours=9, minutes=59))
    assert is_signed_in(client)

    age(client, until_at=timedelta(minutes=2))
    assert not is_signed_in(client)


def test_the_sentence_tells_why_the_visit_ended(veikko):
    client = visiting(veikko)
    age(client, seen_at=timedelta(minutes=16))

    sent = page_of(client)

    assert sent.headers["Location"] == "/sign-in/?next=%2Fmy-sign-in%2F&why=idle"
    assert "because nothing happened for a while" in client.get(sent.headers["Location"]).content.decode()
    assert client.get("/sign-in/?why=%3Cscript%3E").status_code == 200


def test_the_third_visit_ends_the_oldest(veikko):
    first, second, third = visiting(veikko), visiting(veikko), visiting(veikko)

    assert [is_signed_in(each) for each in (first, second, third)] == [False, True, True]
    assert Session.objects.get(ended_at__isnull=False).ended_because == Ended.THIRD


def test_the_database_knows_neither_key_nor_what_is_remembered_nor_an_address(veikko):
    client = visiting(veikko, note="a planted secret")
    client.get("/my-sign-in/", REMOTE_ADDR="192.0.2.77")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value

    with connection.cursor() as cursor:
        cursor.execute("select v::text from accounts_session v")
        stored = str(cursor.fetchall())

    for planted in (key, key.encode().hex(), "planted", b"planted".hex(), "192.0.2.77"):
        assert planted not in stored


def test_a_visit_of_the_partner_site_is_none_of_the_staff_site(veikko, settings):
    client = visiting(veikko)
    Session.objects.update(site="partner")

    assert not is_signed_in(client)


def test_a_visit_belongs_to_somebody_only_after_a_second_factor(veikko):
    store = SessionStore()
    with pytest.raises(ValueError, match="second factor"):
        store.belong_to(sessions.person_of(staff_of(veikko).login_id, now()), strong=None, at=now())


def test_a_new_role_ends_the_visits_and_counts_at_once(veikko, admin):
    client = visiting(veikko)

    actions.grant_role(
        proven(admin, "role.grant", veikko.id),
        staff_of(veikko),
        role=Role.DUTY_OFFICER,
        from_on=legal_day(now()),
        at=now(),
    )

    assert not is_signed_in(client)
    again = visiting(veikko)
    request = again.get("/my-sign-in/").wsgi_request
    assert request.actor.roles == {Role.CASE_WORKER, Role.DUTY_OFFICER}


def test_a_role_that_ends_ends_the_visits(veikko, admin):
    client = visiting(veikko)

    actions.end_role(admin, RoleAssignment.objects.get(staff=veikko.id), at=now())

    assert not is_signed_in(client)


def test_a_role_whose_last_day_is_over_signs_nobody_in(veikko):
    client = visiting(veikko)
    assert is_signed_in(client)
    from kajo.access.doors import acting
    from kajo.access.roles import CONSOLE
    from kajo.access.verbs import Verb

    with acting(CONSOLE, Verb.STAFF_MAKE):
        day = legal_day(now())
        RoleAssignment.objects.filter(staff=veikko.id).update(from_on=day - timedelta(days=9), until_on=day)

    assert not is_signed_in(client)


def test_somebody_who_leaves_is_out_at_once(veikko, admin):
    client = visiting(veikko)

    actions.leave(admin, staff_of(veikko), at=now())

    assert not is_signed_in(client)


def test_one_query_finds_visit_person_office_and_roles(veikko):
    client = visiting(veikko)
    client.get("/step-up/")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/step-up/")

    assert len(asked) == 1


def test_being_seen_is_written_once_a_minute(veikko):
    client = visiting(veikko)
    page_of(client)
    with CaptureQueriesContext(connection) as soon:
        client.get("/step-up/")
    age(client, seen_at=timedelta(seconds=61))
    with CaptureQueriesContext(connection) as later:
        client.get("/step-up/")

    assert (len(soon), len(later)) == (1, 2)
    assert Session.objects.get().seen_at > now() - timedelta(seconds=5)


def test_a_visitor_costs_no_query():
    with CaptureQueriesContext(connection) as asked:
        Client().get("/sign-in/")

    assert len(asked) == 0


def test_a_person_sees_the_own_visits_and_ends_one(veikko):
    here, other = visiting(veikko), visiting(veikko)
    target = Session.objects.get(key_hash=sessions.hash_of(other.cookies[settings.SESSION_COOKIE_NAME].value))

    shown = page_of(here).content.decode()
    done = here.post(f"/my-sign-in/visits/{target.pk}/end/")

    assert f"/my-sign-in/visits/{target.pk}/end/" in shown
    assert done.status_code == 302
    assert (is_signed_in(here), is_signed_in(other)) == (True, False)


def test_somebody_elses_visit_is_not_there(veikko, admin):
    other = visiting(admin)
    target = Session.objects.get()
    here = visiting(veikko)

    answer = here.post(f"/my-sign-in/visits/{target.pk}/end/")

    assert answer.status_code == 404
    assert is_signed_in(other)
    assert here.post(f"/my-sign-in/visits/{UUID(int=7)}/end/").status_code == 404


def test_a_changed_password_ends_the_other_visits(veikko):
    here = visiting(veikko, **confirmed("session.password"))
    other = visiting(veikko)
    sent = {"password": "quite another sentence", "again": "quite another sentence"}

    assert here.post("/my-sign-in/password/", sent).status_code == 302
    assert (is_signed_in(here), is_signed_in(other)) == (True, False)


def test_forgotten_visits_are_deleted_after_a_day(veikko):
    visiting(veikko)
    Session.objects.update(until_at=now() - timedelta(days=1, seconds=1))

    visiting(veikko)

    assert Session.objects.count() == 1


def test_a_made_up_key_is_nobodys(veikko):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 43

    assert not is_signed_in(client)
    assert Session.objects.count() == 0


def test_the_last_second_factor_is_not_removed(veikko):
    login = staff_of(veikko).login
    factors.forget_all(login)
    key = Authenticator.objects.create(user=login, type="webauthn", data={"name": "key ring"})
    client = visiting(veikko, **confirmed("session.factor"))

    client.post(f"/my-sign-in/passkeys/{key.pk}/remove/")

    assert "your only second factor" in page_of(client).content.decode()
    assert factors.is_enrolled(login)
    factors.put_app(login, "KRSXG5DTNFXGOIDXNF2GQIDL")
    client.post(f"/my-sign-in/passkeys/{key.pk}/remove/")
    assert not factors.passkeys(login)


def test_a_strangers_passkey_is_not_removed_and_looks_like_none(veikko, admin, monkeypatch):
    other = Authenticator.objects.create(user=staff_of(admin).login, type="webauthn", data={"name": "key ring"})
    client, traces = visiting(veikko, **confirmed("session.factor")), kept(monkeypatch)

    answers = [client.post(f"/my-sign-in/passkeys/{key}/remove/") for key in (other.pk, other.pk + 1)]

    assert [each.status_code for each in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert [(each.verb, each.outcome) for each in traces] == [("session.factor", "forbidden")] * 2
    assert Authenticator.objects.filter(pk=other.pk).exists()
