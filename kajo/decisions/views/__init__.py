"""Pages of decisions."""

from __future__ import annotations

from kajo.decisions.views.deciding import decision, delegations, end_delegation, letter, serve
from kajo.decisions.views.party import appeal, close_appeal, forward_appeal, hear, reply, skip_hearing

__all__ = [
    "appeal",
    "close_appeal",
    "decision",
    "delegations",
    "end_delegation",
    "forward_appeal",
    "hear",
    "letter",
    "reply",
    "serve",
    "skip_hearing",
]
