"""Which facts does a rule ask for, how are they read from a line of JSON, and what are they called?"""

from __future__ import annotations

from kajo.lawbook.terms.facts import (
    LONGEST_LINE,
    Fact,
    NotJSON,
    Sort,
    day,
    day_written,
    facts_of,
    period,
    periods,
    read_line,
    text,
    text_if_any,
    whole,
    word,
    yes_or_no,
)
from kajo.lawbook.terms.words import FACT_WORDS, SOURCE_WORDS, VALUE_WORDS, words_of

__all__ = [
    "FACT_WORDS",
    "LONGEST_LINE",
    "SOURCE_WORDS",
    "VALUE_WORDS",
    "Fact",
    "NotJSON",
    "Sort",
    "day",
    "day_written",
    "facts_of",
    "period",
    "periods",
    "read_line",
    "text",
    "text_if_any",
    "whole",
    "word",
    "words_of",
    "yes_or_no",
]
