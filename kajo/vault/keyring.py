"""Which keys does this deed hold, and which classes has it opened?"""

from __future__ import annotations

import hmac
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction

from kajo.vault.classes import Class
from kajo.vault.errors import Destroyed, Unopened
from kajo.vault.providers import Wrapped, provider

KEEP_SECONDS = 300.0
KEEP_SUBJECTS = 500
REVEALED = frozenset(each.value for each in Class if each.demands.is_revealed)
LOAD = (
    "select subject_id, version, kek, wrapped, state = 'active' from vault_datakey "
    "where subject_id = any(%s) and state <> 'destroyed'"
)


class SubjectKeys:
    """The unwrapped data keys of one subject: one active version for writing, all live ones for reading.

    For every class of data a key of its own is derived, so that the key of one class opens no other.
    """

    __slots__ = ("_boxes", "_keys", "active", "subject", "text")

    def __init__(self, subject: UUID, keys: dict[int, bytes], active: int) -> None:
        self.subject = subject
        self.text = subject.hex
        self.active = active
        self._keys = keys
        self._boxes: dict[tuple[int, str], AESGCM] = {}

    def __repr__(self) -> str:
        return f"<SubjectKeys {self.text}>"

    def box(self, version: int, word: str) -> AESGCM:
        """Give the cipher of one key version and class. Raises Destroyed for a version that is gone."""
        box = self._boxes.get((version, word))
        if box is None:
            key = self._keys.get(version)
            if key is None:
                raise Destroyed("The key of this value was destroyed, or there never was one.")
            box = self._boxes[version, word] = AESGCM(derived(key, b"class|" + word.encode()))
        return box

    def holds(self, version: int) -> bool:
        """Tell whether this key version is among them."""
        return version in self._keys


def derived(key: bytes, purpose: bytes) -> bytes:
    """Derive the key of 32 bytes for one purpose.

    This is HKDF-Expand with SHA-256 (RFC 5869), whose first 32 bytes are one HMAC; the key itself is random, so there
    is nothing to extract. The library's own object costs four times as much, for every class of every subject shown.
    """
    return hmac.digest(key, b"kajo|" + purpose + b"\x01", "sha256")


