"""Where do secrets lie, in whatever guise?"""

from __future__ import annotations

import base64
import html
import importlib.util
import json
import os
import re
import subprocess
import unicodedata
import urllib.parse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kajo.run.embedded import MAJOR, WHEEL
from tests.factories.stack import Stack
from tests.secrets.invented import Secret

BYTES_OF_A_ROW = re.compile(rb"\\\\x((?:[0-9a-f]{2})+)")


def guises(piece: str) -> set[bytes]:
    """Give what a piece may look like in a file. Small and capital ASCII letters count as the same."""
    plain = unicodedata.normalize("NFKD", piece).encode("ascii", "ignore").decode()
    cased = {piece, piece.lower(), piece.upper()}
    texts = cased | {each[::-1] for each in cased} | {plain, unicodedata.normalize("NFD", piece)}
    for each in cased:
        texts |= {
            json.dumps(each)[1:-1],
            urllib.parse.quote(each),
            urllib.parse.quote_plus(each),
            html.escape(each),
            "".join(f"&#{ord(sign)};" for sign in each),
        }
    encoded = {each.encode(code) for each in texts for code in ("utf-8", "utf-16-le", "utf-16-be")}
    encoded |= {each.encode("latin-1") for each in cased}
    for each in cased:
        encoded.add(each.encode().hex().encode())
        encoded |= set(_in_base64(each.encode()))
    return encoded


def _in_base64(raw: bytes) -> Iterator[bytes]:
    """Give the signs that do not depend on what stands before and after."""
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + raw)
        inner = whole[(before * 8 + 5) // 6 : (before + len(raw)) * 8 // 6]
        yield inner
        yield inner.replace(b"+", b"-").replace(b"/", b"_")


def search(secrets: Iterable[Secret], places: Iterable[Path], room: Path) -> dict[Secret, set[str]]:
    """Look for the secrets in files and folders; gives, for each that lies there, the files."""
    meant = {form.lower(): secret for secret in secrets for piece in secret.pieces for form in guises(piece)}
    wanted = room / "wanted"
    wanted.write_bytes(b"\n".join(meant) + b"\n")
    looked = subprocess.run(
        ["grep", "--recursive", "--text", "--only-matching", "--fixed-strings", "--ignore-case",
         "--with-filename", "--null", "--devices=skip", "--file", wanted, *places],
        capture_output=True, check=False, env=os.environ | {"LC_ALL": "C"},
    )  # fmt: skip
    assert looked.returncode in (0, 1), looked.stderr.decode()
    found: dict[Secret, set[str]] = defaultdict(set)
    for line in looked.stdout.split(b"\n"):
        file, _sign, form = line.partition(b"\0")
        if form:
            found[meant[form.lower()]].add(file.decode())
    return dict(found)


def opened(dump: Path) -> Path:
    """Write what stands as bytes in a dump's rows, as it is, beside the dump; and take it out there.

    A long row of hexadecimal digits would hide what it says, and contain any nine digits by chance.
    """
    said = dump.read_bytes()
    beside = dump.with_suffix(".bytes")
    beside.write_bytes(b"\n".join(bytes.fromhex(each[1].decode()) for each in BYTES_OF_A_ROW.finditer(said)))
    dump.write_bytes(BYTES_OF_A_ROW.sub(b"", said))
    return beside


def dumped(stack: Stack, room: Path) -> Path:
    """Write a plain dump of the whole cluster, as the administrator."""
    found = importlib.util.find_spec(WHEEL)
    assert found is not None
    assert found.origin is not None
    programme = Path(found.origin).parent / f"pginstall{MAJOR}" / "bin" / "pg_dumpall"
    dump = room / "dump.sql"
    subprocess.run([programme, "--dbname", stack.postgres.dsn("postgres"), "--file", dump], check=True)
    text = dump.read_text()
    assert "COPY public.contacts_contact" in text
    return dump
