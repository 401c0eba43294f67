"""Which fonts print letters, and which characters do they have?"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parent.parent / "fonts"
# In this order the typesetter looks for a character: family name, and the stem of its files.
FAMILIES = {"Noto Sans": "NotoSans", "Noto Sans Arabic": "NotoSansArabic", "Noto Sans Thai": "NotoSansThai"}
WEIGHTS = ("Regular", "Bold")


@cache
def coverage() -> tuple[frozenset[int], ...]:
    """Give, family by family, the code points that both its weights have."""
    return tuple(
        frozenset.intersection(*(_code_points(stem, weight) for weight in WEIGHTS)) for stem in FAMILIES.values()
    )


@cache
def typesetter_fonts() -> typst.Fonts:
    """Give these fonts to the typesetter, and no others: neither the system's nor its own."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])


def _code_points(stem: str, weight: str) -> frozenset[int]:
    with TTFont(FOLDER / f"{stem}-{weight}.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())
