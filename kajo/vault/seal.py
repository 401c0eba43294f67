"""What does a sealed value look like at rest, and how is it opened?

A cell is 0x01 | algorithm | key version (2 bytes) | nonce (12) | ciphertext and tag. It is bound to
`kajo|table.column|row|subject|key version`: moved to any other place it does not open.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NoReturn, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kajo.vault.encoding import Pad, padded, unpadded
from kajo.vault.errors import Tampered, Unopened
from kajo.vault.keyring import SubjectKeys, derived, ring_or_none
from kajo.vault.providers import named_key

if TYPE_CHECKING:
    from collections.abc import Callable

SEALED = "‹sealed›"
FORMAT = 1
AES_256_GCM = 1
HEAD = bytes([FORMAT, AES_256_GCM])
OVERHEAD = 32


class Place(Protocol):
    """What a value must know of the column it belongs to."""

    place: str
    word: str

    def decode(self, raw: bytes) -> Any:
        """Read the plain value from opened bytes."""


def row_text(row: Any) -> str:
    """Write a row's key as it stands in the associated data."""
    return row.hex if type(row) is UUID else str(row)


def close_cell(
    keys: SubjectKeys, word: str, place: str, row: str, plain: bytes, *, draw: Callable[[int], bytes] = os.urandom
) -> bytes:
    """Seal bytes for one place under the subject's active key version. `draw` gives the nonce."""
    version = keys.active
    nonce = draw(12)
    about = f"kajo|{place}|{row}|{keys.text}|{version}".encode()
    return HEAD + version.to_bytes(2) + nonce + keys.box(version, word).encrypt(nonce, plain, about)


def open_cell(keys: SubjectKeys, word: str, place: str, row: str, cell: bytes) -> bytes:
    """Open a cell at its place. Raises Tampered if it does not belong there, Destroyed if its key is gone."""
    if cell[:2] != HEAD or len(cell) < OVERHEAD:
        raise Tampered(f"No sealed value stands at {place}.")
    version = cell[2] << 8 | cell[3]
    about = f"kajo|{place}|{row}|{keys.text}|{version}".encode()
    try:
        return keys.box(version, word).decrypt(cell[4:16], cell[16:], about)
    except InvalidTag:
        raise Tampered(f"A sealed value at {place} was altered or belongs elsewhere.") from None


def cell_version(cell: bytes) -> int:
    """Read the key version a cell lies under; what is no cell lies under none, 0."""
    return cell[2] << 8 | cell[3] if len(cell) >= OVERHEAD else 0


class Sealed:
    """A sealed value. It prints as ‹sealed› wherever it is printed; `open()` gives what is in it, inside a door.

    Two sealed values are equal only if they are the same object: comparing is opening.
    """

    __slots__ = ("_cell", "field", "row", "subject")

    def __init__(self, field: Place, cell: bytes, row: Any = None, subject: UUID | None = None) -> None:
        self.field = field
        self.row = row
        self.subject = subject
        self._cell = cell

    def open(self) -> Any:
        """Give the plain value, and note its class on the keyring.

        Raises Unopened outside a door or for a class the door did not allow, Destroyed if the key was destroyed,
        Tampered if the value does not belong to its place, KeysUnavailable if the key cannot be had.
        """
        ring = ring_or_none()
        if ring is None:
            raise Unopened("Sealed values are opened only inside a door.")
        field, row, subject = self.field, self.row, self.subject
        if row is None or subject is None:
            raise Unopened(f"A value of {field.place} was loaded without its row and subject; load or bind them.")
        ring.note(field.word)
        keys = ring.of(subject, cell_version(self._cell))
        plain = open_cell(keys, field.word, field.place, row_text(row), self._cell)
        return field.decode(unpadded(plain))

    def bound(self, row: Any, subject: UUID) -> Sealed:
        """Give this value bound to its row and subject, for rows loaded without their model (`values_list`)."""
        return Sealed(self.field, self._cell, row, subject)

    @property
    def cell(self) -> bytes:
        """The bytes at rest."""
        return self._cell

    @property
    def place(self) -> str:
        """The table and column it belongs to."""
        return self.field.place

    def __str__(self) -> str:
        return SEALED

    def __repr__(self) -> str:
        return SEALED

    def __format__(self, spec: str) -> str:
        return SEALED

    def __copy__(self) -> Sealed:
        return self

    def __deepcopy__(self, memo: Any) -> Sealed:
        return self

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise TypeError("A sealed value is not pickled.")


# A template that reaches for it gets nothing: pages are given plain rows, and no page opens a seal.
Sealed.open.alters_data = True  # type: ignore[attr-defined]


def seal_named(name: str, plain: bytes, *, place: str, row: str) -> bytes:
    """Seal bytes under a named secret of the installation, for what belongs to no subject (a second factor's secret).

    Bound to the place and row. Raises KeysUnavailable without a provider.
    """
    nonce = os.urandom(12)
    box = AESGCM(derived(named_key(name), b"named|" + name.encode()))
    return HEAD + bytes(2) + nonce + box.encrypt(nonce, padded(plain, Pad.STEP), _named_about(name, place, row))


def open_named(name: str, cell: bytes, *, place: str, row: str) -> bytes:
    """Open what `seal_named` sealed at this place. Raises Tampered if it does not belong there."""
    if cell[:4] != HEAD + bytes(2) or len(cell) < OVERHEAD:
        raise Tampered(f"No sealed value stands at {place}.")
    box = AESGCM(derived(named_key(name), b"named|" + name.encode()))
    try:
        return unpadded(box.decrypt(cell[4:16], cell[16:], _named_about(name, place, row)))
    except InvalidTag:
        raise Tampered(f"A sealed value at {place} was altered or belongs elsewhere.") from None


def _named_about(name: str, place: str, row: str) -> bytes:
    return f"kajo|{place}|{row}|installation|{name}".encode()
