"""The front page."""

from __future__ import annotations

import pytest
from django.test import Client

from kajo.referrals import actions as referrals
from tests.factories import line
from tests.factories.people import visiting

pytestmark = pytest.mark.django_db


def test_the_front_page_says_what_waits_and_until_when(mikko, aino, at):
    referral = line.referred(mikko)
    referrals.propose(mikko, referral, ground="35.1", reasons="Kept.", language="fi", explained_in="en", at=at)

    page = visiting(aino).get("/").content.decode()

    assert "<title>My work – Kajo</title>" in page
    assert f'href="/referrals/{referral.pk}/admit/"' in page
    assert referral.reference in page
    assert "Has waited" in page


def test_an_empty_desk_says_so(outi):
    assert "Nothing waits for you" in visiting(outi).get("/").content.decode()


def test_a_visitor_is_led_to_the_sign_in(db):
    answer = Client().get("/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")


def test_only_looking_is_possible(aino):
    assert visiting(aino).post("/", {}).status_code == 405
