"""Who keeps the keys that keep the keys, and what happens when that keeper is slow, down or refuses?"""

from __future__ import annotations

import resource
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from kajo.vault.errors import Destroyed, KeysUnavailable, Tampered

FAILURES_ALLOWED = 3
REST_SECONDS = 10.0
CALLS_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A data key as the database may hold it: sealed under the key-encryption key `kek`."""

    kek: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Health:
    """Whether a provider can serve, and one sentence about what fails if it cannot."""

    is_well: bool
    sentence: str = ""


class Provider(Protocol):
    """The keeper of key-encryption keys, outside the database.

    Keys are wrapped and unwrapped many at a time, because a remote keeper costs one journey a call. `about` is bound
    to the wrapped key: unwrapping with another one raises Tampered. Whatever keeps a provider from answering it
    raises as KeysUnavailable. `is_local` says that it answers from this process's memory and needs no deadline.
    """

    is_local: bool

    def current(self) -> str:
        """Name the key-encryption key that wraps new keys."""

    def wrap(self, keys: Sequence[tuple[bytes, bytes]]) -> list[Wrapped]:
        """Wrap pairs of key and `about` under the current key-encryption key, in order."""

    def unwrap(self, wrapped: Sequence[tuple[Wrapped, bytes]]) -> list[bytes]:
        """Unwrap pairs of wrapped key and `about`, in order."""

    def rotate(self, period: str = "") -> str:
        """Make a new key-encryption key current and name it; `period` (a month) may be part of the name."""

    def destroy(self, kek: str) -> None:
        """Destroy a key-encryption key for good; the current one is refused with ValueError."""

    def secret(self, name: str) -> bytes:
        """Give the named secret of 32 bytes, made on first use (lookup tokens, ledger references, …)."""

    def health(self) -> Health:
        """Tell whether the provider can serve; raises nothing."""


class Guard:
    """A provider behind a deadline and a breaker.

    A call that takes longer than `deadline` seconds counts as failed; after three failures in a row all calls are
    refused at once for ten seconds, then one is let through to try. Every failure is the same KeysUnavailable.
    """

    is_local = False

    def __init__(self, inner: Provider, *, deadline: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.inner = inner
        self.deadline = deadline
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until = 0.0
        self._places = threading.BoundedSemaphore(CALLS_AT_ONCE)

    def current(self) -> str:
        """Name the key-encryption key that wraps new keys."""
        return cast("str", self._ask(self.inner.current))

    def wrap(self, keys: Sequence[tuple[bytes, bytes]]) -> list[Wrapped]:
        """Wrap pairs of key and `about`."""
        return cast("list[Wrapped]", self._ask(self.inner.wrap, keys))

    def unwrap(self, wrapped: Sequence[tuple[Wrapped, bytes]]) -> list[bytes]:
        """Unwrap pairs of wrapped key and `about`."""
        return cast("list[bytes]", self._ask(self.inner.unwrap, wrapped))

    def rotate(self, period: str = "") -> str:
        """Make a new key-encryption key current."""
        return cast("str", self._ask(self.inner.rotate, period))

    def destroy(self, kek: str) -> None:
        """Destroy a key-encryption key for good."""
        self._ask(self.inner.destroy, kek)

    def secret(self, name: str) -> bytes:
        """Give the named secret."""
        return cast("bytes", self._ask(self.inner.secret, name))

    def health(self) -> Health:
        """Tell whether the provider can serve."""
        try:
            return cast("Health", self._ask(self.inner.health))
        except KeysUnavailable as refusal:
            return Health(False, str(refusal))

    def _ask(self, deed: Callable[..., Any], *facts: Any) -> Any:
        self._pass_breaker()
        try:
            answer = self._in_time(deed, facts)
        except (Tampered, Destroyed, ValueError):
            self._passed()  # an answer, though not the hoped one
            raise
        except KeysUnavailable:
            self._failed()
            raise
        self._passed()
        return answer

    def _in_time(self, deed: Callable[..., Any], facts: tuple[Any, ...]) -> Any:
        if not self._places.acquire(blocking=False):
            raise KeysUnavailable
        outcome: list[tuple[bool, Any]] = []
        done = threading.Event()

        def call() -> None:
            try:
                outcome.append((True, deed(*facts)))
            except Exception as error:  # noqa: BLE001 - whatever a client library raises is one refusal here
                outcome.append((False, error))
            finally:
                self._places.release()
                done.set()

        # A thread of its own that may be left behind: a stuck call to a remote keeper cannot be taken back.
        threading.Thread(target=call, name="key-provider", daemon=True).start()
        if not done.wait(self.deadline):
            raise KeysUnavailable
        is_answer, result = outcome[0]
        if is_answer:
            return result
        if isinstance(result, (Tampered, Destroyed, ValueError, KeysUnavailable)):
            raise result
        raise KeysUnavailable

    def _pass_breaker(self) -> None:
        with self._lock:
            if self._failures < FAILURES_ALLOWED:
                return
            now = self._clock()
            if now < self._closed_until:
                raise KeysUnavailable
            self._closed_until = now + REST_SECONDS  # this call is the trial; the others wait for its end

    def _failed(self) -> None:
        with self._lock:
            self._failures += 1
            self._closed_until = self._clock() + REST_SECONDS

    def _passed(self) -> None:
        with self._lock:
            self._failures = 0


_provider: Provider | None = None
_lock = threading.Lock()


def provider() -> Provider:
    """Give this process's provider, the one that settings.KAJO_KEY_PROVIDER names.

    Raises KeysUnavailable if it cannot be had.
    """
    global _provider
    if _provider is None:
        with _lock:
            if _provider is None:
                # A dump of this process's memory would hold keys in plain.
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
                kind = import_string(settings.KAJO_KEY_PROVIDER)
                made: Provider = kind.from_settings()
                _provider = made if made.is_local else Guard(made, deadline=settings.KAJO_KEY_DEADLINE_SECONDS)
    return _provider


def use(other: Provider | None) -> Provider | None:
    """Put another provider in place of this process's one and give the former; None means: by settings again."""
    global _provider
    with _lock:
        former, _provider = _provider, other
    forget_secrets()
    return former


_secrets: dict[str, bytes] = {}


def named_key(name: str) -> bytes:
    """Give the named secret of 32 bytes, kept in memory after the first call of a process.

    Raises KeysUnavailable while the provider cannot be reached.
    """
    known = _secrets.get(name)
    if known is None:
        known = _secrets[name] = provider().secret(name)
    return known


def forget_secrets() -> None:
    """Forget the named secrets held in memory."""
    _secrets.clear()
