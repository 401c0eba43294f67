"""Who turns a letter into a file?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol

import typst

from kajo.bridges.letters.blocks import Letter
from kajo.bridges.letters.fonts import FAMILIES, typesetter_fonts
from kajo.bridges.letters.shape import shaped

LAYOUT = Path(__file__).resolve().parent / "layout"


class NotTypeset(Exception):
    """The typesetter refused the letter. Says nothing of its words, which may be anybody's."""


class Typesetter(Protocol):
    """Whatever can turn a letter into a file that people can read, also with a screen reader."""

    def typeset(self, letter: Letter) -> bytes:
        """Give the file. Raises Unprintable for a character without a glyph, NotTypeset if the file cannot be made."""
        ...


class Typst:
    """Letters as PDF/UA-1, by typst.

    The letter reaches typst only as data: what somebody wrote stays text, whatever it looks like. Same letter, same
    bytes: the only clock is the letter's own date.
    """

    def typeset(self, letter: Letter) -> bytes:
        """Give the letter as PDF/UA-1. Raises as `Typesetter` says."""
        data = {**shaped(letter), "fonts": list(FAMILIES)}
        try:
            pages = typst.compile(
                str(LAYOUT / f"{letter.kind}.typ"),
                root=str(LAYOUT),
                font_paths=typesetter_fonts(),
                format="pdf",
                pdf_standards=["ua-1"],
                sys_inputs={"letter": json.dumps(data, ensure_ascii=False)},
            )
        except typst.TypstError:
            # Its message may quote the letter, and a message ends in logs.
            raise NotTypeset(f"The {letter.kind} letter could not be typeset.") from None
        assert isinstance(pages, bytes)
        return pages


def typeset(letter: Letter) -> bytes:
    """Give the letter as a file, by the typesetter this system uses. Raises Unprintable and NotTypeset."""
    return Typst().typeset(letter)
