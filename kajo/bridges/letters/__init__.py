"""How do facts become a letter: an accessible PDF, and the same words as a preview?"""

from kajo.bridges.letters.blocks import (
    Authority,
    Block,
    Contact,
    Facts,
    Heading,
    Kind,
    Letter,
    Note,
    Paragraph,
    Points,
    Provisions,
    Section,
    Signature,
    Table,
)
from kajo.bridges.letters.preview import preview_text
from kajo.bridges.letters.shape import written_date
from kajo.bridges.letters.signs import Unprintable, isolated
from kajo.bridges.letters.typesetter import NotTypeset, Typesetter, Typst, typeset

__all__ = [
    "Authority",
    "Block",
    "Contact",
    "Facts",
    "Heading",
    "Kind",
    "Letter",
    "NotTypeset",
    "Note",
    "Paragraph",
    "Points",
    "Provisions",
    "Section",
    "Signature",
    "Table",
    "Typesetter",
    "Typst",
    "Unprintable",
    "isolated",
    "preview_text",
    "typeset",
    "written_date",
]
