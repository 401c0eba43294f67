"""What may be done with the rota?"""

from __future__ import annotations

from kajo.rota.actions.feeds import end_feed, make_feed
from kajo.rota.actions.laying import end_leave, end_rotation, leave, override, rotate, speak
from kajo.rota.actions.swapping import accept, approve, ask, decline, refuse, settle, withdraw

__all__ = [
    "accept",
    "approve",
    "ask",
    "decline",
    "end_feed",
    "end_leave",
    "end_rotation",
    "leave",
    "make_feed",
    "override",
    "refuse",
    "rotate",
    "settle",
    "speak",
    "withdraw",
]
