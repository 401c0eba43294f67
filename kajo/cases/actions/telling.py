"""What happened to a client, as far as the figures of the case follow from it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kajo.access.doors import action
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases.models import Case
from kajo.clients.terms import ClientCategory
from kajo.facts import actions as facts
from kajo.facts import queries as told_of
from kajo.facts.models import Statement
from kajo.facts.terms import About, Matter, Told


@action(Verb.FACT_RECORD)
def record_fact(actor: Actor, case: Case, /, *, told: Told, at: datetime) -> Statement:
    """Record one thing that happened to a client; main form and place of the case follow. Raises Refused."""
    found = facts.record(actor, About(Matter.CASE, case.pk), told=told, at=at)
    _count(actor, case)
    return found


@action(Verb.FACT_CORRECT)
def correct_fact(
    actor: Actor, case: Case, /, *, statement: UUID, told: Told | None, reason: str, at: datetime
) -> Statement:
    """Correct one thing that happened to a client; main form and place of the case follow.

    Raises NotFound and Refused as correcting does.
    """
    about = About(Matter.CASE, case.pk)
    found = facts.correct(actor, about, statement=statement, told=told, reason=reason, at=at)
    _count(actor, case)
    return found


def _count(actor: Actor, case: Case) -> None:
    """Let the open columns of a case say what its facts say. What nothing was told of stays as it was at admission.

    Of a client's child nothing is counted but that it is one.
    """
    if case.category == ClientCategory.CHILD:
        return
    found = told_of.figures(actor, case)
    if found.is_form_told:
        case.main_form = str(found.main_form or "")
    if found.is_place_told:
        case.exploited_in = str(found.exploited_in or "")
    case.save(update_fields=["main_form", "exploited_in"])
