"""What may be done with tasks and clocks?"""

from __future__ import annotations

from kajo.work.actions.clocks import (
    alarm,
    end,
    end_all,
    go_on,
    pause,
    pause_all,
    pause_by_hand,
    resume,
    resume_by_hand,
    start,
)
from kajo.work.actions.deputies import deputise, end_deputy
from kajo.work.actions.doing import END_OF_WORK, close, complete, due_moment, escalate, finish, make

__all__ = [
    "END_OF_WORK",
    "alarm",
    "close",
    "complete",
    "deputise",
    "due_moment",
    "end",
    "end_all",
    "end_deputy",
    "escalate",
    "finish",
    "go_on",
    "make",
    "pause",
    "pause_all",
    "pause_by_hand",
    "resume",
    "resume_by_hand",
    "start",
]
