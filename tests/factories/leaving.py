"""A client's way out of the assistance system, as tests walk it through the ordinary doors."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kajo.access.roles import Actor
from kajo.cases import actions
from kajo.cases.models import Case
from kajo.cases.terms import FACT_OF_GROUND, Answer, Proposal, Removal, RemovalFact, Source
from kajo.decisions.models import Decision

NOTHING = {fact: Answer(fact is RemovalFact.STILL_NEEDS_ASSISTANCE, Source.SEEN) for fact in RemovalFact}


def answers(ground: Removal, source: Source = Source.DOCUMENT, words: str = "Written in a letter of today.") -> Any:
    """Answers that open one ground and no other."""
    fact = FACT_OF_GROUND[ground]
    return NOTHING | {fact: Answer(fact is not RemovalFact.STILL_NEEDS_ASSISTANCE, source, words)}


def proposal(ground: Removal = Removal.R3A, **said: Any) -> Proposal:
    """What a draft says that removes a client on a ground."""
    told: dict[str, Any] = {
        "ground": ground,
        "answers": answers(ground),
        "reasons": "The client has a home, work and people of trust.",
        "language": "fi",
        "explained_in": "en",
    }
    return Proposal(**(told | said))


def drafted(by: Actor, case: Case, at: datetime, ground: Removal = Removal.R3A, **said: Any) -> Decision:
    """The draft of a removal, ready to be signed by somebody else."""
    return actions.propose_removal(by, case.pk, proposal=proposal(ground, **said), at=at)


def removed(by: Actor, decider: Actor, case: Case, at: datetime, ground: Removal = Removal.R3A, **said: Any) -> Case:
    """A removed client: drafted by one, signed by another."""
    return actions.remove(decider, case.pk, decision=drafted(by, case, at, ground, **said).pk, at=at)
