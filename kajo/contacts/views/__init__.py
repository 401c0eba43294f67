"""Pages of the advice line."""

from __future__ import annotations

from kajo.contacts.views.calls import call, calls, close, complete, log_call, refer
from kajo.contacts.views.consulting import consult, consultation, consultations
from kajo.contacts.views.writing import draft, keep, put_away, take_over

__all__ = [
    "call",
    "calls",
    "close",
    "complete",
    "consult",
    "consultation",
    "consultations",
    "draft",
    "keep",
    "log_call",
    "put_away",
    "refer",
    "take_over",
]
