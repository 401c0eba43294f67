"""Reflection periods, made through the ordinary doors."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from kajo.access.doors import acting
from kajo.access.roles import CONSOLE, Actor
from kajo.access.verbs import Verb
from kajo.cases import actions
from kajo.cases.models import Case, ReflectionPeriod
from kajo.cases.terms import InterruptionGround, ReflectionFacts, ReflectionStep
from kajo.clients.terms import Known
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import DecisionKind, HearingSkip
from kajo.law.calendar import legal_day
from tests.factories import leaving

GRANT, EXTEND, INTERRUPT = DecisionKind.REFL_GRANT, DecisionKind.REFL_EXTEND, DecisionKind.REFL_INTERRUPT
DAY = timedelta(days=1)
NOW = datetime.now(UTC)
TODAY = legal_day(NOW)


def later(days: int) -> datetime:
    """A moment so many days from now."""
    return datetime.now(UTC) + days * DAY


def proposed(
    by: Actor,
    case: Case,
    *,
    kind: DecisionKind = GRANT,
    on: int = 0,
    anew: Any = None,
    reasons: str = "Needs time to think.",
    **facts: Any,
) -> Decision:
    """A draft that the law allows, so many days from today, unless the facts say otherwise."""
    day = TODAY + on * DAY
    fitting = {
        GRANT: {"from_on": day, "until_on": day + 30 * DAY, "admitted_first": True},
        EXTEND: {"until_on": day + 70 * DAY, "admitted_first": True},
        INTERRUPT: {"ground": InterruptionGround.TIES, "own_will": True},
    }.get(kind, {})
    draft = actions.propose_reflection(
        by, case, kind=kind, facts=ReflectionFacts(**(fitting | facts)), reasons=reasons, language="fi",
        explained_in="en", anew=anew, at=later(on),
    )  # fmt: skip
    if kind is INTERRUPT:
        unheard(by, draft, at=later(on))
    return draft


def unheard(by: Actor, draft: Decision, *, at: datetime) -> None:
    """The reason why the party of a draft is not heard."""
    decisions.skip_hearing(by, draft.pk, skipped=HearingSkip.NEEDLESS, reason="Was heard before.", at=at)


def granted(by: Actor, signer: Actor, case: Case, *, days: int = 60, on: int = 0) -> ReflectionPeriod:
    """A period of so many days that begins so many days from today."""
    day = TODAY + on * DAY
    draft = proposed(by, case, on=on, until_on=day + days * DAY)
    return actions.decide_reflection(signer, case, decision=draft.pk, at=later(on))


def extended(by: Actor, signer: Actor, case: Case, *, days: int, on: int = 0) -> ReflectionPeriod:
    """An extension by so many days of the period that ends last."""
    with acting(by, Verb.CASE_VIEW):
        ends = max(each.until_on for each in ReflectionPeriod.objects.within(by).filter(case=case))
    draft = proposed(by, case, kind=EXTEND, on=on, until_on=ends + days * DAY)
    return actions.decide_reflection(signer, case, decision=draft.pk, at=later(on))


def interrupted(by: Actor, signer: Actor, case: Case, *, on: int = 0) -> ReflectionPeriod:
    """The period that runs so many days from today, interrupted that day."""
    draft = proposed(by, case, kind=INTERRUPT, on=on)
    return actions.decide_reflection(signer, case, decision=draft.pk, at=later(on))


def ended(case: Case) -> Case:
    """A former case of the same person, as loaded history brings one."""
    with acting(CONSOLE, Verb.HISTORY_LOAD):
        former = Case(
            subject_id=case.subject_id, office=case.office, person_id=case.person_id, reference="C 2000/1",
            state="removed", ground="35.1", category="victim", opened_on=TODAY - 9 * DAY, removed_on=TODAY - DAY,
            removal_ground="R1", is_first=False,
        )  # fmt: skip
        former.save(force_insert=True)
    return former


def left_over(by: Actor, case: Case) -> Decision:
    """A draft on a reflection period that was left over in a case, whatever became of the case."""
    days = {"from_on": TODAY.isoformat(), "until_on": (TODAY + 30 * DAY).isoformat(), "admitted_first": True}
    words = decisions.Draft(
        kind=GRANT, subject=case.subject_id, office=case.office, sealed=case.sealed, matter=case.pk, language="fi",
        explained_in="en",
        party="", texts=days,
    )  # fmt: skip
    return decisions.draft(by, None, words=words, at=datetime.now(UTC))


def child_of(by: Actor, signer: Actor, case: Case) -> Case:
    """The case of a child admitted with this one."""
    at = datetime.now(UTC)
    draft = leaving.childs_draft(by, case, at, known=Known(name="Little Example"))
    return actions.admit_child(signer, case, decision=draft.pk, at=at)


def recovered(case: Case) -> ReflectionPeriod:
    """A recovery period of the law before 2023, as loaded history brings one."""
    at = datetime(2022, 3, 1, 12, tzinfo=UTC)
    with acting(CONSOLE, Verb.HISTORY_LOAD):
        words = decisions.Draft(
            kind=DecisionKind.RECOVERY_GRANT, subject=case.subject_id, office=case.office, sealed=case.sealed,
            matter=case.pk,
            language="fi", explained_in="en", party="", texts={},
        )  # fmt: skip
        decision = decisions.draft_row(words, reference="D 2022/1", prepared_by=None, at=at)
        decision.state, decision.is_as_recorded, decision.decided_on = "served", True, legal_day(at)
        decision.save(force_insert=True)
        period = actions.period_row(
            case, ReflectionStep.RECOVERY, decision=decision, from_on=legal_day(at),
            until_on=legal_day(at) + 30 * DAY, is_as_recorded=True, made_by=None, at=at,
        )  # fmt: skip
        period.save(force_insert=True)
    return period
