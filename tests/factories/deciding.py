"""Decisions, and the worker's part in them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from procrastinate.contrib.django.models import ProcrastinateJob

from kajo.access.doors import acting
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases.models import Case
from kajo.decisions import actions, tasks
from kajo.decisions.models import Decision, Delegation
from kajo.decisions.terms import DecisionKind, ServedBy
from kajo.law.calendar import legal_day
from tests.factories.people import proven


def decision_of(actor: Actor, case: Case) -> Decision:
    """The decision with which a case began."""
    with acting(actor, Verb.DECISION_DRAFT):
        found = Decision.objects.within(actor).get(pk=case.decision_id)
    assert isinstance(found, Decision)
    return found


def worked() -> int:
    """Let the worker make what was ordered; tell how many orders there were."""
    jobs = list(ProcrastinateJob.objects.filter(task_name=actions.TYPESET, status="todo").order_by("id"))
    for job in jobs:
        tasks.typeset(**job.args)
    return len(jobs)


def served(actor: Actor, decision: Decision) -> None:
    """A decision handed over today."""
    at = datetime.now(UTC)
    today = at.astimezone().date()
    actions.serve(actor, decision, served_by=ServedBy.HANDED_OVER, sent_on=today, received_on=today, at=at)


def delegated(by: Actor, to: Actor, *kinds: DecisionKind, **period: date | None) -> Delegation:
    """A delegation for these kinds, in force from today until further notice if no other period is named."""
    at = datetime.now(UTC)
    days = {"from_on": legal_day(at), "until_on": None} | period
    proof = proven(by, str(Verb.DECISION_DELEGATE), to.id)
    return actions.delegate(proof, to.id, kinds=kinds, at=at, **days)
