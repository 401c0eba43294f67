"""Where does a development machine keep its keys? In one file outside the database's cluster."""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from kajo.vault.errors import KeysUnavailable, Tampered
from kajo.vault.providers import Health, Wrapped

FORMAT = 1
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
DAMAGED = "The key file {path} is damaged or is no key file; put the right one back."


class FileProvider:
    """Keys in DIR/keys/keys.json, readable by its owner alone.

    For development and the demo only: whoever has the machine has the keys. Several processes share the file; a
    change made by one is seen by the others at their next call. Raises KeysUnavailable, with one sentence for the
    administrator, if the file is damaged, open to others, or cannot be read or made.
    """

    is_local = True

    def __init__(self, folder: Path) -> None:
        self.path = Path(folder) / "keys.json"
        self._seen: tuple[int, int, int] | None = None
        self._content: dict[str, Any] = {}
        self._boxes: dict[str, AESGCM | None] = {}
        with _told(self.path), self._alone():
            if not self.path.exists():
                fresh = _name_for("")
                self._write({"current": fresh, "keks": {fresh: _text(_random())}, "secrets": {}})
        self._refresh()

    @classmethod
    def from_settings(cls) -> FileProvider:
        """Open the key file of this data folder; refuses outside development and demo."""
        if not (settings.DEMO or settings.DEVELOPMENT):
            raise KeysUnavailable("Keys in a file are for development and the demo; name a real key provider.")
        return cls(Path(settings.KAJO_KEY_FOLDER))

    def current(self) -> str:
        """Name the key-encryption key that wraps new keys."""
        self._refresh()
        return str(self._content["current"])

    def wrap(self, keys: Sequence[tuple[bytes, bytes]]) -> list[Wrapped]:
        """Wrap pairs of key and `about` under the current key-encryption key."""
        kek = self.current()
        box = self._box(kek)
        return [Wrapped(kek, _wrapped(box, key, _about(kek, about))) for key, about in keys]

    def unwrap(self, wrapped: Sequence[tuple[Wrapped, bytes]]) -> list[bytes]:
        """Unwrap pairs of wrapped key and `about`; raises Tampered if one does not belong there."""
        self._refresh()
        try:
            return [
                self._box(each.kek).decrypt(each.data[:12], each.data[12:], _about(each.kek, about))
                for each, about in wrapped
            ]
        except (InvalidTag, ValueError):
            raise Tampered("A wrapped key does not belong to its row.") from None

    def rotate(self, period: str = "") -> str:
        """Make a new key-encryption key current and name it."""
        with self._changed() as content:
            fresh = _name_for(period)
            content["keks"][fresh] = _text(_random())
            content["current"] = fresh
        return fresh

    def destroy(self, kek: str) -> None:
        """Destroy a key-encryption key; its name stays, so that it is known what is gone."""
        with self._changed() as content:
            if kek == content["current"]:
                raise ValueError("The current key-encryption key is not destroyed; rotate first.")
            if kek not in content["keks"]:
                raise ValueError("There is no such key-encryption key.")
            content["keks"][kek] = None

    def secret(self, name: str) -> bytes:
        """Give the named secret, made on first use."""
        if not NAME.fullmatch(name):
            raise ValueError("A secret's name is short, in small letters, digits and hyphens.")
        self._refresh()
        if name not in self._content["secrets"]:
            with self._changed() as content:
                content["secrets"].setdefault(name, _text(_random()))
        return base64.b64decode(self._content["secrets"][name])

    def health(self) -> Health:
        """Tell whether the file can be read and used."""
        try:
            self._refresh()
        except KeysUnavailable as refusal:
            return Health(False, str(refusal))
        return Health(True)

    def _box(self, kek: str) -> AESGCM:
        if kek not in self._boxes:
            raise KeysUnavailable(f"The key file {self.path} does not hold {kek}; it belongs to other data.")
        box = self._boxes[kek]
        if box is None:
            raise KeysUnavailable(f"The key {kek} was destroyed.")
        return box

    def _refresh(self) -> None:
        with _told(self.path):
            state = self.path.stat()
            mark = (state.st_ino, state.st_mtime_ns, state.st_size)
            if mark == self._seen:
                return
            if state.st_mode & 0o077:
                raise KeysUnavailable(f"The key file {self.path} may be read by others; take their rights away.")
            content = _read(self.path.read_bytes())
        if content is None:
            raise KeysUnavailable(DAMAGED.format(path=self.path))
        self._content, self._seen = content, mark
        self._boxes = {name: key and AESGCM(base64.b64decode(key)) for name, key in content["keks"].items()}

    @contextmanager
    def _changed(self) -> Iterator[dict[str, Any]]:
        with _told(self.path), self._alone():
            self._refresh()
            content = json.loads(json.dumps(self._content))
            yield content
            self._write(content)
        self._refresh()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes from changing the file meanwhile."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(self.path.with_name("lock"), os.O_WRONLY | os.O_CREAT, 0o600), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _write(self, content: dict[str, Any]) -> None:
        whole = {"format": FORMAT} | {name: content[name] for name in ("current", "keks", "secrets")}
        whole["check"] = _check(whole)
        fresh = self.path.with_name(f"keys.json.{os.getpid()}")
        try:
            with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                json.dump(whole, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)
        finally:
            fresh.unlink(missing_ok=True)
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # or a power cut brings the old file back after keys of the new one were used
        finally:
            os.close(folder)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say what the operating system says as one sentence."""
    try:
        yield
    except OSError as error:
        said = error.strerror or type(error).__name__
        raise KeysUnavailable(f"The key file {path} cannot be used: {said}.") from None


def _read(raw: bytes) -> dict[str, Any] | None:
    """Read the file's content; None if it is not whole."""
    try:
        content = json.loads(raw)
        check = content.pop("check")
        kek, named = content["keks"], content["secrets"]
        keys = [base64.b64decode(key, validate=True) for key in [*kek.values(), *named.values()] if key is not None]
        is_whole = (
            content["format"] == FORMAT
            and check == _check(content)
            and kek.get(content["current"]) is not None
            and all(len(key) == 32 for key in keys)
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return content if is_whole else None


def _check(content: dict[str, Any]) -> str:
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _wrapped(box: AESGCM, key: bytes, about: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + box.encrypt(nonce, key, about)


def _about(kek: str, about: bytes) -> bytes:
    return b"kajo|kek|" + kek.encode() + b"|" + about


def _name_for(period: str) -> str:
    """Name a new key so that no other key file ever holds the same name."""
    if period and not NAME.fullmatch(period):
        raise ValueError("A period is written in digits and hyphens, as 2026-03.")
    return "-".join(part for part in ("kek", period, secrets.token_hex(6)) if part)


def _random() -> bytes:
    return secrets.token_bytes(32)


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()
