"""The ground under every test."""

from __future__ import annotations

import pytest
from django.db import connection


@pytest.mark.django_db
def test_tests_run_as_the_serving_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user")

        assert cursor.fetchone() == ("kajo_staff", False, False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", [1, 2])
def test_what_one_test_commits_the_next_one_does_not_see(_round: int, as_role) -> None:
    with as_role("postgres") as administrator:
        before = administrator.execute("select count(*) from django_content_type where app_label = 'left'").fetchone()

        administrator.execute("insert into django_content_type (app_label, model) values ('left', 'behind')")

    assert before == (0,)


@pytest.mark.django_db(transaction=True)
def test_what_migrations_put_there_is_there_for_every_test(as_role) -> None:
    with as_role("postgres") as administrator:
        (count,) = administrator.execute("select count(*) from django_content_type").fetchone()

    assert count > 0
