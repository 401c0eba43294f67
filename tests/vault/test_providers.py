"""What every key provider keeps, and what happens when one does not answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from kajo.vault import providers
from kajo.vault.errors import KeysUnavailable, Tampered
from kajo.vault.keyfile import FileProvider
from kajo.vault.keyring import cache, keyring
from kajo.vault.models import DataKey, Subject
from kajo.vault.providers import Guard, Provider, Wrapped, named_key
from tests.vault.fakes import FarProvider
from tests.vault.rooms import Story

KEY, OTHER = bytes(range(32)), bytes(range(32, 64))
MAKERS: dict[str, Callable[[Path], Provider]] = {
    "file": FileProvider,
    "far": lambda _folder: FarProvider(),
    "guarded": lambda _folder: Guard(FarProvider(), deadline=5),
}


@pytest.fixture(params=MAKERS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Provider:
    return MAKERS[request.param](tmp_path / "contract")


# -- the contract --


def test_what_is_wrapped_is_unwrapped_in_order(kept: Provider) -> None:
    wrapped = kept.wrap([(KEY, b"one"), (OTHER, b"two")])

    assert kept.unwrap([(wrapped[1], b"two"), (wrapped[0], b"one")]) == [OTHER, KEY]
    assert {each.kek for each in wrapped} == {kept.current()}


def test_nothing_wrapped_shows_the_key(kept: Provider) -> None:
    (wrapped,) = kept.wrap([(KEY, b"one")])

    assert KEY not in wrapped.data
    assert wrapped.data != kept.wrap([(KEY, b"one")])[0].data


def test_no_keys_are_no_keys(kept: Provider) -> None:
    assert kept.wrap([]) == []
    assert kept.unwrap([]) == []


@pytest.mark.parametrize("about", [b"", b"on", b"one ", b"two", b"one\0"])
def test_a_key_is_unwrapped_only_where_it_belongs(kept: Provider, about: bytes) -> None:
    (wrapped,) = kept.wrap([(KEY, b"one")])

    with pytest.raises(Tampered):
        kept.unwrap([(wrapped, about)])


@pytest.mark.parametrize(
    "alter", [lambda d: d[:-1], lambda d: d + b"x", lambda d: d[:0], lambda d: d[:11], lambda d: bytes(len(d))]
)
def test_an_altered_key_is_not_unwrapped(kept: Provider, alter: Callable[[bytes], bytes]) -> None:
    (wrapped,) = kept.wrap([(KEY, b"one")])

    with pytest.raises(Tampered):
        kept.unwrap([(Wrapped(wrapped.kek, alter(wrapped.data)), b"one")])


def test_one_wrong_key_among_many_gives_none(kept: Provider) -> None:
    one, two = kept.wrap([(KEY, b"one"), (OTHER, b"two")])

    with pytest.raises(Tampered):
        kept.unwrap([(one, b"one"), (two, b"one")])


def test_a_key_of_another_keeper_is_refused(kept: Provider) -> None:
    (foreign,) = FarProvider().wrap([(KEY, b"one")])

    with pytest.raises(KeysUnavailable):
        kept.unwrap([(foreign, b"one")])


def test_after_a_rotation_old_keys_open_and_new_ones_lie_under_the_new(kept: Provider) -> None:
    before = kept.current()
    (old,) = kept.wrap([(KEY, b"one")])

    fresh = kept.rotate("2026-04")
    (new,) = kept.wrap([(KEY, b"one")])

    assert fresh != before
    assert (kept.current(), old.kek, new.kek) == (fresh, before, fresh)
    assert "2026-04" in fresh
    assert kept.unwrap([(old, b"one"), (new, b"one")]) == [KEY, KEY]


def test_a_key_under_a_destroyed_one_is_gone(kept: Provider) -> None:
    before = kept.current()
    (old,) = kept.wrap([(KEY, b"one")])
    kept.rotate()

    kept.destroy(before)

    with pytest.raises(KeysUnavailable):
        kept.unwrap([(old, b"one")])
    assert kept.health().is_well


def test_what_is_in_use_or_unknown_is_not_destroyed(kept: Provider) -> None:
    with pytest.raises(ValueError, match=r"refused|destroyed|no such|short"):
        kept.destroy(kept.current())
    with pytest.raises(ValueError, match=r"refused|destroyed|no such|short"):
        kept.destroy("kek-unknown")


def test_a_named_secret_stays_the_same_and_differs_from_others(kept: Provider) -> None:
    lookup = kept.secret("lookup")

    kept.rotate()

    assert len(lookup) == 32
    assert kept.secret("lookup") == lookup != kept.secret("ledger-reference")


@pytest.mark.parametrize("name", ["", "Lookup", "look up", "../keys", "x" * 60, "ä b"])
def test_a_secret_has_a_plain_name(kept: Provider, name: str) -> None:
    with pytest.raises(ValueError, match=r"refused|destroyed|no such|short"):
        kept.secret(name)


def test_a_healthy_keeper_says_so(kept: Provider) -> None:
    assert kept.health().is_well


# -- a keeper that is slow, down or unwilling --


@pytest.fixture
def far(provider: FileProvider) -> Iterator[FarProvider]:
    """A remote keeper of a short deadline, in place of the key file."""
    keeper = FarProvider()
    clock = Clock()
    providers.use(Guard(keeper, deadline=0.05, clock=clock))
    keeper.clock = clock  # type: ignore[attr-defined]
    yield keeper
    keeper.answers.set()
    providers.use(provider)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


FAULTS: dict[str, Callable[[FarProvider], None]] = {
    "slow": lambda keeper: keeper.answers.clear(),
    "down": lambda keeper: setattr(keeper, "fault", ConnectionRefusedError("no route to 10.1.1.1")),
    "refusing": lambda keeper: setattr(keeper, "fault", PermissionError("denied for key abc")),
    "odd": lambda keeper: setattr(keeper, "fault", RuntimeError("out of cheese")),
    "saying so": lambda keeper: setattr(keeper, "fault", KeysUnavailable("down")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_without_the_keeper_nothing_is_written_and_one_sentence_says_so(
    vault: None, far: FarProvider, at: datetime, fault: str
) -> None:
    with keyring():
        subject = Subject.open("person", at=at)
    FAULTS[fault](far)

    for _turn in range(6):
        with keyring(), pytest.raises(KeysUnavailable) as refused, transaction.atomic():
            Story.objects.create(subject=subject, name="Aamu")
        with pytest.raises(KeysUnavailable), transaction.atomic():
            Subject.open("person", at=at)
        assert "10.1.1.1" not in str(refused.value)
        assert "abc" not in str(refused.value)

    assert (Story.objects.count(), Subject.objects.count(), DataKey.objects.count()) == (0, 1, 1)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from vault_trial_story")
        assert cursor.fetchone()[0] == 0


@pytest.mark.parametrize("fault", FAULTS)
def test_a_breaker_spares_a_keeper_that_fails_and_tries_it_again(far: FarProvider, fault: str) -> None:
    FAULTS[fault](far)
    for _turn in range(3):
        with pytest.raises(KeysUnavailable):
            providers.provider().current()
    calls = far.calls
    for _turn in range(20):
        with pytest.raises(KeysUnavailable):
            providers.provider().current()
    assert far.calls == calls == 3

    far.clock.now += 10.0  # type: ignore[attr-defined]
    with pytest.raises(KeysUnavailable):
        providers.provider().current()
    with pytest.raises(KeysUnavailable):
        providers.provider().current()
    assert far.calls == 4

    far.fault = None
    far.answers.set()
    far.clock.now += 10.0  # type: ignore[attr-defined]
    assert providers.provider().current()
    assert providers.provider().health().is_well


def test_one_failure_among_answers_does_not_trip_the_breaker(far: FarProvider) -> None:
    for _turn in range(5):
        far.fault = OSError()
        for _again in range(2):
            with pytest.raises(KeysUnavailable):
                providers.provider().current()
        far.fault = None
        assert providers.provider().current()


def test_a_refused_key_is_an_answer_and_no_failure(far: FarProvider) -> None:
    guard = providers.provider()
    (wrapped,) = guard.wrap([(KEY, b"one")])

    for _turn in range(10):
        with pytest.raises(Tampered):
            guard.unwrap([(wrapped, b"two")])

    assert guard.unwrap([(wrapped, b"one")]) == [KEY]


def test_calls_that_hang_do_not_pile_up(far: FarProvider) -> None:
    far.answers.clear()
    before = threading.active_count()
    guard = Guard(far, deadline=0.01, clock=Clock())

    for _turn in range(30):
        guard._failures = 0
        with pytest.raises(KeysUnavailable):
            guard.current()

    assert far.calls <= providers.CALLS_AT_ONCE
    assert threading.active_count() - before <= providers.CALLS_AT_ONCE


def test_a_sick_keeper_is_reported_by_its_health(far: FarProvider) -> None:
    far.fault = OSError("secret place")

    health = providers.provider().health()

    assert not health.is_well
    assert "cannot be reached" in health.sentence


def test_what_is_open_stays_readable_while_the_keeper_is_away(
    committed_vault: None, far: FarProvider, at: datetime
) -> None:
    with keyring(), transaction.atomic():
        subject = Subject.open("person", at=at)
        row = Story.objects.create(subject=subject, name="Aamu")
    far.fault = OSError()

    with keyring():
        assert Story.objects.get(pk=row.pk).name.open() == "Aamu"
        cache.clear()
    with keyring(), pytest.raises(KeysUnavailable):
        row.name.open()


def test_a_named_key_is_asked_for_once(far: FarProvider) -> None:
    first = named_key("lookup")
    far.fault = OSError()

    assert named_key("lookup") == first
    with pytest.raises(KeysUnavailable):
        named_key("context")
