"""A faulty decision that is decided anew, as tests walk it through the ordinary doors."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.decisions import actions
from kajo.decisions.models import Decision
from kajo.decisions.terms import Anew, DecisionKind, Error
from kajo.law.calendar import legal_day
from tests.factories import watch

SAID: dict[str, Any] = {
    "error": Error.EVIDENCE, "anew": Anew.ANNULLED, "mistaken": "The letter of another person lay in the file.",
    "right": "The person was told to work for nothing.", "consented_on": None, "consent": "", "is_obvious": False,
    "is_partys_own": False, "party": "Linh Example", "reasons": "Decided on the right letter.",
}  # fmt: skip


def decided(actor: Actor, matter: UUID, kind: DecisionKind) -> Decision:
    """The signed decision of a kind in a matter."""
    found = watch.rows(actor, Decision, Verb.DECISION_VIEW, matter=matter, decision_kind=str(kind))
    decision = next(each for each in found if each.signed_at and not each.corrects_id)
    assert isinstance(decision, Decision)
    return decision


def drafted(by: Actor, decision: Decision | UUID, **said: Any) -> Decision:
    """The draft that takes a faulty decision's place: a refusal or removal taken back, if nothing else is said."""
    at = datetime.now(UTC)
    key = decision if isinstance(decision, UUID) else decision.pk
    words = {"raised_on": legal_day(at), **SAID, **said}
    return actions.decide_anew(by, key, **words, at=at)
