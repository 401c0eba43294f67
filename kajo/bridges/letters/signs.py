"""Which signs does a text keep on its way into a letter, and which can nobody print?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from kajo.bridges.letters.fonts import coverage
from kajo.law.finding import N_ as _
from kajo.law.finding import Spoken

FIRST_STRONG, POP = "\u2068", "\u2069"
# Embeddings and overrides reach beyond the value that holds them and can show a text in another order than it has.
TURNING = dict.fromkeys([*range(0x202A, 0x202F), 0x2066, 0x2067])
ISOLATING = {**TURNING, 0x2068: None, 0x2069: None}
KEPT_SPACES = " \u00a0\u202f"
# Control signs, halves of pairs and private signs mean nothing on paper, even where a font has a glyph for them.
NOT_WRITING = frozenset({"Cc", "Cs", "Co"})


class Unprintable(Spoken):
    """The letter holds a character that its fonts do not have; `character` and `name` say which."""

    def __init__(self, character: str) -> None:
        name = unicodedata.name(character, _("character without a name"))
        super().__init__(
            _("The letter cannot print the character “%(character)s” (U+%(code)s, %(name)s). Write it another way."),
            character=character if character.isprintable() else "",
            code=f"{ord(character):04X}",
            name=name,
        )


def isolated(value: str) -> str:
    """Wrap a value so that its direction of writing neither takes from nor gives to the text around it."""
    return f"{FIRST_STRONG}{value.translate(ISOLATING)}{POP}"


def kept(text: str) -> str:
    """Give a text as a letter keeps it: composed, with plain spaces and line breaks, without signs that turn others."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", ""))
    turned = composed.translate(TURNING if _balanced(composed) else ISOLATING)
    return "".join(_plain(sign) for sign in turned)


def check_printable(text: str) -> None:
    """Make sure that one font has all of each written sign: a letter with its accents is printed by one font or none.

    Raises Unprintable, naming the first character that is in no font.
    """
    for cluster in _clusters(text):
        seen = [sign for sign in cluster if not _unseen(sign)]
        if not any(all(_has(known, sign) for sign in seen) for known in coverage()):
            raise Unprintable(next((sign for sign in seen if not _somewhere(sign)), seen[-1]))


def _plain(sign: str) -> str:
    if sign == "\t" or (unicodedata.category(sign) == "Zs" and sign not in KEPT_SPACES):
        return " "
    return "\n" if sign in "\u2028\u2029\v\f\x85" else sign


def _balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == FIRST_STRONG) - (sign == POP)
        if depth < 0:
            return False
    return depth == 0


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for sign in text:
        if cluster and not unicodedata.category(sign).startswith("M"):
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


def _unseen(sign: str) -> bool:
    return sign == "\n" or unicodedata.category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f"


def _has(known: frozenset[int], sign: str) -> bool:
    return ord(sign) in known and unicodedata.category(sign) not in NOT_WRITING


def _somewhere(sign: str) -> bool:
    return any(_has(known, sign) for known in coverage())
