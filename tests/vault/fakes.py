"""A key provider that is far away: it keeps the contract, and can be told to be slow, down or unwilling."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kajo.vault.errors import KeysUnavailable, Tampered
from kajo.vault.providers import Health, Wrapped


class FarProvider:
    is_local = False

    def __init__(self) -> None:
        self.calls = 0
        self.fault: Exception | None = None
        self.answers = threading.Event()
        self.answers.set()
        self._keks: dict[str, AESGCM | None] = {}
        self._secrets: dict[str, bytes] = {}
        self._current = ""
        self.rotate()
        self.calls = 0

    def _arrive(self) -> None:
        self.calls += 1
        self.answers.wait()
        if self.fault is not None:
            raise self.fault

    def _box(self, kek: str) -> AESGCM:
        box = self._keks.get(kek)
        if box is None:
            raise KeysUnavailable("There is no such key.")
        return box

    def current(self) -> str:
        self._arrive()
        return self._current

    def wrap(self, keys: Sequence[tuple[bytes, bytes]]) -> list[Wrapped]:
        self._arrive()
        nonces = [secrets.token_bytes(12) for _key in keys]
        return [
            Wrapped(self._current, nonce + self._box(self._current).encrypt(nonce, key, about))
            for (key, about), nonce in zip(keys, nonces, strict=True)
        ]

    def unwrap(self, wrapped: Sequence[tuple[Wrapped, bytes]]) -> list[bytes]:
        self._arrive()
        try:
            return [self._box(each.kek).decrypt(each.data[:12], each.data[12:], about) for each, about in wrapped]
        except (InvalidTag, ValueError):
            raise Tampered("refused") from None

    def rotate(self, period: str = "") -> str:
        self._arrive()
        self._current = f"far-{period}-{secrets.token_hex(4)}"
        self._keks[self._current] = AESGCM(secrets.token_bytes(32))
        return self._current

    def destroy(self, kek: str) -> None:
        self._arrive()
        if kek == self._current or kek not in self._keks:
            raise ValueError("refused")
        self._keks[kek] = None

    def secret(self, name: str) -> bytes:
        self._arrive()
        if not name.replace("-", "").isalnum() or not name.islower() or len(name) > 40:
            raise ValueError("refused")
        return self._secrets.setdefault(name, secrets.token_bytes(32))

    def health(self) -> Health:
        self._arrive()
        return Health(True)
