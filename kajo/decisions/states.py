"""From which state may a decision go where?"""

from __future__ import annotations

from kajo.access.machine import Machine
from kajo.access.verbs import Verb
from kajo.decisions.terms import AppealState, State

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

APPEAL = Machine(
    "decisions_appeal",
    "state",
    AppealState.RECEIVED,
    {
        Verb.APPEAL_FORWARD: ({AppealState.RECEIVED}, AppealState.FORWARDED),
        Verb.APPEAL_ANSWER: ({AppealState.FORWARDED}, AppealState.DECIDED),
        Verb.APPEAL_CLOSE: ({AppealState.DECIDED}, AppealState.FINAL),
    },
)
