"""Very many rows at once are the same rows, sealed and checked alike."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kajo.vault.bulk import insert_all
from kajo.vault.lookup import matching
from kajo.vault.models import DataKey, Kind, Subject
from kajo.vault.seal import SEALED
from tests.vault.rooms import Story

PHONE = "+358 40 000 0000"


@pytest.fixture
def subjects(vault, ring, at):
    return Subject.open_all([Subject(kind=Kind.PERSON, opened_at=at) for _ in range(3)], at=at)


def stories(subjects, **facts):
    told = {"name": "Linh", "phone": PHONE, "born_on": date(1990, 1, 1), "facts": {"a": [1]}, "city": "here"} | facts
    return [Story(subject=each, **told) for each in subjects]


def test_rows_come_back_as_they_were_put_in_by_one_statement(subjects):
    rows = stories(subjects)

    with CaptureQueriesContext(connection) as asked:
        insert_all(rows)

    assert len(asked) == 1
    kept = list(Story.objects.order_by("pk"))
    assert [(each.pk, each.subject_id, each.city) for each in kept] == [
        (each.pk, each.subject_id, "here") for each in sorted(rows, key=lambda row: row.pk)
    ]
    assert {(each.name.open(), each.born_on.open(), each.facts.open()["a"][0]) for each in kept} == {
        ("Linh", date(1990, 1, 1), 1)
    }
    assert str(kept[0].name) == SEALED
    assert Story.objects.filter(matching(Story, "phone", "040 0000000")).count() == 3


def test_an_empty_value_stays_empty(subjects):
    insert_all(stories(subjects, phone=None, born_on=None, facts=None))

    assert set(Story.objects.values_list("phone", "phone_token", "born_on", "facts")) == {(None, None, None, None)}


def test_subjects_made_at_once_have_a_key_each(subjects, at):
    assert Subject.objects.filter(pk__in=[each.pk for each in subjects], opened_at=at).count() == 3
    assert sorted(DataKey.objects.values_list("subject", "version", "state")) == sorted(
        (each.pk, 1, "active") for each in subjects
    )


def test_what_is_too_long_is_refused_and_not_cut(subjects):
    with pytest.raises(DataError), transaction.atomic():
        insert_all(stories(subjects, city="so far away that nobody finds it"))

    assert not Story.objects.exists()


def test_the_same_key_twice_is_refused(subjects):
    rows = stories(subjects)
    insert_all(rows)

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_all(rows)


def test_no_rows_ask_nothing(vault):
    with CaptureQueriesContext(connection) as asked:
        insert_all([])

    assert len(asked) == 0