class Cache:
    """Unwrapped keys this process used lately: at most `limit` subjects, none for longer than `seconds`.

    Safe for threads. A buried subject is not taken in again while an older transaction may still offer its key.
    """

    def __init__(
        self,
        *,
        limit: int = KEEP_SUBJECTS,
        seconds: float = KEEP_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit, self._seconds, self._clock = limit, seconds, clock
        self._lock = threading.Lock()
        self._held: OrderedDict[UUID, tuple[float, SubjectKeys]] = OrderedDict()
        self._buried: dict[UUID, float] = {}
        self._sweep_at = 0.0

    def __len__(self) -> int:
        return len(self._held)

    def get(self, subjects: Iterable[UUID]) -> dict[UUID, SubjectKeys]:
        """Give the keys of those subjects that are held."""
        found = {}
        with self._lock:
            self._sweep()
            now = self._clock()
            for subject in subjects:
                held = self._held.get(subject)
                if held is None:
                    continue
                if held[0] <= now:
                    del self._held[subject]
                    continue
                self._held.move_to_end(subject)
                found[subject] = held[1]
        return found

    def put(self, keys: Sequence[SubjectKeys], *, loaded_at: float) -> None:
        """Keep keys that were loaded at this moment of the clock."""
        with self._lock:
            for each in keys:
                if each.subject not in self._buried:
                    self._held[each.subject] = (loaded_at + self._seconds, each)
                    self._held.move_to_end(each.subject)
            while len(self._held) > self._limit:
                self._held.popitem(last=False)
            self._sweep()

    def drop(self, subjects: Iterable[UUID]) -> None:
        """Forget these subjects' keys; they may be loaded again."""
        with self._lock:
            for subject in subjects:
                self._held.pop(subject, None)

    def bury(self, subjects: Iterable[UUID]) -> None:
        """Forget these subjects' keys for good."""
        with self._lock:
            for subject in subjects:
                self._held.pop(subject, None)
                self._buried[subject] = self._clock() + self._seconds

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._held.clear()
            self._buried.clear()

    def now(self) -> float:
        """Read the clock that counts the keys' time."""
        return self._clock()

    def _sweep(self) -> None:
        """Drop what has run out, at most every ten seconds: an idle key is not kept longer than a used one."""
        now = self._clock()
        if now < self._sweep_at:
            return
        self._sweep_at = now + min(10.0, self._seconds / 10)
        for subject in [each for each, (ends, _) in self._held.items() if ends <= now]:
            del self._held[subject]
        for subject in [each for each, ends in self._buried.items() if ends <= now]:
            del self._buried[subject]


cache = Cache()


class Keyring:
    """The keys one deed uses, from the opening of its door to its end.

    `opened` lists the classes whose values were opened. Where a person is, and who told us, is opened only after
    `allow(…)`: the door grants it when a reason was given.
    """

    __slots__ = ("_allowed", "_keys", "_opened", "_owed")

    def __init__(self) -> None:
        self._keys: dict[UUID, SubjectKeys] = {}
        self._opened: set[str] = set()
        self._allowed: set[str] = set()
        self._owed: list[Any] = []

    def __repr__(self) -> str:
        return "<Keyring>"

    @property
    def opened(self) -> set[Class]:
        """The classes of which at least one value was opened."""
        return {Class(word) for word in self._opened}

    def allow(self, *classes: Class) -> None:
        """Grant the opening of classes that are opened one by one and with a reason."""
        self._allowed.update(each.value for each in classes)

    def prefetch(self, subjects: Iterable[UUID]) -> None:
        """Fetch the keys of many subjects at once: one query and one call to the provider at most."""
        wanted = [each for each in dict.fromkeys(subjects) if each not in self._keys]
        if not wanted:
            return
        found = cache.get(wanted)
        missing = [each for each in wanted if each not in found]
        if missing:
            loaded_at = cache.now()
            fresh = _load(missing)
            found |= fresh
            # Only a committed key may be shared: one from a transaction that is rolled back opens nothing.
            transaction.on_commit(partial(cache.put, list(fresh.values()), loaded_at=loaded_at))
        self._keys |= found

    def of(self, subject: UUID, version: int | None = None) -> SubjectKeys:
        """Give the keys of one subject, as they are now if this key version is not among those known.

        Raises Destroyed if it has none, KeysUnavailable if they cannot be had.
        """
        keys = self._keys.get(subject)
        if keys is None:
            self.prefetch([subject])
            keys = self._keys.get(subject)
            if keys is None:
                raise Destroyed("The key of this subject was destroyed, or there never was one.")
        if version is not None and not keys.holds(version):
            return self.renewed(subject)
        return keys

    def renewed(self, subject: UUID) -> SubjectKeys:
        """Give the keys of one subject as the database has them now: another process may have made a new version."""
        self.drop([subject])
        cache.drop([subject])
        return self.of(subject)

    def take(self, keys: Iterable[SubjectKeys]) -> None:
        """Put keys just made on the ring."""
        for each in keys:
            self._keys[each.subject] = each

    def drop(self, subjects: Iterable[UUID]) -> None:
        """Take subjects' keys off the ring; they are fetched again when needed."""
        for subject in subjects:
            self._keys.pop(subject, None)

    def note(self, word: str) -> None:
        """Note that a value of the class with this word is being opened. Raises Unopened if it may not be."""
        if word in REVEALED and word not in self._allowed:
            raise Unopened(f"Values of the class {word} are opened one by one, after the door allowed it.")
        self._opened.add(word)

    def owe(self, pending: Any) -> None:
        """Remember that this value's token must be written before the ring is put away."""
        self._owed.append(pending)

    def settle(self) -> None:
        """Raise ValueError if a sealed value was written without its token."""
        late = [each.place for each in self._owed if not each.is_token_written]
        if late:
            raise ValueError(f"Written without its token, name both columns: {', '.join(sorted(set(late)))}.")

    def close(self) -> None:
        """Put all keys away."""
        self._keys.clear()
        self._owed.clear()


_ring: ContextVar[Keyring | None] = ContextVar("kajo_keyring", default=None)
ring_or_none = _ring.get


@contextmanager
def keyring() -> Iterator[Keyring]:
    """Open a keyring for one deed; inside another one it is that one."""
    outer = _ring.get()
    if outer is not None:
        yield outer
        return
    ring = Keyring()
    token = _ring.set(ring)
    try:
        yield ring
        ring.settle()
    finally:
        _ring.reset(token)
        ring.close()


def current_ring() -> Keyring:
    """Give the keyring of the deed under way. Raises Unopened outside one."""
    ring = _ring.get()
    if ring is None:
        raise Unopened("Sealed values are opened and written only inside a door.")
    return ring


def about_key(subject: UUID, version: int) -> bytes:
    """Write what a wrapped data key is bound to."""
    return b"kajo|data key|%s|%d" % (subject.hex.encode(), version)


def _load(subjects: list[UUID]) -> dict[UUID, SubjectKeys]:
    with connection.cursor() as cursor:
        cursor.execute(LOAD, [subjects])
        rows = cursor.fetchall()
    opened = provider().unwrap([(Wrapped(kek, bytes(data)), about_key(sub, ver)) for sub, ver, kek, data, _ in rows])
    keys: dict[UUID, dict[int, bytes]] = {}
    active: dict[UUID, int] = {}
    for (subject, version, _, _, is_active), key in zip(rows, opened, strict=True):
        keys.setdefault(subject, {})[version] = key
        if is_active:
            active[subject] = version
    return {subject: SubjectKeys(subject, keys[subject], active[subject]) for subject in active}
