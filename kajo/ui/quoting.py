"""How does a page quote the law?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from kajo.law.finding import Finding
from kajo.law.sections import Basis, Section

QUOTED_IN = ("fi", "sv")


@dataclass(frozen=True, slots=True)
class Quote:
    """The sections a finding rests on, a link to the act, and whether a lawyer has still to confirm them."""

    words: str
    link: str
    is_to_confirm: bool


def quoted(findings: Iterable[Finding[Any]]) -> list[tuple[str, Quote]]:
    """Give the reason of each finding with how its basis is quoted."""
    return [(each.because, quote(each.basis)) for each in findings]


def quote(basis: Section | Basis) -> Quote:
    """Quote sections as lawyers of the reader's language write them; in English where there is no own way."""
    language = (get_language() or "en").partition("-")[0]
    sections = basis.sections
    return Quote(
        words=basis.cite(language if language in QUOTED_IN else "en"),
        link=sections[0].act.link if sections else "",
        is_to_confirm=bool(basis.source),
    )
