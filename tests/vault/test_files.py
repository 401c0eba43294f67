from __future__ import annotations

import io
import os
import random
import stat
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings as project
from hypothesis import given, settings
from hypothesis import strategies as st

from kajo.run.pgplugin import SEED
from kajo.vault.errors import Tampered
from kajo.vault.files import SealedFile, names_on_disk, open_stream, seal_stream
from kajo.vault.models import new_id

ROW, SUBJECT = new_id(), new_id()
LETTER = b"%PDF-1.7 A letter to Aamu Esimerkki" * 40
KEY = bytes(range(32))


@pytest.fixture
def file(tmp_path: Path) -> SealedFile:
    return SealedFile("documents.content", ROW, SUBJECT, folder=tmp_path / "files")


def test_a_file_comes_back_as_it_was_and_lies_sealed(file: SealedFile, tmp_path: Path) -> None:
    stored = file.write(LETTER)

    (path,) = (tmp_path / "files").glob("*/*")
    assert file.read(stored.name, stored.key) == LETTER
    assert stored.size == len(LETTER)
    assert b"Aamu" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.name == stored.name
    assert list(names_on_disk(tmp_path / "files")) == [stored.name]
    assert stored.key.hex() not in repr(stored)


def test_a_stream_is_sealed_piece_by_piece(file: SealedFile) -> None:
    class Drops(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 1, 7))

    stored = file.write(Drops(LETTER), chunk=100)

    assert b"".join(file.chunks(stored.name, stored.key)) == LETTER
    assert next(file.chunks(stored.name, stored.key)) == LETTER[:100]


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 200, 1_000])
def test_every_size_works(file: SealedFile, size: int) -> None:
    stored = file.write(LETTER[:size], chunk=100)

    assert file.read(stored.name, stored.key) == LETTER[:size]


@settings(deadline=None)
@given(content=st.binary(max_size=400), chunk=st.integers(1, 70))
def test_every_content_and_chunk_works(content: bytes, chunk: int) -> None:
    sealed = io.BytesIO()
    assert seal_stream(io.BytesIO(content), sealed, key=KEY, about="a", chunk=chunk) == len(content)
    sealed.seek(0)

    assert b"".join(open_stream(sealed, key=KEY, about="a", place="t.c")) == content


def _opens(raw: bytes, about: str = "a", key: bytes = KEY) -> bytes:
    return b"".join(open_stream(io.BytesIO(raw), key=key, about=about, place="t.c"))


def test_no_altered_cut_or_reordered_file_opens() -> None:
    target = io.BytesIO()
    seal_stream(io.BytesIO(LETTER[:450]), target, key=KEY, about="a", chunk=100)
    raw = target.getvalue()
    head, size = raw[:6], 128
    chunks = [raw[start : start + size] for start in range(6, len(raw), size)]
    assert len(chunks) == 5
    draw = random.Random(SEED)

    wrong = [
        b"", raw[:5], head, raw[:-1], raw + b"x", head + b"".join(chunks[:-1]), head + b"".join(chunks[1:]),
        head + b"".join([chunks[1], chunks[0], *chunks[2:]]), head + b"".join([*chunks, chunks[-1]]),
        head + b"".join([chunks[0], *chunks]), head + chunks[-1], b"%PDF-1.7 plain", b"\x01\x01" + bytes(4) + raw[6:],
        b"\x01\x01\xff\xff\xff\xff" + raw[6:],
    ]  # fmt: skip
    for _turn in range(300):
        altered = bytearray(raw)
        altered[draw.randrange(len(raw))] ^= 1 << draw.randrange(8)
        wrong.append(bytes(altered))

    assert _opens(raw) == LETTER[:450]
    for each in wrong:
        with pytest.raises(Tampered):
            _opens(each)
    with pytest.raises(Tampered):
        _opens(raw, about="b")
    with pytest.raises(Tampered):
        _opens(raw, key=bytes(32))


@pytest.mark.parametrize(
    ("place", "row", "subject"),
    [("documents.other", ROW, SUBJECT), ("documents.content", new_id(), SUBJECT), ("documents.content", ROW, new_id())],
)
def test_a_file_opens_only_for_its_own_row(
    file: SealedFile, tmp_path: Path, place: str, row: UUID, subject: UUID
) -> None:
    stored = file.write(LETTER)

    with pytest.raises(Tampered):
        SealedFile(place, row, subject, folder=tmp_path / "files").read(stored.name, stored.key)


def test_a_file_is_never_written_over_and_can_be_removed(file: SealedFile) -> None:
    first, second = file.write(b"one"), file.write(b"two")

    assert first.name != second.name
    assert first.key != second.key
    file.remove(first.name)
    file.remove(first.name)
    with pytest.raises(FileNotFoundError):
        file.read(first.name, first.key)
    assert file.read(second.name, second.key) == b"two"


def test_a_write_that_fails_leaves_nothing(file: SealedFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        file.write(LETTER)

    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "x" * 32, "A" * 32, "0" * 31, "0" * 32 + "/.."])
def test_a_name_that_is_none_is_refused(file: SealedFile, name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        file.read(name, KEY)


def test_files_lie_in_the_data_folder_by_themselves() -> None:
    file = SealedFile("documents.content", ROW, SUBJECT)

    stored = file.write(b"x")

    assert (project.KAJO_FILES_FOLDER / stored.name[-2:] / stored.name).exists()
    file.remove(stored.name)
