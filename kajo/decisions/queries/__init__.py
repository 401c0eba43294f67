"""What may be seen of decisions?"""

from __future__ import annotations

from kajo.decisions.queries.letters import has_letters
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
)

__all__ = [
    "File",
    "Page",
    "ToMake",
    "check_printable",
    "decision",
    "delegations",
    "has_letters",
    "letter",
    "letters_to_make",
    "officials",
]
