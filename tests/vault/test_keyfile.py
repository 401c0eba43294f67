from __future__ import annotations

import json
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kajo.vault import providers
from kajo.vault.errors import KeysUnavailable
from kajo.vault.keyfile import FileProvider

KEY = bytes(32)


def test_the_file_is_readable_by_its_owner_alone(provider: FileProvider) -> None:
    assert stat.S_IMODE(provider.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(provider.path.parent.stat().st_mode) == 0o700
    assert sorted(path.name for path in provider.path.parent.iterdir()) == ["keys.json", "lock"]


def test_another_process_finds_the_same_keys(provider: FileProvider) -> None:
    (wrapped,) = provider.wrap([(KEY, b"one")])
    secret = provider.secret("lookup")

    other = FileProvider(provider.path.parent)

    assert other.unwrap([(wrapped, b"one")]) == [KEY]
    assert other.secret("lookup") == secret


def test_a_change_by_one_process_is_seen_by_the_others(provider: FileProvider) -> None:
    other = FileProvider(provider.path.parent)
    before = provider.current()
    (old,) = provider.wrap([(KEY, b"one")])

    fresh = other.rotate()
    assert provider.current() == fresh
    other.destroy(before)

    with pytest.raises(KeysUnavailable, match="was destroyed"):
        provider.unwrap([(old, b"one")])


def test_many_starts_at_once_make_one_file(tmp_path: Path) -> None:
    made: list[str] = []
    threads = [
        threading.Thread(target=lambda: made.append(FileProvider(tmp_path / "new").current())) for _each in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 8
    assert len(set(made)) == 1


def _without_check(content: dict[str, Any]) -> str:
    del content["check"]
    return json.dumps(content)


def _one_letter(content: dict[str, Any]) -> str:
    name = content["current"]
    key = content["keks"][name]
    content["keks"][name] = ("B" if key[0] == "A" else "A") + key[1:]
    return json.dumps(content)


GARBLED: dict[str, Callable[[dict[str, Any]], str]] = {
    "empty": lambda _content: "",
    "no json": lambda _content: "-----BEGIN PRIVATE KEY-----",
    "a list": lambda _content: "[]",
    "a number": lambda _content: "7",
    "cut off": lambda content: json.dumps(content)[:-20],
    "without its check": _without_check,
    "one letter of a key": _one_letter,
    "of another format": lambda content: json.dumps(content | {"format": 2}),
    "keys that are none": lambda content: json.dumps(content | {"keks": {"a": "%%%"}}),
}


@pytest.mark.parametrize("how", GARBLED)
def test_a_garbled_file_is_one_clear_error(provider: FileProvider, how: str) -> None:
    content = json.loads(provider.path.read_bytes())
    provider.path.write_text(GARBLED[how](content))

    with pytest.raises(KeysUnavailable, match=r"The key file .* is damaged or is no key file") as told:
        FileProvider(provider.path.parent)

    assert str(told.value).count(".") <= str(provider.path).count(".") + 1
    assert not provider.health().is_well
    for key in content["keks"].values():
        assert key not in str(told.value)


def test_a_file_of_binary_rubbish_is_the_same_error(provider: FileProvider) -> None:
    provider.path.write_bytes(os.urandom(500))

    with pytest.raises(KeysUnavailable, match="damaged"):
        provider.current()


def test_a_file_that_others_may_read_is_refused(provider: FileProvider) -> None:
    provider.path.chmod(0o640)

    with pytest.raises(KeysUnavailable, match="may be read by others"):
        FileProvider(provider.path.parent)


def test_a_file_that_went_away_is_one_clear_error(provider: FileProvider) -> None:
    provider.path.unlink()

    with pytest.raises(KeysUnavailable, match="cannot be used"):
        provider.current()
    assert "cannot be used" in provider.health().sentence


def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(KeysUnavailable, match="cannot be used"):
        FileProvider(tmp_path / "taken" / "keys")


def test_a_write_that_fails_leaves_the_old_file(provider: FileProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    before = provider.path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KeysUnavailable, match="No space left"):
        provider.rotate()

    assert provider.path.read_bytes() == before
    assert sorted(path.name for path in provider.path.parent.iterdir()) == ["keys.json", "lock"]


def test_a_period_that_is_none_is_refused(provider: FileProvider) -> None:
    with pytest.raises(ValueError, match="2026-03"):
        provider.rotate("../March")


def test_a_key_file_is_refused_in_a_real_installation(settings: Any, tmp_path: Path) -> None:
    settings.KAJO_KEY_FOLDER = tmp_path / "real"
    settings.DEMO = settings.DEVELOPMENT = False
    with pytest.raises(KeysUnavailable, match="name a real key provider"):
        FileProvider.from_settings()
    assert not (tmp_path / "real").exists()

    settings.DEMO = True
    assert FileProvider.from_settings().current()


def test_the_provider_is_the_one_the_settings_name(settings: Any, tmp_path: Path, provider: FileProvider) -> None:
    settings.KAJO_KEY_FOLDER = tmp_path / "named"
    settings.KAJO_KEY_PROVIDER = "kajo.vault.keyfile.FileProvider"
    providers.use(None)

    found = providers.provider()

    assert isinstance(found, FileProvider)
    assert found.path == tmp_path / "named" / "keys.json"
    assert providers.provider() is found
    assert providers.use(provider) is found


def test_a_far_provider_is_put_behind_the_guard(settings: Any, provider: FileProvider) -> None:
    settings.KAJO_KEY_PROVIDER = "tests.vault.test_keyfile.Far"
    providers.use(None)

    found = providers.provider()

    assert isinstance(found, providers.Guard)
    assert found.deadline == settings.KAJO_KEY_DEADLINE_SECONDS
    providers.use(provider)


class Far(FileProvider):
    is_local = False
