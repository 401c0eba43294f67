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
        Verb.CASE_RESTORE: ({State.REMOVED}, State.OPEN),
    },
    also_born={State.REMOVED},
)
