"""What happened to somebody, told through the ordinary doors."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from kajo.access.roles import Actor
from kajo.cases import actions as cases
from kajo.cases.models import Case
from kajo.facts import actions
from kajo.facts.models import Interview, Sheet, Statement, Weighing
from kajo.facts.terms import (
    About,
    Answers,
    Coming,
    Criterion,
    Held,
    Matter,
    Outcome,
    Planned,
    Reply,
    Set,
    Told,
    Way,
    What,
)
from kajo.referrals import actions as referrals


def told(by: Actor, about: About, what: What = What.FORM, value: str = "labour", **facts: Any) -> Statement:
    """One thing told of a referral's person."""
    return actions.record(by, about, told=Told(what, value=value, **facts), at=datetime.now(UTC))


def told_of(by: Actor, case: Case, what: What = What.FORM, value: str = "labour", **facts: Any) -> Statement:
    """One thing told of a client."""
    return cases.record_fact(by, case.pk, told=Told(what, value=value, **facts), at=datetime.now(UTC))


def planned(
    by: Actor, about: About, interpreter: Coming | None = None, venue: str = "Nobody sees who comes."
) -> Interview:
    """An interview that is to be held today."""
    at = datetime.now(UTC)
    plan = Planned(at - timedelta(hours=2), venue, "vi", interpreter or Coming())
    return actions.plan(by, about, planned=plan, at=at)


def held(by: Actor, interview: Interview, **facts: Any) -> Interview:
    """The same, held."""
    at = datetime.now(UTC)
    went = {"began_at": at - timedelta(hours=2), "ended_at": at - timedelta(hours=1), "outcome": Outcome.TOLD}
    return actions.hold(by, interview.pk, held=Held(**(went | facts)), at=at)


def asked(by: Actor, about: About, kind: Set = Set.ADULTS, note: str = "", **replies: Reply) -> Sheet:
    """A sheet of questions with some answers."""
    answers = Answers(kind, 1, "en", replies, note)
    return actions.answer(by, about, answers=answers, at=datetime.now(UTC))


def case_about(case: Case) -> About:
    """What a deed about a case names."""
    return About(Matter.CASE, case.pk)


def weighed(
    by: Actor, about: About, statement: UUID, criterion: Criterion = Criterion.MAY_BE_VICTIM, way: Way | None = Way.FOR
) -> Weighing | None:
    """Say which way a statement speaks, for one thing that the law asks."""
    room: Any = referrals if about.kind is Matter.REFERRAL else cases
    return room.weigh(by, about, item=f"told.{statement}.0", criterion=criterion, way=way, at=datetime.now(UTC))
