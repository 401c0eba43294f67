"""What may stand in what a person writes, and how is it said when something may not?"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto

from django.utils.translation import gettext_lazy as _

# A NUL stops the database, a lone surrogate stops the page; the others come only from broken pasting or from malice.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Marks that turn the direction of writing, and marks of no width. ZWNJ and ZWJ stay: Persian names and emoji need them.
_UNSEEN_IN_LINE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# In running text only the two overrides lie about what is written; isolates and marks are good Arabic and Persian.
_UNSEEN_IN_TEXT = re.compile("[\u202d\u202e]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029]")
SHOWN_INSTEAD = "\N{REPLACEMENT CHARACTER}"


class Trouble(Enum):
    """What was wrong with the signs of a text."""

    CONTROL = auto()
    UNSEEN = auto()
    BREAK = auto()

    @property
    def sentence(self) -> str:
        """Say what is wrong and what was done about it."""
        return str(_SENTENCES[self]) % {"sign": SHOWN_INSTEAD}


_SENTENCES = {
    Trouble.CONTROL: _(
        "This text has a character that cannot be stored. It is shown as %(sign)s: write it anew or remove it."
    ),
    Trouble.UNSEEN: _("This text had an invisible mark in it, which was removed. Read it through and send it again."),
    Trouble.BREAK: _("This fits on one line only. The lines were joined: read it through and send it again."),
}


def mended(text: str, *, lines: bool) -> tuple[str, Trouble | None]:
    """Give the text as it can be shown and stored, and what was wrong with it.

    Nothing is lost in silence: where signs were taken out or replaced, the trouble says so and the text is asked again.
    """
    text = _BREAKS.sub("\n", text)
    trouble = None
    if _CONTROL.search(text):
        text, trouble = _CONTROL.sub(SHOWN_INSTEAD, text), Trouble.CONTROL
    unseen = _UNSEEN_IN_TEXT if lines else _UNSEEN_IN_LINE
    if unseen.search(text):
        text, trouble = unseen.sub("", text), trouble or Trouble.UNSEEN
    if not lines:
        text = text.replace("\t", " ")
        if "\n" in text.strip("\n"):
            trouble = trouble or Trouble.BREAK
        text = text.strip("\n").replace("\n", " ")
    return text, trouble


def composed(text: str) -> str:
    """Give the text in one way of writing each letter, so that equal names are equal."""
    return unicodedata.normalize("NFC", text)


def plain_digits(text: str) -> str:
    """Turn Arabic-Indic, Persian and other decimal digits into 0-9."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
