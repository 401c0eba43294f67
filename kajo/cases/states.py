"""From which state may a case go where?"""

from __future__ import annotations

from kajo.access.machine import Machine
from kajo.access.verbs import Verb
from kajo.cases.terms import State

CASE = Machine(
    "cases_case",
    "state",
    State.OPEN,
    {
        Verb.CASE_REMOVE: ({State.OPEN}, State.REMOVED),
        # A client who has died is not removed: nothing is decided, and nothing can be appealed.
        Verb.CASE_CLOSE_BY_DEATH: ({State.OPEN}, State.CLOSED),
        Verb.CASE_RESTORE: ({State.REMOVED}, State.OPEN),
    },
    also_born={State.REMOVED},
)
