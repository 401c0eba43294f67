"""How do a text, a day, a structure and bytes become the bytes that are sealed, and which are refused?"""

from __future__ import annotations

import enum
import json
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kajo.vault import passages

END = b"\x80"
STEP = 32
LEAST_POWER = 64

TOO_LONG = _("Write at most %(limit)s characters.")
TOO_LARGE = _("This is larger than %(limit)s bytes.")
NUL = _("A NUL character cannot be kept. Delete it.")
BROKEN = _("This text holds a broken character that cannot be kept. Write it again.")
NO_TEXT = _("This is no text.")
NO_DAY = _("This is no day.")
NO_STRUCTURE = _("This cannot be kept.")


class Pad(enum.Enum):
    """How far a value is filled up before it is sealed, so that its size tells less.

    STEP: to the next 32 bytes (names, numbers). POWER: to the next power of two, at least 64 (notes). NONE: not.
    """

    STEP = "step"
    POWER = "power"
    NONE = "none"


def padded(plain: bytes, pad: Pad) -> bytes:
    """Fill up to the length the padding asks for; the end mark is always there, so the padding may change later."""
    size = len(plain) + 1
    if pad is Pad.STEP:
        size = -(-size // STEP) * STEP
    elif pad is Pad.POWER:
        size = max(LEAST_POWER, 1 << (size - 1).bit_length())
    return (plain + END).ljust(size, b"\0")


def unpadded(filled: bytes) -> bytes:
    """Take the filling away. Raises ValueError if there is no end mark."""
    plain = filled.rstrip(b"\0")
    if plain[-1:] != END:
        raise ValueError("A sealed value has no end mark.")
    return plain[:-1]


class Text:
    """Any text without NUL and broken halves of characters, up to a length in characters."""

    def __init__(self, limit: int, *, has_passages: bool = False) -> None:
        self.limit = limit
        self.has_passages = has_passages

    def problem(self, value: Any) -> ValidationError | None:
        """Say why this cannot be kept, None if it can; says it without quoting the value."""
        if not isinstance(value, (str, Promise)):
            return ValidationError(NO_TEXT)
        text = str(value)
        if len(text) > self.limit:
            return ValidationError(TOO_LONG, params={"limit": self.limit})
        if "\0" in text:
            return ValidationError(NUL)
        if not _is_whole(text):
            return ValidationError(BROKEN)
        fault = passages.problem(text) if self.has_passages else None
        return None if fault is None else ValidationError(str(fault))

    def encode(self, value: Any) -> bytes:
        """Write as bytes."""
        return str(value).encode()

    def decode(self, raw: bytes) -> str:
        """Read back."""
        return raw.decode()


class Day:
    """A day of the calendar."""

    def problem(self, value: Any) -> ValidationError | None:
        """Say why this is no day, None if it is."""
        return None if isinstance(value, date) and not isinstance(value, datetime) else ValidationError(NO_DAY)

    def encode(self, value: date) -> bytes:
        """Write as ten digits and hyphens."""
        return value.isoformat().encode()

    def decode(self, raw: bytes) -> date:
        """Read back."""
        return date.fromisoformat(raw.decode())


class Structure:
    """What JSON can hold, up to a size in bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def problem(self, value: Any) -> ValidationError | None:
        """Say why this cannot be kept, None if it can."""
        try:
            size = len(self.encode(value))
        except (TypeError, ValueError, RecursionError):
            return ValidationError(NO_STRUCTURE)
        return ValidationError(TOO_LARGE, params={"limit": self.limit}) if size > self.limit else None

    def encode(self, value: Any) -> bytes:
        """Write as JSON."""
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()

    def decode(self, raw: bytes) -> Any:
        """Read back."""
        return json.loads(raw)


class Raw:
    """Bytes, up to a size."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def problem(self, value: Any) -> ValidationError | None:
        """Say why this cannot be kept, None if it can."""
        if not isinstance(value, (bytes, bytearray, memoryview)):
            return ValidationError(NO_STRUCTURE)
        return ValidationError(TOO_LARGE, params={"limit": self.limit}) if len(bytes(value)) > self.limit else None

    def encode(self, value: Any) -> bytes:
        """Take as they are."""
        return bytes(value)

    def decode(self, raw: bytes) -> bytes:
        """Give back."""
        return raw


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
