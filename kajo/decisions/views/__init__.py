"""Pages of decisions."""

from __future__ import annotations

from kajo.decisions.views.correcting import correct, decide_anew, sign_correction
from kajo.decisions.views.deciding import decision, delegations, end_delegation, letter, serve
from kajo.decisions.views.party import appeal, close_appeal, forward_appeal, hear, reply, skip_hearing

__all__ = [
    "appeal",
    "close_appeal",
    "correct",
    "decide_anew",
    "decision",
    "delegations",
    "end_delegation",
    "forward_appeal",
    "hear",
    "letter",
    "reply",
    "serve",
    "sign_correction",
    "skip_hearing",
]
