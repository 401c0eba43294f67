"""Guessing is slow, and nobody is locked out by somebody else's guessing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils.timezone import now

from kajo.access.gate import Refused
from kajo.access.roles import Role
from kajo.accounts.models import Attempt
from kajo.accounts.sign_in import throttle
from tests.factories.people import PASSWORD, code, hired

WRONG = "wrong-words-altogether"


def passes(name: str, address: str, at: datetime, kind: str = "password") -> bool:
    try:
        throttle.claim(kind, name, address, at)
    except Refused:
        return False
    return True


def typed(client: Client, password: str) -> Any:
    return client.post("/sign-in/", {"login": "veikko", "password": password})


@pytest.mark.django_db
def test_five_wrong_tries_a_minute_from_everywhere_together():
    at = now()

    tried = [passes("a", f"192.0.2.{number}", at + timedelta(seconds=number)) for number in range(20)]

    assert sum(tried) == 5
    assert passes("a", "192.0.2.99", at + timedelta(seconds=60))
    assert passes("b", "192.0.2.99", at + timedelta(seconds=21))


@pytest.mark.django_db
def test_thirty_an_hour_then_the_wait_is_long():
    at = now()

    tried = [passes("a", f"192.0.2.{number % 250}", at + timedelta(seconds=13 * number)) for number in range(120)]

    assert sum(tried) == 30


@pytest.mark.django_db
def test_ten_tries_a_minute_from_one_address():
    at = now()

    assert sum(passes(f"name{number}", "198.51.100.1", at) for number in range(30)) == 10
    assert passes("name", "198.51.100.1", at + timedelta(seconds=60))


@pytest.mark.django_db
def test_the_sentence_says_how_long_to_wait():
    at = now()
    for number in range(5):
        throttle.claim("password", "a", f"203.0.113.{number}", at + timedelta(seconds=number))

    with pytest.raises(Refused) as refused:
        throttle.claim("password", "a", "203.0.113.77", at + timedelta(seconds=10))

    assert refused.value.values == {"seconds": 50}


@pytest.mark.django_db
def test_where_the_account_is_at_home_a_strangers_guessing_does_not_count():
    at = now()
    throttle.know([("password", "mikko")], "203.0.113.200", at)
    for number in range(50):
        passes("mikko", f"198.51.101.{number}", at)

    assert not passes("mikko", "198.51.101.60", at)
    assert sum(passes("mikko", "203.0.113.200", at) for _number in range(8)) == 5


@pytest.mark.django_db
def test_right_passwords_are_not_counted(browser_elsewhere):
    hired("veikko", Role.CASE_WORKER)
    client = browser_elsewhere()

    for _number in range(20):
        assert typed(client, PASSWORD).headers["Location"] == "/sign-in/code/"

    assert Attempt.objects.count() == 0


@pytest.mark.django_db
def test_beyond_the_limit_right_and_wrong_get_the_same_answer(browser_elsewhere):
    hired("veikko", Role.CASE_WORKER)
    for _number in range(5):
        typed(browser_elsewhere(), WRONG)

    answers = [typed(browser_elsewhere(), password) for password in (PASSWORD, WRONG)]

    assert all("Too many tries." in each.content.decode() for each in answers)
    assert [each.status_code for each in answers] == [200, 200]


@pytest.mark.django_db
def test_codes_are_counted_too(browser_elsewhere):
    hired("veikko", Role.CASE_WORKER)
    for _number in range(5):
        client = browser_elsewhere()
        typed(client, PASSWORD)
        client.post("/sign-in/code/", {"code": "000000"})

    client = browser_elsewhere()
    typed(client, PASSWORD)
    answer = client.post("/sign-in/code/", {"code": code()})

    assert "Too many tries." in answer.content.decode()
    assert client.get("/my-sign-in/").status_code == 302


@pytest.mark.django_db
def test_the_table_names_nobody(browser_elsewhere):
    typed(browser_elsewhere(), WRONG)

    with connection.cursor() as cursor:
        cursor.execute("select a::text from accounts_attempt a")
        stored = str(cursor.fetchall())

    assert "veikko" not in stored
    assert b"veikko".hex() not in stored
    assert "10." not in stored.partition("+")[0].rpartition(" ")[2]


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_count_one_by_one():
    at = now()

    def one(number: int) -> bool:
        try:
            return passes("a", f"192.0.3.{number}", at)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        tried = list(pool.map(one, range(24)))

    assert sum(tried) == 5
