"""What may be seen of decisions?"""

from __future__ import annotations

from kajo.decisions.queries.letters import explanation_language, has_letters, previews
from kajo.decisions.queries.page import (
    check_printable,
    decision,
    delegations,
    letter,
    letters_to_make,
    officials,
    words_of,
)
from kajo.decisions.queries.rows import File, Page, Preview, ToMake

__all__ = [
    "File",
    "Page",
    "Preview",
    "ToMake",
    "check_printable",
    "decision",
    "delegations",
    "explanation_language",
    "has_letters",
    "letter",
    "letters_to_make",
    "officials",
    "previews",
    "words_of",
]
