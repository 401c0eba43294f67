"""How was the party of a decision heard, and what became of an appeal?"""

from __future__ import annotations

from datetime import date

from kajo.access.roles import Actor
from kajo.decisions import rules
from kajo.decisions.models import Appeal, Decision, Hearing, Service
from kajo.decisions.queries.rows import Appealed, Asked
from kajo.decisions.terms import (
    AppealState,
    CourtOutcome,
    DecisionKind,
    Heard,
    HearingSkip,
    HearingWay,
    ServedBy,
    Serving,
)


def heard(actor: Actor, decision: Decision, *, on: date) -> Heard:
    """Sum up for the rule how the party was heard; the newest row counts. Only inside a door."""
    rows = Hearing.objects.within(actor).filter(decision=decision).defer("question", "reply", "reason")
    return _sum(decision, rows.order_by("-made_at", "-pk").first(), on)


def heard_as_shown(decision: Decision, shown: tuple[Asked, ...], *, on: date) -> Heard:
    """Sum up the same from rows that are open already."""
    newest = shown[0] if shown else None
    kind = DecisionKind(decision.decision_kind)
    if newest is None:
        return Heard(kind, on)
    return Heard(kind, on, newest.asked_on, newest.reply_by, newest.replied_on, newest.skipped)


def hearings(actor: Actor, decision: Decision) -> tuple[Asked, ...]:
    """Give the hearings of a decision, the newest first. One query. Only inside a door."""
    rows = Hearing.objects.within(actor).filter(decision=decision).select_related("made_by")
    return tuple(
        Asked(
            way=HearingWay(each.way) if each.way else None,
            asked_on=each.asked_on,
            reply_by=each.reply_by,
            question=each.question.open() if each.question else "",
            replied_on=each.replied_on,
            reply=each.reply.open() if each.reply else "",
            skipped=HearingSkip(each.skipped) if each.skipped else None,
            reason=each.reason.open() if each.reason else "",
            made_by=each.made_by.name if each.made_by else "",
            made_at=each.made_at,
        )
        for each in rows.order_by("-made_at", "-pk")
    )


def appeals(actor: Actor, decision: Decision, serving: Serving | None) -> tuple[Appealed, ...]:
    """Give the appeals against a decision, the newest first. One query. Only inside a door."""
    rows = Appeal.objects.within(actor).filter(decision=decision).order_by("-received_at", "-pk")
    kind = DecisionKind(decision.decision_kind)
    return tuple(
        Appealed(
            id=each.pk,
            edition=each.edition,
            state=AppealState(each.state),
            arrived_on=each.arrived_on,
            is_left_here=each.is_left_here,
            in_time=rules.appeal_in_time(kind, serving, each.arrived_on) if serving else None,
            claims=each.claims.open() if each.claims else "",
            forwarded_on=each.forwarded_on,
            statement=each.statement.open() if each.statement else "",
            outcome=CourtOutcome(each.outcome) if each.outcome else None,
            answered_on=each.answered_on,
            court_record=each.court_record.open() if each.court_record else "",
            answer=each.answer.open() if each.answer else "",
            final_on=each.final_on,
        )
        for each in rows
    )


def serving_of(actor: Actor, decision: Decision) -> Serving | None:
    """Give how a decision was served, as the newest row has it; None before it was. Only inside a door."""
    row = Service.objects.within(actor).filter(decision=decision).order_by("-made_at", "-pk").first()
    return None if row is None else Serving(ServedBy(row.served_by), row.sent_on, row.received_on)


def annulment_of(actor: Actor, decision: Decision) -> Appeal | None:
    """Give the appeal with which a court annulled a decision, None if none did. Only inside a door."""
    annulled = Appeal.objects.within(actor).filter(decision=decision, outcome=str(CourtOutcome.ANNULLED))
    found: Appeal | None = annulled.order_by("-answered_on", "-pk").first()
    return found


def _sum(decision: Decision, row: Hearing | None, on: date) -> Heard:
    kind = DecisionKind(decision.decision_kind)
    if row is None:
        return Heard(kind, on)
    skipped = HearingSkip(row.skipped) if row.skipped else None
    return Heard(kind, on, row.asked_on, row.reply_by, row.replied_on, skipped)
