"""The search finds a secret in every guise that it claims to know."""

from __future__ import annotations

import base64
import codecs
import json
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.secrets.invented import Inventor, Secret
from tests.secrets.search import opened, search

GUISES: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "small": lambda text: text.lower().encode(),
    "capital": lambda text: text.upper().encode(),
    "backwards": lambda text: text[::-1].encode(),
    "latin": lambda text: text.encode("latin-1"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16, the other end first": lambda text: text.encode("utf-16-be"),
    "hexadecimal": lambda text: text.encode().hex().encode(),
    "HEXADECIMAL": lambda text: text.encode().hex().upper().encode(),
    "JSON": lambda text: json.dumps({"note": text}).encode(),
    "address": lambda text: urllib.parse.urlencode({"q": text}).encode(),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64 after one sign": lambda text: base64.b64encode(b"x" + text.encode() + b"x"),
    "base64 after two signs": lambda text: base64.urlsafe_b64encode(b"xx" + text.encode() + b"xx"),
}
KINDS = ("name", "phone", "code", "address", "note")


def invented() -> dict[str, Secret]:
    inventor = Inventor(1)
    return {kind: getattr(inventor, kind)() for kind in KINDS}


@pytest.mark.parametrize("guise", GUISES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_secret_is_found_in_every_guise_within_bytes_of_no_meaning(kind: str, guise: str, tmp_path: Path) -> None:
    secret, room = invented()[kind], tmp_path / "room"
    (tmp_path / "data" / "deep").mkdir(parents=True)
    room.mkdir()
    (tmp_path / "data" / "deep" / "1663").write_bytes(b"\0\xff\n\x80" + GUISES[guise](secret.text) + b"\xfe\0")

    found = search(invented().values(), [tmp_path / "data"], room)

    assert list(found) == [secret]


def test_a_phone_is_found_in_the_ways_people_write_it(tmp_path: Path) -> None:
    secret = invented()["phone"]
    digits = "".join(sign for sign in secret.text if sign.isdigit())
    ways = [digits, f"00{digits}", f"0{digits[3:]}", f"0{digits[3:5]}-{digits[5:]}", digits[::-1]]

    for number, way in enumerate(ways):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "file").write_text(f"<{way}>")
        assert list(search([secret], [folder], tmp_path)) == [secret], way


def test_bytes_of_a_dump_are_read_as_bytes_and_digits_of_hexadecimals_are_no_phone(tmp_path: Path) -> None:
    name, phone = invented()["name"], invented()["phone"]
    row = b"7\t\\\\x00" + codecs.encode(name.text.encode(), "hex") + b"ff" + phone.pieces[1].encode() + b"\tf\n"
    dump = tmp_path / "dump.sql"
    dump.write_bytes(row)

    found = search([name, phone], [dump, opened(dump)], tmp_path)

    assert found == {name: {str(tmp_path / "dump.bytes")}}


def test_nothing_is_found_where_nothing_lies(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "file").write_bytes(bytes(range(256)) * 100)

    assert search(invented().values(), [tmp_path / "data"], tmp_path) == {}
