"""From which state may the matter of a child's representative go where?"""

from __future__ import annotations

from kajo.access.machine import Machine
from kajo.access.verbs import Verb
from kajo.clients.terms import RepresentationState

REPRESENTATION = Machine(
    "clients_representation",
    "state",
    RepresentationState.APPLIED,
    {
        Verb.CLIENT_APPOINT_REPRESENTATIVE: ({RepresentationState.APPLIED}, RepresentationState.APPOINTED),
        Verb.CLIENT_END_REPRESENTATIVE: (
            {RepresentationState.APPLIED, RepresentationState.APPOINTED},
            RepresentationState.ENDED,
        ),
    },
)
