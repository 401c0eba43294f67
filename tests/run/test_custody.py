"""The keys that keep the data keys are changed, and the old ones destroyed, without anything becoming unreadable."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from kajo.access.crossing import current
from kajo.access.doors import acting
from kajo.access.roles import CONSOLE
from kajo.access.verbs import Verb
from kajo.law.finding import Refused
from kajo.ledger.models import Event
from kajo.run import custody
from kajo.vault import keyring as rings
from kajo.vault import providers
from kajo.vault.errors import KeysUnavailable
from kajo.vault.keyfile import FileProvider
from kajo.vault.models import Kind, Subject, new_id

SOON, LATER = timedelta(minutes=59), timedelta(minutes=61)


@pytest.fixture
def keeper(db: None, tmp_path: Path) -> Iterator[FileProvider]:
    """A keeper of keys of this test alone: a copy, because the database knows the key that signs contexts."""
    providers.provider().secret("context")
    own = FileProvider(Path(shutil.copytree(settings.KAJO_KEY_FOLDER, tmp_path / "keys")))
    former = providers.use(own)
    rings.cache.clear()
    yield own
    rings.cache.clear()
    providers.use(former)


@pytest.fixture
def subjects(keeper: FileProvider, at: datetime) -> list[UUID]:
    with acting(CONSOLE, Verb.HISTORY_LOAD, at) as act:
        act.note(Verb.HISTORY_LOAD, "done")
        return [each.pk for each in Subject.open_many(Kind.PERSON, [new_id() for _each in range(3)], at=at)]


def readable(subjects: list[UUID]) -> bool:
    rings.cache.clear()
    with acting(CONSOLE, Verb.CASE_VIEW) as act:
        act.note(Verb.CASE_VIEW, "read")
        return all(current().ring.renewed(each).active == 1 for each in subjects)


def carried_over(at: datetime) -> int:
    total = 0
    while number := custody.carry_over(at):
        total += number
    return total


def told(verb: str) -> list[tuple[str, str]]:
    """The console's events of a verb: outcome and reason."""
    with acting(CONSOLE, Verb.LEDGER_VERIFY) as act:
        act.note(Verb.LEDGER_VERIFY, "read")
        found = Event.objects.filter(verb=verb, actor="console").order_by("pk")
        return [(each.outcome, each.reason) for each in found]


def test_keys_are_wrapped_anew_and_stay_readable(keeper: FileProvider, subjects: list[UUID], at: datetime) -> None:
    old = keeper.current()
    fresh = custody.begin("2026-12", at)

    before = custody.standing()
    assert carried_over(at) == 3
    assert [(each.kek, each.living, each.is_current) for each in before if each.living] == [(old, 3, False)]
    assert custody.standing() == [custody.Custody(fresh, 3, is_current=True)]
    assert "2026-12" in fresh
    assert readable(subjects)


def test_each_change_is_an_event_of_the_console(keeper: FileProvider, subjects: list[UUID], at: datetime) -> None:
    fresh = custody.begin("", at)
    carried_over(at)

    assert told("key.rotate") == [("done", f"{fresh} wraps new keys"), ("done", "3 keys wrapped anew")]


def test_an_old_key_is_destroyed_an_hour_after_nothing_lies_under_it(
    keeper: FileProvider, subjects: list[UUID], at: datetime
) -> None:
    old = keeper.current()
    custody.begin("", at)

    with pytest.raises(Refused, match="Living keys"):
        custody.destroy(old, at + LATER)
    carried_over(at)
    with pytest.raises(Refused, match="less than an hour"):
        custody.destroy(old, at + SOON)
    custody.destroy(old, at + LATER)

    with pytest.raises(KeysUnavailable, match="was destroyed"):
        keeper.unwrap([(providers.Wrapped(old, b"x" * 60), b"")])
    assert readable(subjects)
    assert [outcome for outcome, _reason in told("key.destroy")] == ["refused", "refused", "done"]


def test_the_key_in_use_and_an_unknown_one_are_not_destroyed(
    keeper: FileProvider, subjects: list[UUID], at: datetime
) -> None:
    with pytest.raises(Refused, match="Living keys"):
        custody.destroy(keeper.current(), at + LATER)
    with pytest.raises(Refused, match="no such"):
        custody.destroy("kek-of-somebody-else", at + LATER)

    assert readable(subjects)
