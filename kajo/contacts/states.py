"""From which state may a contact go where?"""

from __future__ import annotations

from kajo.access.machine import Machine
from kajo.access.verbs import Verb
from kajo.contacts.terms import Ringing, State, Writing

CONTACT = Machine(
    "contacts_contact",
    "state",
    State.OPEN,
    {
        Verb.CONTACT_CLOSE: ({State.OPEN}, State.CLOSED),
        Verb.CONTACT_REFER: ({State.OPEN, State.CLOSED}, State.REFERRED),
    },
    born_done={State.CLOSED},
)

DRAFT = Machine(
    "contacts_draft",
    "state",
    Writing.KEPT,
    {
        Verb.CONTACT_LOG: ({Writing.KEPT}, Writing.SAVED),
        Verb.CONTACT_PUT_AWAY: ({Writing.KEPT}, Writing.PUT_AWAY),
    },
)

RING = Machine(
    "contacts_ring",
    "state",
    Ringing.RINGING,
    {
        Verb.RING_ANSWER: ({Ringing.RINGING}, Ringing.TALKING),
        Verb.RING_HANG_UP: ({Ringing.RINGING, Ringing.TALKING}, Ringing.OVER),
    },
)
