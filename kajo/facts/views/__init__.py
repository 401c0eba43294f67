"""Pages of what happened, of questionnaires and interviews."""

from __future__ import annotations

from kajo.facts.views.asking import answer, cancel, end_wish, hold, interview, plan, sheet, wish
from kajo.facts.views.telling import correct, correcting, record, recording, story

__all__ = [
    "answer",
    "cancel",
    "correct",
    "correcting",
    "end_wish",
    "hold",
    "interview",
    "plan",
    "record",
    "recording",
    "sheet",
    "story",
    "wish",
]
