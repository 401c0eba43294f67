"""Very many rows at once are the same rows, sealed and checked alike."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kajo.access.doors import acting
from kajo.access.roles import CONSOLE
from kajo.access.verbs import Verb
from kajo.clients.models import Person
from kajo.vault.bulk import insert_all
from kajo.vault.lookup import matching
from kajo.vault.models import Kind, Subject
from kajo.vault.seal import SEALED

pytestmark = pytest.mark.django_db
AT = datetime(2024, 5, 6, 7, 8, 9, 10, tzinfo=UTC)
CODE = "010190-9007"


def loading():
    return acting(CONSOLE, Verb.HISTORY_LOAD, AT)


def people(count: int, **facts: object) -> list[Person]:
    subjects = Subject.open_all([Subject(kind=Kind.PERSON, opened_at=AT) for _ in range(count)], at=AT)
    told = {"born_on": date(1990, 1, 1), "birth_year": 1990, "met_at": AT, "office": 2} | facts
    return [Person(subject_id=each.pk, reference=f"P-2024-{number}", **told) for number, each in enumerate(subjects)]


def test_rows_come_back_as_they_were_put_in():
    with loading(), CaptureQueriesContext(connection) as asked:
        rows = people(3, personal_code=CODE)
        before = len(asked)
        insert_all(rows)
        assert len(asked) == before + 1

    with loading():
        kept = list(Person.objects.order_by("reference"))
        assert [(each.pk, each.birth_year, each.met_at, each.office) for each in kept] == [
            (each.pk, 1990, AT, 2) for each in rows
        ]
        assert {each.born_on.open() for each in kept} == {date(1990, 1, 1)}
        assert str(kept[0].personal_code) == SEALED
        assert Person.objects.filter(matching(Person, "personal_code", CODE.lower())).count() == 3


def test_an_empty_value_stays_empty():
    with loading():
        insert_all(people(2, born_on=None, birth_year=None))

        assert set(Person.objects.values_list("birth_year", "born_on", "personal_code")) == {(None, None, None)}


def test_what_is_too_long_is_refused_and_not_cut():
    with loading():
        rows = people(2, birth_precision="as far as anybody can tell")
        with pytest.raises(DataError), transaction.atomic():
            insert_all(rows)


def test_what_a_constraint_forbids_is_refused():
    with loading():
        rows = people(2, sex="unheard of")
        with pytest.raises(IntegrityError), transaction.atomic():
            insert_all(rows)


def test_no_rows_ask_nothing():
    with loading(), CaptureQueriesContext(connection) as asked:
        before = len(asked)
        insert_all([])
        assert len(asked) == before
