"""What may be seen of the advice line?"""

from __future__ import annotations

from kajo.contacts.queries.calling import Call, Calls, Line, Place, call, calls
from kajo.contacts.queries.consulting import Consultations, Consulted, consultation, consultations
from kajo.contacts.queries.writing import Unfinished, Written, draft, drafts

__all__ = [
    "Call",
    "Calls",
    "Consultations",
    "Consulted",
    "Line",
    "Place",
    "Unfinished",
    "Written",
    "call",
    "calls",
    "consultation",
    "consultations",
    "draft",
    "drafts",
]
