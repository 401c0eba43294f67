"""Pages of what happened, of questionnaires and interviews."""

from __future__ import annotations

from kajo.facts.views.asking import answer, cancel, end_wish, hold, interview, plan, sheet, wish
from kajo.facts.views.telling import correct, correcting, record, recording, story
from kajo.facts.views.weighing import aside, beside, weighing

__all__ = [
    "answer",
    "aside",
    "beside",
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
    "weighing",
    "wish",
]
