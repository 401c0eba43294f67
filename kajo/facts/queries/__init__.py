"""What may be seen of what happened, of questionnaires and interviews?"""

from __future__ import annotations

from kajo.facts.queries.page import fact, page_of, sheet, story, talk
from kajo.facts.queries.parts import circle, figures, interpreter_facts, is_same_name, matter_row, wish_rows
from kajo.facts.queries.rows import Asked, Fact, Filled, Page, Read, Story, Talk, Wished
from kajo.facts.queries.weighing import Balance, Line, Said, balance, lines, of_pieces, weighed

__all__ = [
    "Asked",
    "Balance",
    "Fact",
    "Filled",
    "Line",
    "Page",
    "Read",
    "Said",
    "Story",
    "Talk",
    "Wished",
    "balance",
    "circle",
    "fact",
    "figures",
    "interpreter_facts",
    "is_same_name",
    "lines",
    "matter_row",
    "of_pieces",
    "page_of",
    "sheet",
    "story",
    "talk",
    "weighed",
    "wish_rows",
]
