"""Which passages of a free text are about somebody else?

A passage about a third party is put between [[ and ]] as the text is written:

    She lived with [[Matti, her cousin]] until March.

When the person asks for their own data, such passages are masked. A backslash before a square bracket or before
another backslash makes it an ordinary character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MASK = "[…]"
UNCLOSED = _("A passage about a third party begins with [[ but does not end with ]].")
UNOPENED = _("A passage about a third party ends with ]] but does not begin with [[.")
NESTED = _("A passage about a third party stands inside another one. End the first with ]] before the next.")
_SIGN = re.compile(r"\\([\[\]\\])|\[\[|\]\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text read with its marks: `plain` without them, `spans` [start, end) of the passages in it, `masked`."""

    plain: str
    spans: tuple[tuple[int, int], ...]
    masked: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether it is about somebody else than the person."""

    words: str
    is_about_another: bool


def read(text: str) -> Marked:
    """Read a text with its marks. Raises ValueError if they do not pair."""
    marked, fault = _read(text)
    if fault is not None:
        raise ValueError(str(fault))
    return marked


def problem(text: str) -> Promise | None:
    """Say in one sentence what is wrong with the marks of a text, None if nothing is."""
    return _read(text)[1]


def masked(text: str) -> str:
    """Give the text with its passages masked; all of it, if the marks do not pair."""
    return _read(text)[0].masked


def pieces(text: str) -> tuple[Piece, ...]:
    """Cut a text into what is about the person and what is about others; all is about others if marks do not pair."""
    found, fault = _read(text)
    if fault is not None:
        return (Piece(text, is_about_another=True),)
    cut: list[Piece] = []
    at = 0
    for start, end in found.spans:
        cut.append(Piece(found.plain[at:start], is_about_another=False))
        cut.append(Piece(found.plain[start:end], is_about_another=True))
        at = end
    cut.append(Piece(found.plain[at:], is_about_another=False))
    return tuple(each for each in cut if each.words)


def _read(text: str) -> tuple[Marked, Promise | None]:
    plain: list[str] = []
    shown: list[str] = []
    spans: list[tuple[int, int]] = []
    fault: Promise | None = None
    start: int | None = None
    length = at = 0

    def take(piece: str) -> None:
        nonlocal length
        plain.append(piece)
        length += len(piece)
        if start is None:
            shown.append(piece)

    for sign in _SIGN.finditer(text):
        take(text[at : sign.start()])
        at = sign.end()
        if sign[1]:
            take(sign[1])
        elif sign[0] == "[[":
            if start is None:
                start = length
                shown.append(MASK)
            else:
                fault = fault or NESTED
        elif start is not None:
            spans.append((start, length))
            start = None
        else:
            fault = fault or UNOPENED
    take(text[at:])
    if start is not None:
        spans.append((start, length))
        fault = fault or UNCLOSED
    if fault is not None:
        shown = [MASK]  # nobody can tell where the passage ends
    return Marked("".join(plain), tuple(spans), "".join(shown)), fault
