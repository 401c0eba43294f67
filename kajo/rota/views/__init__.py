"""Pages of the rota."""

from __future__ import annotations

from kajo.rota.views.feeding import calendar, end_feed, make_feed
from kajo.rota.views.laying import end_leave, end_rotation, leave, override, rotate, speak
from kajo.rota.views.own import accept, ask, decline, mine, withdraw
from kajo.rota.views.whole import approve, refuse, rota

__all__ = [
    "accept",
    "approve",
    "ask",
    "calendar",
    "decline",
    "end_feed",
    "end_leave",
    "end_rotation",
    "leave",
    "make_feed",
    "mine",
    "override",
    "refuse",
    "rota",
    "rotate",
    "speak",
    "withdraw",
]
