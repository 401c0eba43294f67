"""What may be seen of what is asked, told and notified?"""

from __future__ import annotations

from kajo.disclosures.queries.matters import forbidden_ways, matter_row, recorded
from kajo.disclosures.queries.page import exchange, inquiry, notification, request, suspecting
from kajo.disclosures.queries.register import disclosed, disclosure, overdue, register
from kajo.disclosures.queries.rows import Asked, Line, Notified, Page, Received, Register

__all__ = [
    "Asked",
    "Line",
    "Notified",
    "Page",
    "Received",
    "Register",
    "disclosed",
    "disclosure",
    "exchange",
    "forbidden_ways",
    "inquiry",
    "matter_row",
    "notification",
    "overdue",
    "recorded",
    "register",
    "request",
    "suspecting",
]
