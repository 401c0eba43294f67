"""What may be seen of decisions?"""

from __future__ import annotations

from kajo.decisions.queries.letters import explanation, explanation_language, has_letters, original
from kajo.decisions.queries.page import (
    File,
    Page,
    ToMake,
    check_printable,
    decision,
    delegations,
    letter,
    letters_to_make,
    officials,
    words_of,
)

__all__ = [
    "File",
    "Page",
    "ToMake",
    "check_printable",
    "decision",
    "delegations",
    "explanation",
    "explanation_language",
    "has_letters",
    "letter",
    "letters_to_make",
    "officials",
    "original",
    "words_of",
]
