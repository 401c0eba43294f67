"""How do sealed bytes lie on disk?

A file is sealed in chunks under a key of its own; that key lies sealed in the row the file belongs to, so that a new
key version or an erasure never has to touch the file. Every chunk is bound to row, subject, its number and whether it
is the last: chunks that are left out, swapped or taken from elsewhere do not open.

File: 0x01 | algorithm | chunk size (4 bytes) | chunks of nonce (12) and ciphertext with tag.
"""

from __future__ import annotations

import io
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from kajo.vault.errors import Tampered
from kajo.vault.models import new_id
from kajo.vault.seal import HEAD, row_text

CHUNK_BYTES = 64 * 1024
HEADER_BYTES = 6
ADDED_BYTES = 28
NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Stored:
    """What the row keeps of a file: its `name` (open), its `key` (sealed, a SealedBytes) and its plain size."""

    name: str
    key: bytes
    size: int

    def __repr__(self) -> str:
        return f"<Stored {self.name}>"


class SealedFile:
    """The sealed file of one row, in the folder DIR/files.

    `place` names the column the file belongs to ("documents.content"). A file is written once and never changed:
    another content is another file with another name, so that a transaction that is rolled back harms nothing.
    """

    def __init__(self, place: str, row: UUID, subject: UUID, *, folder: Path | None = None) -> None:
        self._about = f"kajo|{place}|{row_text(row)}|{subject.hex}|file"
        self._place = place
        self._folder = folder or Path(settings.KAJO_FILES_FOLDER)

    def write(self, content: bytes | BinaryIO, *, chunk: int = CHUNK_BYTES) -> Stored:
        """Seal bytes or a stream into a new file; it is whole on disk when this returns, or not there at all."""
        source = io.BytesIO(content) if isinstance(content, bytes) else content
        stored_as, key = new_id().hex, secrets.token_bytes(32)
        path = self._path(stored_as)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_suffix(".draft")
        try:
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
                size = seal_stream(source, target, key=key, about=self._about, chunk=chunk)
                target.flush()
                os.fsync(target.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        _settle(path.parent)
        return Stored(stored_as, key, size)

    def chunks(self, name: str, key: bytes) -> Iterator[bytes]:
        """Open a file piece by piece. Raises Tampered at the first piece that is not right, also if the end is missing.

        Raises FileNotFoundError if there is no such file.
        """
        with self._path(name).open("rb") as source:
            yield from open_stream(source, key=key, about=self._about, place=self._place)

    def read(self, name: str, key: bytes) -> bytes:
        """Open a whole file."""
        return b"".join(self.chunks(name, key))

    def remove(self, name: str) -> None:
        """Remove a file; what is not there is removed already."""
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise ValueError("This is no name of a sealed file.")
        return self._folder / name[-2:] / name


def names_on_disk(folder: Path | None = None) -> Iterator[str]:
    """List the names of all whole files, for the job that removes those no row knows any more."""
    for path in sorted((folder or Path(settings.KAJO_FILES_FOLDER)).glob("??/*")):
        if NAME.fullmatch(path.name):
            yield path.name


def seal_stream(source: BinaryIO, target: BinaryIO, *, key: bytes, about: str, chunk: int = CHUNK_BYTES) -> int:
    """Seal a stream chunk by chunk and give its plain size."""
    box = AESGCM(key)
    target.write(HEAD + chunk.to_bytes(4))
    size = number = 0
    piece = _filled(source, chunk)
    while True:
        following = _filled(source, chunk)
        nonce = os.urandom(12)
        target.write(nonce + box.encrypt(nonce, piece, _about(about, number, is_last=not following)))
        size += len(piece)
        if not following:
            return size
        piece, number = following, number + 1


def open_stream(source: BinaryIO, *, key: bytes, about: str, place: str) -> Iterator[bytes]:
    """Open a sealed stream chunk by chunk. Raises Tampered where it is not what was sealed."""
    box = AESGCM(key)
    head = source.read(HEADER_BYTES)
    chunk = int.from_bytes(head[2:])
    if len(head) != HEADER_BYTES or head[:2] != HEAD or not 0 < chunk <= 1 << 24:
        raise Tampered(f"A file of {place} is no sealed file.")
    number = 0
    piece = _filled(source, chunk + ADDED_BYTES)
    while True:
        following = _filled(source, chunk + ADDED_BYTES)
        try:
            plain = box.decrypt(piece[:12], piece[12:], _about(about, number, is_last=not following))
        except (InvalidTag, ValueError):
            raise Tampered(f"A file of {place} was altered, cut off or belongs elsewhere.") from None
        yield plain
        if not following:
            return
        piece, number = following, number + 1


def _about(about: str, number: int, *, is_last: bool) -> bytes:
    return f"{about}|{number}|{'last' if is_last else 'more'}".encode()


def _filled(source: BinaryIO, size: int) -> bytes:
    """Read until the size is reached or the stream ends: pipes and uploads give less than was asked."""
    pieces: list[bytes] = []
    while size > 0 and (piece := source.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _settle(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
