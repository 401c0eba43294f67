"""The cast, and one thread for each way in which somebody can stand to a person's records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from kajo.access.roles import Actor
from kajo.run.pgplugin import NAME
from tests.access.attacker import Attacker
from tests.access.ground import Ground
from tests.access.judging import look_beside
from tests.access.threads import RELATIONS, Thread, settle, spun
from tests.access.walls import make_open_roles
from tests.factories import cast, deciding


@pytest.fixture(scope="package")
def ground_of_threads(postgres: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Open the database for tests that share committed rows and undo what they do themselves; emptied at the end.

    Such tests carry no mark of the database, so they run after those that empty it.
    """
    from django.db import connection

    with django_db_blocker.unblock():
        yield
        connection.close()
        connection.ops.execute_sql_flush([])


@pytest.fixture(scope="package")
def people(ground_of_threads: None) -> dict[str, Actor]:
    """Return the actors of the whole cast, by login."""
    return {name: cast.member(name) for name in cast.ROLES}


@pytest.fixture(scope="package")
def threads(people: dict[str, Actor], postgres: Any) -> dict[str, Thread]:
    """Return one thread a relation; everybody of the cast stands to each in the same way."""
    spun_now = {relation: spun(relation, people["mikko"], people["aino"], people["veikko"]) for relation in RELATIONS}
    deciding.worked()
    with psycopg.connect(postgres.dsn(NAME), autocommit=True) as administrator:
        for thread in spun_now.values():
            settle(administrator, thread, people.values())
    return spun_now


@pytest.fixture(scope="package")
def ground(threads: dict[str, Thread], people: dict[str, Actor], postgres: Any) -> Ground:
    """Return the world of the access table: threads, people, their visits, and forms filled in."""
    with psycopg.connect(postgres.dsn(NAME), autocommit=True) as administrator:
        make_open_roles(administrator)
        look_beside(administrator)
        world = Ground(threads, people)
        # What is done in a visit is undone, so for the database it stays idle, however long the whole table takes.
        administrator.execute("update accounts_session set idle_minutes = 600")
    return world


@pytest.fixture
def attacker(as_role: Callable[..., psycopg.Connection[Any]], threads: dict[str, Thread]) -> Iterator[Attacker]:
    """Return somebody who speaks SQL inside the process of the staff site."""
    inside = Attacker(as_role("kajo_staff"), threads)
    yield inside
    inside.serving.rollback()
