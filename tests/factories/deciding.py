"""Decisions, and the worker's part in them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from procrastinate.contrib.django.models import ProcrastinateJob

from kajo.access.doors import acting
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases.models import Case
from kajo.content.terms import Court
from kajo.decisions import actions, tasks
from kajo.decisions.models import Appeal, Decision, Delegation
from kajo.decisions.terms import CourtOutcome, DecisionKind, HearingSkip, HearingWay, ServedBy
from kajo.law.calendar import legal_day
from tests.factories.people import proven


def decision_of(actor: Actor, case: Case) -> Decision:
    """The decision with which a case began."""
    with acting(actor, Verb.DECISION_DRAFT):
        found = Decision.objects.within(actor).get(pk=case.decision_id)
    assert isinstance(found, Decision)
    return found


def drafted_refusal(by: Actor, case: Case, reasons: str = "What was told does not suggest it.") -> Decision:
    """A drafted refusal about the person of a case."""
    words = actions.Draft(
        kind=DecisionKind.REFUSE, subject=case.subject_id, office=case.office, sealed=case.sealed, matter=case.pk,
        language="fi",
        explained_in="en", party="Linh Example", texts={"reasons": reasons},
    )  # fmt: skip
    return actions.draft(by, None, words=words, at=datetime.now(UTC))


def heard(by: Actor, decision: Decision, question: str = "A refusal is prepared. What do you say?") -> None:
    """The question to the party of a draft, asked today with a fortnight to reply."""
    at = datetime.now(UTC)
    on = legal_day(at)
    actions.hear(
        by, decision.pk, way=HearingWay.SPOKEN, question=question, asked_on=on, reply_by=on + timedelta(days=14), at=at
    )


def appealed(worker: Actor, decider: Actor, case: Case, claims: str = "I ask for help.") -> Appeal:
    """An appeal that arrived today against a refusal that was signed without hearing and handed over."""
    at = datetime.now(UTC)
    draft = drafted_refusal(worker, case)
    actions.skip_hearing(worker, draft.pk, skipped=HearingSkip.NEEDLESS, reason="Heard at length before.", at=at)
    signed = actions.sign(decider, draft.pk, is_urgent=False, at=at)
    served(worker, signed)
    return actions.receive_appeal(worker, signed.pk, arrived_on=legal_day(at), is_left_here=True, claims=claims, at=at)


def forwarded(decider: Actor, appeal: Appeal, statement: str = "The decision is right.") -> Appeal:
    """The same appeal, forwarded today."""
    at = datetime.now(UTC)
    return actions.forward_appeal(
        decider, appeal.pk, court=Court.HELSINKI, statement=statement, forwarded_on=legal_day(at), at=at
    )


def answered(decider: Actor, appeal: Appeal, outcome: CourtOutcome = CourtOutcome.DISMISSED) -> Appeal:
    """The same appeal, decided by the court today."""
    at = datetime.now(UTC)
    return actions.answer_appeal(
        decider,
        appeal.pk,
        outcome=outcome,
        answered_on=legal_day(at),
        court_record="H1234/2026",
        answer="Reasons.",
        at=at,
    )


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
