"""From which state may a task or a clock go where?"""

from __future__ import annotations

from kajo.access.machine import Machine
from kajo.access.verbs import Verb
from kajo.work.terms import ClockState, State

TASK = Machine(
    "work_task",
    "state",
    State.OPEN,
    {Verb.TASK_COMPLETE: ({State.OPEN}, State.DONE), Verb.TASK_CLOSE: ({State.OPEN}, State.CLOSED)},
)

CLOCK = Machine(
    "work_clock",
    "state",
    ClockState.RUNNING,
    {
        # Paused once more while it stands still: for another reason, and until the last of them is over.
        Verb.CLOCK_PAUSE: ({ClockState.RUNNING, ClockState.PAUSED}, ClockState.PAUSED),
        Verb.CLOCK_RESUME: ({ClockState.PAUSED}, ClockState.RUNNING),
        Verb.CLOCK_END: ({ClockState.RUNNING, ClockState.PAUSED}, ClockState.ENDED),
    },
)
