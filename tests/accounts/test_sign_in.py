"""How one comes in, and how one does not."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils.timezone import now

from kajo.access.roles import Role
from kajo.accounts import actions
from kajo.accounts.models import Attempt, Login, Session, Staff, UsedCode
from kajo.accounts.sign_in import factors
from kajo.accounts.sign_in.sealing import Unopenable
from tests.factories.people import PASSWORD, SECRET, acting_as, code, hired

pytestmark = pytest.mark.django_db


@pytest.fixture
def veikko() -> Staff:
    return hired("veikko", Role.CASE_WORKER)


def typed(client: Client, login: str = "veikko", password: str = PASSWORD, **more: str) -> Any:
    return client.post("/sign-in/", {"login": login, "password": password, **more})


def is_signed_in(client: Client) -> bool:
    return bool(client.get("/my-sign-in/").status_code == 200)


def test_password_and_code_lead_in(client, veikko):
    first = typed(client)
    second = client.post("/sign-in/code/", {"code": code()})

    assert (first.status_code, first.headers["Location"]) == (302, "/sign-in/code/")
    assert (second.status_code, second.headers["Location"]) == (302, "/")
    visit = Session.objects.get(login=veikko.login)
    assert (visit.strong, visit.site, visit.idle_minutes) == ("totp", "staff", 15)
    assert is_signed_in(client)


def test_login_is_typed_in_any_case_and_with_spaces_around(client, veikko):
    assert typed(client, " Veikko ").headers["Location"] == "/sign-in/code/"


def test_the_page_one_was_on_the_way_to_comes_after_the_code(client, veikko):
    sent = client.get("/my-sign-in/")

    typed(client, next="/my-sign-in/")
    after = client.post("/sign-in/code/", {"code": code()})

    assert sent.headers["Location"] == "/sign-in/?next=%2Fmy-sign-in%2F"
    assert after.headers["Location"] == "/my-sign-in/"


def test_another_host_is_no_page_to_go_on_to(client, veikko):
    typed(client, next="//example.org/")

    assert client.post("/sign-in/code/", {"code": code()}).headers["Location"] == "/"


def test_password_alone_never_signs_in(client, veikko):
    typed(client)

    assert not is_signed_in(client)
    assert not Session.objects.exclude(login=None).exists()


def test_the_key_of_the_visit_changes_when_somebody_is_signed_in(client, veikko):
    typed(client)
    before = client.cookies["kajo_staff"].value
    client.post("/sign-in/code/", {"code": code()})

    assert client.cookies["kajo_staff"].value != before
    old = Client()
    old.cookies["kajo_staff"] = before
    assert not is_signed_in(old)


@pytest.mark.parametrize(
    "login, password",
    [
        ("veikko", "wrong-words-altogether"),
        ("nobody", PASSWORD),
        ("closed", PASSWORD),
        ("old", PASSWORD),
        ("pihla", PASSWORD),
    ],
)
def test_unknown_wrong_closed_and_foreign_get_the_same_answer(client, veikko, login, password):
    hired("closed", Role.CASE_WORKER)
    Login.objects.filter(login="closed").update(is_active=False)
    hired("old", Role.CASE_WORKER)
    Login.objects.filter(login="old").update(password_until_at=now() - timedelta(seconds=1))
    hired("pihla", Role.PROVIDER)

    answer = typed(client, login, password)

    assert answer.status_code == 200
    assert "The login or the password is not right." in answer.content.decode()
    assert not is_signed_in(client)


def test_a_password_copied_to_another_login_opens_nothing(client, veikko):
    hired("aino", Role.DIRECTOR)
    mine = Login.objects.get(login="veikko").password

    Login.objects.filter(login="aino").update(password=mine)

    assert typed(client, "aino").status_code == 200
    assert typed(client).headers["Location"] == "/sign-in/code/"


def test_a_hash_that_somebody_made_of_a_password_alone_opens_nothing(client, veikko):
    Login.objects.filter(login="veikko").update(password=make_password(PASSWORD))

    assert typed(client).status_code == 200
    assert not Login.objects.get(login="veikko").check_password(PASSWORD)


def test_a_password_that_nobody_has_opens_nothing(client, veikko):
    login = Login.objects.get(login="veikko")
    login.set_password(None)
    login.save()

    assert not login.has_usable_password()
    assert typed(client).status_code == 200


def test_somebody_without_a_role_does_not_enter(client):
    hired("outi")

    assert typed(client, "outi").status_code == 200


def test_a_code_works_once(client, veikko):
    used = code()
    typed(client)
    client.post("/sign-in/code/", {"code": used})
    other = Client()
    typed(other)

    again = other.post("/sign-in/code/", {"code": used})

    assert "used already" in again.content.decode()
    assert not is_signed_in(other)
    assert UsedCode.objects.count() == 1


@pytest.mark.parametrize("steps, accepted", [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_the_neighbouring_step_is_accepted_and_no_other(veikko, steps, accepted):
    at = now()
    secret_of_that_step = factors.hotp_value(SECRET, int(at.timestamp()) // 30 + steps)

    taken = factors.accept_code(veikko.login, factors.format_hotp_value(secret_of_that_step), at)

    assert (taken is not None) is accepted


def test_the_next_code_signs_in_while_the_present_one_is_used(veikko):
    for steps in (0, 1):
        client = Client()
        typed(client)
        client.post("/sign-in/code/", {"code": code(steps)})
        assert is_signed_in(client)


def test_a_recovery_code_works_once(client, veikko):
    spare = factors.new_recovery_codes(veikko.login)[3]
    for accepted in (True, False):
        client = Client()
        typed(client)
        client.post("/sign-in/code/", {"code": f"{spare[:4]} {spare[4:]}"})
        assert is_signed_in(client) is accepted


def test_secrets_of_the_second_factor_are_sealed_and_bound_to_their_owner(veikko):
    hilla = hired("hilla", Role.CASE_WORKER)
    row = Authenticator.objects.get(user=veikko.login, type="totp")
    factors.new_recovery_codes(veikko.login)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    Authenticator.objects.filter(user=hilla.login).update(data=row.data)

    assert SECRET not in stored
    with pytest.raises(Unopenable):
        factors.accept_code(hilla.login, code(), now())


@pytest.mark.parametrize("kind, secret", [("recovery_codes", "seed"), ("totp", "secret")])
def test_a_factor_moved_or_made_up_opens_nothing_and_is_a_sentence(client, browser_elsewhere, veikko, kind, secret):
    hilla = hired("hilla", Role.CASE_WORKER)
    factors.put_app(hilla.login, factors.new_secret())
    Authenticator.objects.filter(user=hilla.login, type=kind).delete()
    mine = {"recovery_codes": factors.new_recovery_codes(veikko.login)[0], "totp": code()}[kind]
    row = Authenticator.objects.get(user=veikko.login, type=kind)
    forged = Authenticator.objects.create(user=hilla.login, type=kind, data=row.data)

    for kept in (row.data[secret], SECRET, "", "no text of ours", 7):
        Authenticator.objects.filter(pk=forged.pk).update(data=row.data | {secret: kept})
        other = browser_elsewhere()
        typed(other, "hilla")
        Attempt.objects.all().delete()
        answer = other.post("/sign-in/code/", {"code": mine})
        assert "The code is not right" in answer.content.decode()
        assert not is_signed_in(other)

    typed(client)
    client.post("/sign-in/code/", {"code": mine})
    assert is_signed_in(client)


def test_garbage_at_the_code_page_is_a_sentence(client, veikko):
    typed(client)
    for sent in ("", "abc", "１２３４５６", "0" * 500, "\x00", "‮123"):
        answer = client.post("/sign-in/code/", {"code": sent})
        assert answer.status_code == 200
        Attempt.objects.all().delete()


def assertion(**parts: Any) -> str:
    """What a browser would answer, with broken parts."""
    response = {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "AA"} | parts
    return json.dumps({"type": "public-key", "id": "AA", "rawId": "AA", "response": response})


BROKEN = ["", "{", "[]", "null", '"x"', "{}", '{"response": 1}', '{"type": "public-key", "id": "a", "rawId": "a"}']
BROKEN += [
    assertion(),
    assertion(clientDataJSON="%%", userHandle=5),
    assertion(signature=None),
    assertion(userHandle="%"),
]


@pytest.mark.parametrize("sent", BROKEN)
def test_a_broken_answer_about_a_passkey_is_a_sentence(client, veikko, sent):
    client.get("/sign-in/passkey/")

    answer = client.post("/sign-in/passkey/", {"credential": sent})

    assert answer.status_code == 200
    assert not is_signed_in(client)


def test_whoever_comes_with_a_handed_password_chooses_one_and_enrols(client):
    hired("hilla", Role.CASE_WORKER, enrolled=False, own_password=False)
    own = "quite another sentence"

    assert typed(client, "hilla").headers["Location"] == "/sign-in/password/"
    assert not is_signed_in(client)
    chosen = client.post("/sign-in/password/", {"password": own, "again": own})
    assert chosen.headers["Location"] == "/sign-in/second-factor/"
    assert not is_signed_in(client)

    shown = client.get("/sign-in/second-factor/").content.decode()
    secret = shown.partition('<code class="num" dir="ltr">')[2].partition("</code>")[0].replace(" ", "")
    enrolled = client.post("/sign-in/second-factor/", {"code": code(secret=secret)})

    assert enrolled.headers["Location"] == "/sign-in/recovery-codes/"
    assert client.get("/sign-in/recovery-codes/").content.decode().count("<li><code") == 10
    assert client.post("/sign-in/recovery-codes/").headers["Location"] == "/"
    assert client.get("/sign-in/recovery-codes/").status_code == 302
    assert is_signed_in(client)
    assert typed(Client(REMOTE_ADDR="10.255.0.1"), "hilla").status_code == 200
    assert typed(Client(REMOTE_ADDR="10.255.0.1"), "hilla", own).headers["Location"] == "/sign-in/code/"


@pytest.mark.parametrize(
    "password, again, sentence",
    [("short words", "short words", "too short"), ("aaaa-aaaa-aaaa-aaaa", "aaaa-aaaa-aaaa-aaab", "differs"),
     ("hilla.hilla.hilla", "hilla.hilla.hilla", "too similar")],
)  # fmt: skip
def test_a_weak_password_is_refused(client, password, again, sentence):
    hired("hilla.hilla.hill", Role.CASE_WORKER, enrolled=False, own_password=False)
    typed(client, "hilla.hilla.hill")

    answer = client.post("/sign-in/password/", {"password": password, "again": again})

    assert sentence in answer.content.decode()


def test_the_pages_between_lead_back_for_whoever_skipped_ahead(client, veikko):
    for address in ("/sign-in/code/", "/sign-in/password/", "/sign-in/second-factor/"):
        assert client.get(address).headers["Location"] == "/sign-in/"


def test_the_enrolment_is_no_way_round_the_second_factor(client, veikko):
    typed(client)

    assert client.get("/sign-in/second-factor/").headers["Location"] == "/sign-in/"
    assert client.post("/sign-in/second-factor/", {"code": "123456"}).headers["Location"] == "/sign-in/"


def test_sign_out_is_a_post_and_leaves_no_trace(client, veikko):
    typed(client)
    client.post("/sign-in/code/", {"code": code()})
    key = client.cookies["kajo_staff"].value

    asked = client.get("/sign-out/")
    done = client.post("/sign-out/")

    assert asked.status_code == 405
    assert done.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert done.headers["Location"] == "/sign-in/?why=signed_out"
    client.cookies["kajo_staff"] = key
    assert not is_signed_in(client)


def test_whoever_left_does_not_come_in_again(client, veikko):
    anna = acting_as(hired("anna", Role.ADMINISTRATOR))
    typed(client)
    client.post("/sign-in/code/", {"code": code()})
    actions.leave(anna, veikko, at=now())

    assert not is_signed_in(client)
    assert typed(Client(REMOTE_ADDR="10.255.0.2")).status_code == 200


def test_each_way_in_and_each_failed_one_is_an_event(client, veikko, trail):
    typed(client, password="wrong-words-altogether")
    typed(client)
    client.post("/sign-in/code/", {"code": "000000"})
    client.post("/sign-in/code/", {"code": code()})
    client.post("/sign-out/")

    assert trail[-4:] == [
        ("visitor", "session.sign_in", "refused"),
        ("visitor", "session.sign_in", "refused"),
        (str(veikko.pk), "session.sign_in", "done"),
        (str(veikko.pk), "session.sign_out", "done"),
    ]


def test_no_library_page_is_left_open(client):
    for address in ("/accounts/", "/accounts/signup/", "/signup/", "/password/reset/", "/sign-up/", "/email/", "/2fa/"):
        assert client.get(address).status_code == 404
