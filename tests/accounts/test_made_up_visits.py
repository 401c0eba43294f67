"""Whoever can write to the database makes nobody's visit of it, and changes none into somebody else's."""

from __future__ import annotations

import hashlib
import os
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.test import Client
from django.utils.timezone import now

from kajo.access.roles import Actor, Role
from kajo.accounts.models import Session, Staff
from kajo.accounts.sign_in import sessions
from kajo.accounts.sign_in.sessions import SessionStore
from kajo.ledger.guarded import row_id
from tests.factories.people import acting_as, hired, visiting

pytestmark = pytest.mark.django_db
KEY = "a key that somebody made up for a cookie"


@pytest.fixture
def veikko() -> Actor:
    return acting_as(hired("veikko", Role.CASE_WORKER))


@pytest.fixture
def aino() -> Actor:
    return acting_as(hired("aino", Role.DIRECTOR))


def login_of(actor: Actor) -> Any:
    return Staff.objects.get(pk=actor.id).login_id


def key_of(client: Client) -> str:
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def row_of(client: Client) -> Session:
    return Session.objects.get(key_hash=sessions.hash_of(key_of(client)))


def with_key(key: str) -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def answer_to(client: Client) -> tuple[int, str]:
    """The page of one's own sign-in, or where it leads to instead."""
    answer = client.get("/my-sign-in/")
    return answer.status_code, answer.headers.get("Location", "")


def written(actor: Actor, **facts: Any) -> Session:
    """A row as whoever writes to the table would make it: of this person, with a second factor, and fresh."""
    at = now()
    usual = {
        "site": "staff", "login_id": login_of(actor), "strong": "totp", "made_at": at, "seen_at": at,
        "until_at": at + timedelta(hours=9), "idle_minutes": 600,
    }  # fmt: skip
    return Session.objects.create(**usual | facts)


SIGNED_OUT = (302, "/sign-in/?next=%2Fmy-sign-in%2F&why=elsewhere")
UNKNOWN = (302, "/sign-in/?next=%2Fmy-sign-in%2F")


@pytest.mark.parametrize("data", [b"", b"x" * 12, b"x" * 40])
@pytest.mark.parametrize("hashed", [b"kajo visit " + KEY.encode(), KEY.encode()])
def test_a_row_whose_hash_was_made_without_the_secret_is_not_found(aino, hashed, data):
    written(aino, key_hash=hashlib.sha256(hashed).digest(), data=data)

    assert answer_to(with_key(KEY)) == UNKNOWN


def sealed_by_the_cookie_alone(row: Any) -> bytes:
    nonce, key = os.urandom(12), hashlib.sha256(KEY.encode()).digest()
    return nonce + AESGCM(key).encrypt(nonce, b"{}", row.bytes)


@pytest.mark.parametrize("seal", [lambda _row: b"", lambda _row: b"x" * 40, sealed_by_the_cookie_alone])
def test_a_row_under_a_known_hash_opens_only_with_data_that_we_sealed(aino, seal):
    row = row_id()

    written(aino, id=row, key_hash=sessions.hash_of(KEY), data=seal(row))

    client = with_key(KEY)
    assert answer_to(client) == SIGNED_OUT
    assert "You are not signed in here." in client.get(SIGNED_OUT[1]).content.decode()


def test_a_visit_is_not_handed_to_somebody_else(veikko, aino):
    client = visiting(veikko)
    assert answer_to(client)[0] == 200

    Session.objects.filter(pk=row_of(client).pk).update(login_id=login_of(aino))

    assert answer_to(client) == SIGNED_OUT


def test_a_visit_that_stands_before_the_second_factor_is_not_made_anybodys(aino):
    client = Client()
    client.post("/sign-in/", {"login": "aino", "password": "four-words-in-a-row"})
    row = row_of(client)
    assert row.login_id is None

    Session.objects.filter(pk=row.pk).update(login_id=login_of(aino), strong="totp")

    assert answer_to(client) == SIGNED_OUT


@pytest.mark.parametrize("facts", [{"strong": "passkey"}, {"id": row_id()}, {"data": b""}])
def test_a_visit_whose_row_was_changed_is_none(veikko, facts):
    client = visiting(veikko, note="mine")

    Session.objects.filter(pk=row_of(client).pk).update(**facts)

    assert answer_to(client) == SIGNED_OUT


def test_a_visit_of_the_other_site_is_not_moved_here(veikko, settings):
    settings.SITE = "partner"
    store = SessionStore()
    store.belong_to(sessions.person_of(login_of(veikko), now()), strong=sessions.Factor.TOTP, at=now())
    store.save()
    settings.SITE = "staff"

    Session.objects.update(site="staff")

    assert answer_to(with_key(store.session_key)) == SIGNED_OUT


def test_what_a_visit_remembers_opens_for_its_own_row_alone(veikko):
    mine, other = visiting(veikko, note="mine"), visiting(veikko, note="other")
    Session.objects.filter(pk=row_of(mine).pk).update(data=row_of(other).data)

    store = SessionStore(key_of(mine))

    assert dict(store.items()) == {}
    assert store.actor() is None
    assert answer_to(mine) == SIGNED_OUT
    assert answer_to(other)[0] == 200


def test_a_visit_that_remembers_nothing_has_sealed_data_too(veikko):
    client = visiting(veikko)

    assert len(row_of(client).data) > 12 + 16
    assert answer_to(client)[0] == 200


def test_a_visit_still_opens_after_it_was_written_again(veikko):
    client = visiting(veikko)
    store = SessionStore(key_of(client))
    for note in ("first", "second"):
        store["note"] = note
        store.cycle_key()
        store.save()

    again = SessionStore(store.session_key)

    assert again["note"] == "second"
    assert again.actor() == veikko
    assert answer_to(client) == UNKNOWN
