"""Keys change while people work: nothing becomes unreadable and nobody sees an error."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from kajo.run.pgplugin import DEEP
from kajo.vault.keyfile import FileProvider
from kajo.vault.keyring import cache, keyring
from kajo.vault.keys import destroy_kek, reseal, rotate_kek, rotate_subject
from kajo.vault.models import DataKey, Subject, new_id
from tests.vault.rooms import TABLES, Story

WRITERS = 4
TURNS = 250 if DEEP else 30
ROTATIONS = 12 if DEEP else 4


@pytest.fixture
def people(committed_vault: None, at: datetime) -> list[Subject]:
    Story.objects.all().delete()  # other tests' rows, whose subjects are gone
    with keyring(), transaction.atomic():
        return Subject.open_many("person", [new_id() for _each in range(6)], at=at)


def test_nothing_is_lost_while_keys_are_rotated(people: list[Subject], at: datetime, provider: FileProvider) -> None:
    written: dict[UUID, str] = {}
    troubles: list[BaseException] = []

    def work(writer: int) -> None:
        try:
            for turn in range(TURNS):
                words = f"Writer {writer} turn {turn}"
                with keyring(), transaction.atomic():
                    row = Story.objects.create(subject=people[(writer + turn) % len(people)], name=words)
                with keyring():
                    found = Story.objects.get(pk=row.pk).name.open()
                assert found == words
                written[row.pk] = words
        except BaseException as trouble:  # noqa: BLE001 - the main thread tells
            troubles.append(trouble)
        finally:
            connection.close()

    writers = [threading.Thread(target=work, args=(n,)) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    for turn in range(ROTATIONS):
        old = provider.current()
        provider.rotate()
        for person in people:
            with keyring(), transaction.atomic():
                rotate_subject(person, at=at + timedelta(minutes=turn))
            with keyring(), transaction.atomic():
                reseal(person, within=TABLES)
        while rotate_kek(batch=5):
            pass
        if not DataKey.objects.filter(kek=old).exists():
            destroy_kek(old)
    for writer in writers:
        writer.join()
    cache.clear()

    assert troubles == []
    assert len(written) == WRITERS * TURNS
    with keyring() as ring:
        ring.prefetch(person.pk for person in people)
        assert {row.pk: row.name.open() for row in Story.objects.all()} == written
