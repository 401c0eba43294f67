"""A passkey is a factor of the person it was made for, and a row that somebody wrote or moved is none."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from kajo.access.roles import Role
from kajo.accounts.models import Staff
from kajo.accounts.sign_in import factors
from tests.factories.passkeys import SoftKey
from tests.factories.people import PASSWORD, acting_as, hired, visiting

pytestmark = pytest.mark.django_db
UNKNOWN = "This passkey is not known here."


@pytest.fixture
def aino() -> Staff:
    return hired("aino", Role.DIRECTOR)


@pytest.fixture
def veikko() -> Staff:
    return hired("veikko", Role.CASE_WORKER)


def question(client: Client, address: str) -> str:
    """What a page asks the browser's passkeys."""
    page = client.get(address).content.decode()
    return html.unescape(re.findall(r'data-options="([^"]+)"', page)[-1])


def with_key_of(staff: Staff) -> SoftKey:
    """A passkey of this person, kept as one is that was just made."""
    key = SoftKey()
    factors.keep_passkey(staff.login, "key ring", key.made())
    return key


def alone(client: Client, key: SoftKey, owner: Staff) -> Any:
    """Try to sign in with the passkey and nothing else."""
    asked = client.get("/sign-in/passkey/").json()["options"]
    answer = key.signed(asked, owner.login_id.hex.encode())
    return client.post("/sign-in/passkey/", {"credential": answer})


def after_password(client: Client, key: SoftKey, login: str) -> Any:
    """Try to sign in with the password and the passkey."""
    client.post("/sign-in/", {"login": login, "password": PASSWORD})
    return client.post("/sign-in/code/", {"credential": key.signed(question(client, "/sign-in/code/"))})


def is_signed_in(client: Client) -> bool:
    return bool(client.get("/my-sign-in/").status_code == 200)


def written(staff: Staff, key: SoftKey, **more: Any) -> None:
    """A row as whoever writes to the table would make it."""
    data = {"name": "key ring", "credential": key.made(), **more}
    Authenticator.objects.create(user=staff.login, type="webauthn", data=data)


def mark_of(staff: Staff) -> str:
    return str(Authenticator.objects.get(user=staff.login, type="webauthn").data["mark"])


def test_a_passkey_made_at_the_enrolment_signs_in(client, browser_elsewhere):
    hilla = hired("hilla", Role.CASE_WORKER, enrolled=False)
    key = SoftKey()
    client.post("/sign-in/", {"login": "hilla", "password": PASSWORD})
    made = json.dumps(key.made(question(client, "/sign-in/second-factor/")))

    answer = client.post("/sign-in/second-factor/", {"name": "key ring", "credential": made})
    later = browser_elsewhere()
    alone(later, key, hilla)

    assert answer.headers["Location"] == "/sign-in/recovery-codes/"
    assert is_signed_in(later)


def test_a_kept_passkey_signs_in_alone_and_after_the_password(aino, browser_elsewhere):
    key = with_key_of(aino)
    first, second = browser_elsewhere(), browser_elsewhere()

    alone(first, key, aino)
    after_password(second, key, "aino")

    assert is_signed_in(first)
    assert is_signed_in(second)


@pytest.mark.parametrize("more", [{}, {"mark": ""}, {"mark": None}, {"mark": "0" * 64}, {"mark": ["x"]}])
def test_a_row_that_somebody_wrote_is_no_factor(aino, browser_elsewhere, more):
    key = SoftKey()
    written(aino, key, **more)

    for answer in (alone(browser_elsewhere(), key, aino), after_password(browser_elsewhere(), key, "aino")):
        assert answer.status_code == 200
        assert UNKNOWN in answer.content.decode()


def test_a_row_moved_to_somebody_else_is_no_factor(aino, veikko, browser_elsewhere):
    mine = with_key_of(veikko)
    Authenticator.objects.filter(user=veikko.login, type="webauthn").update(user=aino.login)

    answers = [alone(browser_elsewhere(), mine, aino), after_password(browser_elsewhere(), mine, "aino")]

    assert [UNKNOWN in each.content.decode() for each in answers] == [True, True]


def test_the_mark_of_another_key_marks_none_even_under_its_name(aino, browser_elsewhere):
    own = with_key_of(aino)
    mark, made_up = mark_of(aino), [SoftKey(), SoftKey(own.id)]
    for key in made_up:
        written(aino, key, mark=mark)

    for key in made_up:
        assert UNKNOWN in alone(browser_elsewhere(), key, aino).content.decode()
    client = browser_elsewhere()
    alone(client, own, aino)
    assert is_signed_in(client)


def test_a_kept_row_whose_key_was_exchanged_is_no_factor(aino, browser_elsewhere):
    own, other = with_key_of(aino), SoftKey()
    row = Authenticator.objects.get(user=aino.login, type="webauthn")
    row.data["credential"] = other.made()
    row.save()

    for key in (own, other):
        assert UNKNOWN in alone(browser_elsewhere(), key, aino).content.decode()


def test_a_row_that_somebody_wrote_is_no_fresh_second_factor(aino):
    actor, key = acting_as(aino), SoftKey()
    written(aino, key)
    client = visiting(actor)
    client.post("/my-sign-in/recovery-codes/")
    asked = question(client, "/step-up/")

    answer = client.post("/step-up/", {"credential": key.signed(asked)})

    assert answer.status_code == 200
    assert UNKNOWN in answer.content.decode()


def test_an_answer_to_no_question_is_refused(aino, client):
    key = with_key_of(aino)
    asked = json.dumps({"publicKey": {"challenge": "AAAA"}})

    answer = client.post("/sign-in/passkey/", {"credential": key.signed(asked, aino.login_id.hex.encode())})

    assert UNKNOWN in answer.content.decode()
