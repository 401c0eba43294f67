"""Which countries are there, in the reader's language?"""

from __future__ import annotations

from typing import Any

from babel import Locale
from django.utils.translation import get_language

# Regions and private codes that the list of names has beside the countries.
NO_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())  # noqa: SIM905  # a list of codes reads better so


def countries() -> list[tuple[str, str]]:
    """Give the countries by code and name, in the reader's language and order."""
    named = _territories()
    found = [(code, name) for code, name in named.items() if len(code) == 2 and code.isalpha()]
    return sorted((each for each in found if each[0] not in NO_COUNTRIES), key=lambda each: each[1])


def country(code: str) -> str:
    """Name a country in the reader's language; the code itself where it is none."""
    return str(_territories().get(code, code))


def _territories() -> Any:
    return Locale.parse((get_language() or "en").partition("-")[0]).territories
