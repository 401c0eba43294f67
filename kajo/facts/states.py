"""From which state may an interview go where?"""

from __future__ import annotations

from kajo.access.machine import Machine
from kajo.access.verbs import Verb
from kajo.facts.terms import InterviewState

INTERVIEW = Machine(
    "facts_interview",
    "state",
    InterviewState.PLANNED,
    {
        Verb.INTERVIEW_HOLD: ({InterviewState.PLANNED}, InterviewState.HELD),
        Verb.INTERVIEW_CANCEL: ({InterviewState.PLANNED}, InterviewState.CANCELLED),
    },
)
