"""The ground under every test."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone


@pytest.mark.django_db
def test_tests_run_as_the_serving_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == ("kajo_staff", False, False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", [1, 2])
def test_what_one_test_commits_the_next_one_does_not_see(round_: int, as_role) -> None:
    with as_role("postgres") as other:
        assert other.execute("select count(*) from django_session").fetchone() == (0,)

    Session.objects.create(session_key=f"a{round_}", session_data="", expire_date=timezone.now())

    with as_role("postgres") as other:
        assert other.execute("select count(*) from django_session").fetchone() == (1,)
