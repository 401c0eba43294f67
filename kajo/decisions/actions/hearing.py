"""How is the party of a decision heard before it is signed?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.decisions import rules
from kajo.decisions.models import Decision, Hearing
from kajo.decisions.terms import DecisionKind, Heard, HearingSkip, HearingWay, State
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.work import actions as work
from kajo.work.terms import Because, Reason

SIGNED = _("This decision was signed already. The party is heard before.")


@action(Verb.DECISION_HEAR)
def hear(
    actor: Actor, decision: Decision, /, *, way: HearingWay, question: str, asked_on: date, reply_by: date, at: datetime
) -> Hearing:
    """Ask the party of a drafted decision to comment by a day; a task looks after the reply.

    A later question counts instead of an earlier one. Until the end of that day the own targets of the matter stand
    still. Raises Refused for a decision that was signed and for a question
    in the future, Senseless for a reply before the question.
    """
    _must_be_a_draft(decision)
    on = legal_day(at)
    if asked_on > on:
        raise Refused(_("Nobody is asked in the future."), field="asked_on")
    rules.hearing_done(Heard(DecisionKind(decision.decision_kind), on, asked_on, reply_by))
    work.finish(actor, decision.pk, [Reason.AWAIT_REPLY], at)
    work.pause_all(
        actor, decision.matter, Because.HEARING, from_on=on, until_on=max(reply_by, on) + timedelta(days=1), at=at
    )
    asked = Hearing.objects.create(
        subject_id=decision.subject_id,
        office=decision.office,
        sealed=decision.sealed,
        decision=decision,
        way=str(way),
        question=question,
        asked_on=asked_on,
        reply_by=reply_by,
        made_by_id=actor.id,
        made_at=at,
    )
    work.make(
        actor, decision, reason=Reason.AWAIT_REPLY, due_on=max(reply_by, on), owner=decision.prepared_by_id, at=at
    )
    return asked


@action(Verb.DECISION_REPLY)
def reply(actor: Actor, decision: Decision, /, *, replied_on: date, words: str, at: datetime) -> Hearing:
    """Note what the party replied, also after the last day of the reply.

    Raises Refused for a decision that was signed, without a question that waits, and for a reply in the future or
    before the question.
    """
    _must_be_a_draft(decision)
    asked = _newest(actor, decision)
    if asked is None or asked.asked_on is None or asked.replied_on is not None:
        raise Refused(_("Nothing was asked that waits for a reply."))
    if replied_on > legal_day(at):
        raise Refused(_("A reply does not lie in the future."), field="replied_on")
    if replied_on < asked.asked_on:
        raise Refused(_("A reply comes after the question."), field="replied_on")
    asked.replied_on, asked.reply, asked.reply_noted_by_id, asked.reply_noted_at = replied_on, words, actor.id, at
    asked.save(update_fields=["replied_on", "reply", "reply_noted_by", "reply_noted_at"])
    _go_on(actor, decision, at)
    return asked


@action(Verb.DECISION_SKIP_HEARING)
def skip_hearing(actor: Actor, decision: Decision, /, *, skipped: HearingSkip, reason: str, at: datetime) -> Hearing:
    """Record why the party is not heard. Raises Refused for a decision that was signed, and without words."""
    _must_be_a_draft(decision)
    if not reason.strip():
        raise Refused(_("Write why the party is not heard."), field="reason")
    _go_on(actor, decision, at)
    return Hearing.objects.create(
        subject_id=decision.subject_id,
        office=decision.office,
        sealed=decision.sealed,
        decision=decision,
        skipped=str(skipped),
        reason=reason,
        made_by_id=actor.id,
        made_at=at,
    )


def _go_on(actor: Actor, decision: Decision, at: datetime) -> None:
    work.finish(actor, decision.pk, [Reason.AWAIT_REPLY], at)
    work.go_on(actor, decision.matter, Because.HEARING, at)


def _must_be_a_draft(decision: Decision) -> None:
    if decision is None:
        raise NotFound
    if decision.state != State.DRAFT:
        raise Refused(SIGNED)


def _newest(actor: Actor, decision: Decision) -> Hearing | None:
    rows = Hearing.objects.within(actor).filter(decision=decision).order_by("-made_at", "-pk")
    found: Hearing | None = rows.first()
    return found
