"""What may be seen of what happened, of questionnaires and interviews?"""

from __future__ import annotations

from kajo.facts.queries.page import fact, page_of, sheet, story, talk
from kajo.facts.queries.parts import circle, figures, interpreter_facts, is_same_name, matter_row, wish_rows
from kajo.facts.queries.rows import Asked, Fact, Filled, Page, Read, Story, Talk, Wished

__all__ = [
    "Asked",
    "Fact",
    "Filled",
    "Page",
    "Read",
    "Story",
    "Talk",
    "Wished",
    "circle",
    "fact",
    "figures",
    "interpreter_facts",
    "is_same_name",
    "matter_row",
    "page_of",
    "sheet",
    "story",
    "talk",
    "wish_rows",
]
