"""A client's way out of the assistance system, as tests walk it through the ordinary doors."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from kajo.access.doors import acting
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import actions
from kajo.cases.models import Case, ContactAttempt, OverallAssessment
from kajo.cases.terms import (
    FACT_OF_GROUND,
    Answer,
    ChildConsidered,
    ChildFound,
    ChildHeard,
    ContactOutcome,
    ContactWay,
    Proposal,
    Removal,
    RemovalFact,
    Source,
)
from kajo.clients.terms import BirthPrecision, Known
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import HearingSkip
from kajo.law.calendar import legal_day
from kajo.work.models import Task

NOTHING = {fact: Answer(fact is RemovalFact.STILL_NEEDS_ASSISTANCE, Source.SEEN) for fact in RemovalFact}
PART = {"best_interest": "Goes to school there.", "heard": ChildHeard.ASKED, "view": "Wants to stay with the parent."}
"""What the draft of a small child's removal says of the child."""
CONSIDERED = ChildConsidered("Goes to school there.", ChildHeard.FORMALLY, "Wants to stay with the parent.")


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
    """The draft of a removal, ready to be signed by somebody else: the party was heard at length before."""
    draft = actions.propose_removal(by, case.pk, proposal=proposal(ground, **said), at=at)
    unheard(by, draft, at)
    return draft


def unheard(by: Actor, draft: Decision, at: datetime) -> None:
    """The reason why the party of a draft is not heard."""
    decisions.skip_hearing(by, draft.pk, skipped=HearingSkip.NEEDLESS, reason="Was heard before.", at=at)


def removed(by: Actor, decider: Actor, case: Case, at: datetime, ground: Removal = Removal.R3A, **said: Any) -> Case:
    """A removed client: drafted by one, signed by another."""
    return actions.remove(decider, case.pk, decision=drafted(by, case, at, ground, **said).pk, at=at)


def restored(by: Actor, case: Case, at: datetime, **said: Any) -> Case:
    """A client whose removal a court annulled."""
    told = {"court_reference": "123/2026", "annulled_on": legal_day(at), "reason": "The court annulled the removal."}
    return actions.restore(by, case.pk, **(told | said), at=at)


def assessed(by: Actor, case: Case, at: datetime, words: str = "Home, work and health.") -> OverallAssessment:
    """The assessment of a client's whole situation, of today."""
    return actions.assess_overall(by, case.pk, words=words, assessed_on=legal_day(at), at=at)


def tried(
    by: Actor, case: Case, at: datetime, outcome: ContactOutcome = ContactOutcome.NO_ANSWER, before: Any = timedelta()
) -> ContactAttempt:
    """An attempt to reach the client by telephone, so long before."""
    return actions.log_attempt(
        by, case.pk, tried_at=at - before, way=ContactWay.PHONE, outcome=outcome, words="Rang twice.", at=at
    )


def childs_draft(by: Actor, case: Case, at: datetime, **said: Any) -> Decision:
    """The draft that admits a child with this case, ready to be signed by somebody else."""
    told: dict[str, Any] = {
        "known": Known(),
        "found": tuple(ChildFound),
        "considered": CONSIDERED,
        "reasons": "Needs help.",
        "language": "fi",
        "explained_in": "en",
    }
    return actions.add_child(by, case.pk, **(told | said), at=at)


def admitted_child(preparer: Actor, decider: Actor, case: Case, at: datetime, born_on: date = date(2020, 5, 1)) -> Case:
    """A client's child with a case of its own."""
    known = Known(name="Little Example", born_on=born_on, birth_precision=BirthPrecision.DAY)
    draft = childs_draft(preparer, case, at, known=known)
    return actions.admit_child(decider, case.pk, decision=draft.pk, at=at)


def rows(actor: Actor, model: Any, **facts: Any) -> list[Any]:
    """The rows of a table that somebody sees."""
    with acting(actor, Verb.CASE_VIEW):
        return list(model.objects.within(actor).filter(**facts).order_by("pk"))


def waiting(actor: Actor, about: UUID) -> list[str]:
    """Why the tasks about a record are there that wait."""
    with acting(actor, Verb.TASK_VIEW):
        found = Task.objects.within(actor).filter(about=about, state="open").order_by("reason", "pk")
        return [each.reason for each in found]
