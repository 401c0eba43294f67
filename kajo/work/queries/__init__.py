"""What waits, for whom, until when, and which clocks run?"""

from __future__ import annotations

from kajo.work.queries.clocks import (
    Clocked,
    ClockPage,
    Still,
    clock,
    clocks_beside,
    clocks_running_out,
    overdue_clocks,
    rested_pauses,
    told,
)
from kajo.work.queries.keepers import (
    Deputies,
    Named,
    able,
    deputies,
    deputy_of,
    keeper,
    may_be_done_in,
    may_stand_in,
    stuck_tasks,
)
from kajo.work.queries.waiting import PAGE, Place, Tasks, Waiting, lines, open_tasks, own_tasks, queue_place, tasks

__all__ = [
    "PAGE",
    "ClockPage",
    "Clocked",
    "Deputies",
    "Named",
    "Place",
    "Still",
    "Tasks",
    "Waiting",
    "able",
    "clock",
    "clocks_beside",
    "clocks_running_out",
    "deputies",
    "deputy_of",
    "keeper",
    "lines",
    "may_be_done_in",
    "may_stand_in",
    "open_tasks",
    "overdue_clocks",
    "own_tasks",
    "queue_place",
    "rested_pauses",
    "stuck_tasks",
    "tasks",
    "told",
]
