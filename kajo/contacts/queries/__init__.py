"""What may be seen of the advice line?"""

from __future__ import annotations

from kajo.contacts.queries.calling import Call, Calls, Line, Place, call, calls
from kajo.contacts.queries.consulting import Consultations, Consulted, consultation, consultations
from kajo.contacts.queries.ringing import AllMissed, Going, Missed, missed, numbers_left, ringing
from kajo.contacts.queries.writing import Board, Unfinished, Written, board, draft

__all__ = [
    "AllMissed",
    "Board",
    "Call",
    "Calls",
    "Consultations",
    "Consulted",
    "Going",
    "Line",
    "Missed",
    "Place",
    "Unfinished",
    "Written",
    "board",
    "call",
    "calls",
    "consultation",
    "consultations",
    "draft",
    "missed",
    "numbers_left",
    "ringing",
]
