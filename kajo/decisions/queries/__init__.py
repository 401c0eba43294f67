"""What may be seen of decisions?"""

from __future__ import annotations

from kajo.decisions.queries.correcting import corrections_of, faulty
from kajo.decisions.queries.delegated import TODAY, decides_all, delegated, right_to_sign, right_today
from kajo.decisions.queries.drafting import UNREVIEWED, Help, blocking, drafting_help, title_of, unreviewed
from kajo.decisions.queries.letters import explanation_language, has_letters, previews
from kajo.decisions.queries.page import (
    check_printable,
    decision,
    delegations,
    letter,
    letters_to_make,
    officials,
    signer,
    words_of,
)
from kajo.decisions.queries.party import Reply, ToServe, first_served, heard, replies, serving_of, to_serve
from kajo.decisions.queries.rows import File, Page, Preview, ToMake

__all__ = [
    "TODAY",
    "UNREVIEWED",
    "File",
    "Help",
    "Page",
    "Preview",
    "Reply",
    "ToMake",
    "ToServe",
    "blocking",
    "check_printable",
    "corrections_of",
    "decides_all",
    "decision",
    "delegated",
    "delegations",
    "drafting_help",
    "explanation_language",
    "faulty",
    "first_served",
    "has_letters",
    "heard",
    "letter",
    "letters_to_make",
    "officials",
    "previews",
    "replies",
    "right_to_sign",
    "right_today",
    "serving_of",
    "signer",
    "title_of",
    "to_serve",
    "unreviewed",
    "words_of",
]
