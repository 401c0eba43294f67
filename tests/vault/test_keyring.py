from __future__ import annotations

import threading
from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from kajo.vault.errors import Destroyed, Unopened
from kajo.vault.keyring import Cache, SubjectKeys, cache, current_ring, keyring, ring_or_none
from kajo.vault.keys import rotate_subject
from kajo.vault.models import Subject
from tests.vault.rooms import Story, rolled_back


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def keys_of(subject: UUID) -> SubjectKeys:
    return SubjectKeys(subject, {1: bytes(32)}, 1)


def test_a_key_is_kept_for_five_minutes_at_most() -> None:
    clock = Clock()
    held = Cache(seconds=300, clock=clock)
    one = keys_of(uuid4())
    held.put([one], loaded_at=clock.now)

    clock.now += 299
    assert held.get([one.subject]) == {one.subject: one}
    clock.now += 1
    assert held.get([one.subject]) == {}
    assert len(held) == 0


def test_reading_a_key_does_not_make_it_live_longer() -> None:
    clock = Clock()
    held = Cache(seconds=300, clock=clock)
    one = keys_of(uuid4())
    held.put([one], loaded_at=clock.now - 200)

    clock.now += 99
    assert held.get([one.subject])
    clock.now += 2
    assert not held.get([one.subject])


def test_keys_nobody_asks_for_are_dropped_too() -> None:
    clock = Clock()
    held = Cache(seconds=300, clock=clock)
    held.put([keys_of(uuid4()) for _each in range(5)], loaded_at=clock.now)

    clock.now += 400
    held.get([])

    assert len(held) == 0


def test_the_least_used_keys_make_room() -> None:
    held = Cache(limit=3)
    kept = [keys_of(uuid4()) for _each in range(4)]
    held.put(kept[:3], loaded_at=held.now())
    held.get([kept[0].subject])
    held.put(kept[3:], loaded_at=held.now())

    found = held.get(each.subject for each in kept)

    assert set(found) == {kept[0].subject, kept[2].subject, kept[3].subject}


def test_a_buried_key_is_not_taken_in_again() -> None:
    clock = Clock()
    held = Cache(seconds=300, clock=clock)
    one = keys_of(uuid4())
    held.bury([one.subject])

    held.put([one], loaded_at=clock.now)
    assert len(held) == 0

    clock.now += 301
    held.put([], loaded_at=clock.now)
    held.put([one], loaded_at=clock.now)
    assert len(held) == 1


def test_many_threads_share_one_cache() -> None:
    held = Cache(limit=50)
    subjects = [uuid4() for _each in range(200)]
    wrong: list[object] = []

    def work(start: int) -> None:
        try:
            for turn in range(400):
                subject = subjects[(start * 37 + turn) % len(subjects)]
                held.put([keys_of(subject)], loaded_at=held.now())
                found = held.get([subject])
                wrong.extend(key for key, value in found.items() if value.subject != key)
                if turn % 50 == 0:
                    held.drop([subject])
        except Exception as error:  # noqa: BLE001
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
    assert len(held) <= 50


def test_there_is_no_ring_outside_a_door() -> None:
    assert ring_or_none() is None
    with pytest.raises(Unopened):
        current_ring()


def test_the_ring_is_put_away_also_after_an_error() -> None:
    with pytest.raises(RuntimeError), keyring():
        raise RuntimeError
    assert ring_or_none() is None


def test_a_thread_begins_without_a_ring() -> None:
    seen: list[object] = []

    with keyring():
        thread = threading.Thread(target=lambda: seen.append(ring_or_none()))
        thread.start()
        thread.join()

    assert seen == [None]


def test_keys_are_shared_only_after_they_are_committed(committed_vault: None, at: datetime) -> None:
    with keyring(), rolled_back():
        Subject.open("person", at=at)
    assert len(cache) == 0

    with keyring(), transaction.atomic():
        subject = Subject.open("person", at=at)
        assert len(cache) == 0
    assert len(cache) == 1

    cache.clear()
    with keyring() as ring, rolled_back():
        rotate_subject(subject, at=at)
        assert ring.of(subject.pk).active == 2
    with keyring() as ring:
        assert ring.of(subject.pk).active == 1


def test_a_shared_key_saves_the_query(committed_vault: None, at: datetime, django_assert_num_queries: object) -> None:
    with keyring(), transaction.atomic():
        row = Story.objects.create(subject=Subject.open("person", at=at), name="Aamu")

    with keyring(), django_assert_num_queries(0):
        assert row.name.open() == "Aamu"


def test_a_version_made_by_another_process_is_fetched_when_it_is_met(committed_vault: None, at: datetime) -> None:
    with keyring(), transaction.atomic():
        subject = Subject.open("person", at=at)
    known_here = cache.get([subject.pk])
    with keyring(), transaction.atomic():
        rotate_subject(subject, at=at)
        row = Story.objects.create(subject=subject, name="Aamu")
    assert row.name.cell[3] == 2
    cache.drop([subject.pk])
    cache.put(list(known_here.values()), loaded_at=cache.now())

    with keyring() as ring:
        assert ring.of(subject.pk).active == 1
        assert Story.objects.get(pk=row.pk).name.open() == "Aamu"
        assert ring.of(subject.pk).active == 2


def test_a_subject_that_never_was_opens_nothing(vault: None) -> None:
    with keyring() as ring, pytest.raises(Destroyed):
        ring.of(uuid4())
