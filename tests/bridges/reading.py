"""What a reader of the file gets: its words without page numbers, and the tree of its tags."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pypdf

INVISIBLE = re.compile("[\u00ad\u200b\u2066-\u2069\u200e\u200f]")


def bare(text: str) -> str:
    """The text without white space, without marks that only divide or turn."""
    return "".join(INVISIBLE.sub("", text).split())


def letters_of(text: str) -> list[str]:
    """The letters of the text in no order: the reader used here gives Arabic from the left, and some Thai twice."""
    return sorted(sign for sign in bare(text) if not "\u0e00" <= sign <= "\u0e7f")


def text_of(pdf: bytes) -> str:
    """The text of the file but for what is marked as no part of it (running heads, page numbers)."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            page.Contents = opened.make_stream(pikepdf.unparse_content_stream(list(_real(page))))
        out = io.BytesIO()
        opened.save(out)
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(out).pages)


def _real(page: pikepdf.Page) -> Iterator[pikepdf.ContentStreamInstruction]:
    depth, artifact = 0, None
    for one in pikepdf.parse_content_stream(page):
        operator = str(one.operator)
        if operator in {"BDC", "BMC"}:
            depth += 1
            if artifact is None and one.operands[0] == pikepdf.Name.Artifact:
                artifact = depth
        shows = operator in {"Tj", "TJ", "'", '"'}
        if artifact is None or not shows:
            yield one
        if operator == "EMC":
            artifact = None if artifact == depth else artifact
            depth -= 1


def tag_names(pdf: bytes) -> list[str]:
    """The names of the tags, in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [name for name, _ in _walk(opened.Root.StructTreeRoot)]


def scopes(pdf: bytes) -> list[str]:
    """The scopes of the header cells of all tables."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        cells = [element for name, element in _walk(opened.Root.StructTreeRoot) if name == "TH"]
        return [str(part.Scope) for cell in cells for part in cell.A if "/Scope" in part]


def _walk(node: object) -> Iterator[tuple[str, pikepdf.Dictionary]]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _walk(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S).removeprefix("/"), node
        if "/K" in node:
            yield from _walk(node.K)
