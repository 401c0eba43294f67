"""From which state may a decision go where?"""

from __future__ import annotations

from kajo.access.machine import Machine
from kajo.access.verbs import Verb
from kajo.decisions.terms import State

DECISION = Machine(
    "decisions_decision",
    "state",
    State.DRAFT,
    {
        Verb.DECISION_SIGN: ({State.DRAFT}, State.SIGNED),
        Verb.DECISION_SERVE: ({State.SIGNED}, State.SERVED),
    },
    also_born={State.SIGNED, State.SERVED},
)
