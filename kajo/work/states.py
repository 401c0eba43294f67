"""From which state may a task go where?"""

from __future__ import annotations

from kajo.access.machine import Machine
from kajo.access.verbs import Verb
from kajo.work.terms import State

TASK = Machine("work_task", "state", State.OPEN, {Verb.TASK_COMPLETE: ({State.OPEN}, State.DONE)})
