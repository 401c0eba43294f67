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
        # The matter of a draft may end otherwise: then nobody signs it any more.
        Verb.DECISION_DROP: ({State.DRAFT}, State.DROPPED),
        # A minor and whoever speaks for the minor are served each, so a served decision is served on.
        Verb.DECISION_SERVE: ({State.SIGNED, State.SERVED}, State.SERVED),
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
