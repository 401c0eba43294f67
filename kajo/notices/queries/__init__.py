"""What may be seen of notices, and how does each stand?"""

from __future__ import annotations

from kajo.notices.queries.page import Line, Shown, Tried, notice, undelivered
from kajo.notices.queries.standing import Reach, reach, reach_of, recipient_of, said, told_with, written

__all__ = [
    "Line",
    "Reach",
    "Shown",
    "Tried",
    "notice",
    "reach",
    "reach_of",
    "recipient_of",
    "said",
    "told_with",
    "undelivered",
    "written",
]
