"""What is asked of the rota?"""

from __future__ import annotations

from kajo.rota.queries.feeding import Calendar, feed, hash_of
from kajo.rota.queries.own import Colleagues, Mine, colleagues, mine
from kajo.rota.queries.page import Laid, Rota, laid, offered, rota, rotation
from kajo.rota.queries.standing import (
    OnDuty,
    Rows,
    Standing,
    may_stand,
    names_of,
    on_duty,
    overlapping,
    rows,
    start_of,
    turns,
    turns_of,
)

__all__ = [
    "Calendar",
    "Colleagues",
    "Laid",
    "Mine",
    "OnDuty",
    "Rota",
    "Rows",
    "Standing",
    "colleagues",
    "feed",
    "hash_of",
    "laid",
    "may_stand",
    "mine",
    "names_of",
    "offered",
    "on_duty",
    "overlapping",
    "rota",
    "rotation",
    "rows",
    "start_of",
    "turns",
    "turns_of",
]
