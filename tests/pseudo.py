"""A language for tests: every translatable sentence appears bracketed, lengthened and right to left.

What stands on a page without brackets was never marked for translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.test import override_settings
from django.utils.translation import trans_real

CODE = "qps"  # one of the codes set aside for private use
OPEN, CLOSE = "⟦", "⟧"
_KEPT = re.compile(r"(%\(\w+\)[a-z.\d]*|%[a-z]|\{\w*\}|<[^>]+>)")
_LETTERS = str.maketrans("aeiouAEIOUnNsS", "âéîøûÂÉÎØÛñÑšŠ")


def pseudo(sentence: str) -> str:
    """Give a sentence as the test language says it: 40 % longer, placeholders and tags untouched."""
    if not sentence.strip():
        return sentence
    body = "".join(part if _KEPT.fullmatch(part) else part.translate(_LETTERS) for part in _KEPT.split(sentence))
    return f"{OPEN}ص {body} {'ـ' * max(1, len(sentence) * 2 // 5)}{CLOSE}"


class Pseudo(NullTranslations):
    """Translate everything, also what no catalogue lists."""

    domain = "django"

    def gettext(self, message: str) -> str:
        """Give the sentence; a context before it is dropped."""
        return pseudo(message.rpartition("\x04")[2])

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Give the form for a number."""
        return pseudo((msgid1 if n == 1 else msgid2).rpartition("\x04")[2])

    def language(self) -> str:
        """Give the code."""
        return CODE

    def to_language(self) -> str:
        """Give the code."""
        return CODE


@contextmanager
def pseudo_locale(folder: Path, **more: Any) -> Iterator[None]:
    """Speak the test language beside the real ones, in this process, as long as this lasts."""
    place = folder / CODE / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    with (place / "django.mo").open("wb") as file:
        write_mo(file, Catalog(locale="en"))  # Django asks for the file before it offers a language
    LANG_INFO.setdefault(CODE, {"bidi": True, "code": CODE, "name": "Pseudo", "name_local": "Pseudo"})
    with override_settings(
        LANGUAGES=[*settings.LANGUAGES, (CODE, "Pseudo")],
        LANGUAGES_BIDI=[*settings.LANGUAGES_BIDI, CODE],
        LANGUAGE_TAGS={CODE: "ar"},
        LOCALE_PATHS=[*settings.LOCALE_PATHS, folder],
        **more,
    ):
        trans_real._translations[CODE] = Pseudo()  # type: ignore[attr-defined]
        yield
