"""Pages of the advice line."""

from __future__ import annotations

from kajo.contacts.views.calls import call, calls, close, complete, log_call, refer
from kajo.contacts.views.consulting import consult, consultation, consultations
from kajo.contacts.views.ringing import keep_number, look, missed, ringing
from kajo.contacts.views.telephony import cti
from kajo.contacts.views.writing import draft, keep, put_away, take_over

__all__ = [
    "call",
    "calls",
    "close",
    "complete",
    "consult",
    "consultation",
    "consultations",
    "cti",
    "draft",
    "keep",
    "keep_number",
    "log_call",
    "look",
    "missed",
    "put_away",
    "refer",
    "ringing",
    "take_over",
]
