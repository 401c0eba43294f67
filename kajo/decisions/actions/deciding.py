"""How is a decision drafted, signed and served, and who is given the right to sign?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.bridges import jobs
from kajo.decisions import queries, rules
from kajo.decisions.models import Decision, Delegation, Letter, Service
from kajo.decisions.states import DECISION
from kajo.decisions.terms import LEGACY, UNSIGNED, DecisionKind, LetterRole, Recipient, ServedBy, Serving, State
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.finding import require
from kajo.law.used import judged_by
from kajo.ledger.numbers import next_numbers
from kajo.work import actions as work
from kajo.work.terms import Reason

TYPESET = "decisions.typeset"
"""The job that makes the letters of a signed decision (`kajo.decisions.tasks`)."""


OF_DECIDING = (rules.may_decide, rules.may_sign, rules.hearing_done, rules.appealable, rules.appeal_ends_on)
"""The rules that every signature is judged by, and the one its time to appeal will be."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a decision says before it is signed.

    `subject`, `office`, `sealed`: where the row lies; `matter`: the referral or case decided; `party`: how the person
    is named; `texts`: reasons and other words of the letter; `explained_in`: the language of the plain explanation.
    """

    kind: DecisionKind
    subject: UUID
    office: int
    sealed: bool
    matter: UUID
    language: str
    explained_in: str
    party: str
    texts: Mapping[str, Any]


def draft_row(words: Draft, *, reference: str, prepared_by: UUID | None, at: datetime) -> Decision:
    """Make the row of a drafted decision, not yet saved."""
    return Decision(
        subject_id=words.subject,
        office=words.office,
        sealed=words.sealed,
        reference=reference,
        decision_kind=str(words.kind),
        matter=words.matter,
        language=words.language,
        explained_in=words.explained_in,
        party=words.party or None,
        texts=dict(words.texts),
        prepared_by_id=prepared_by,
        prepared_at=at,
    )


def put_signature(decision: Decision, *, by: UUID | None, at: datetime, alone_reason: str = "") -> None:
    """Put who signed, when and on which day into the row of a decision; the reason counts if they prepared it too."""
    alone = decision.prepared_by_id == by
    decision.signed_by_id, decision.signed_at, decision.decided_on = by, at, legal_day(at)
    decision.is_signed_alone = alone
    decision.alone_reason = alone_reason if alone else None


def service_row(
    decision: Decision, serving: Serving, *, made_by: UUID | None, at: datetime, recipient: Recipient = Recipient.PARTY
) -> Service:
    """Make the row of a decision's service with the time to appeal that follows from it, not yet saved.

    Raises Senseless and NotKnown as the rule of receipt does.
    """
    return Service(
        subject_id=decision.subject_id,
        office=decision.office,
        sealed=decision.sealed,
        decision=decision,
        recipient=str(recipient),
        served_by=str(serving.served_by),
        sent_on=serving.sent_on,  # type: ignore[misc]  # the form and the rule ask for it
        received_on=rules.received_on(serving).outcome,
        appeal_ends_on=rules.appeal_ends_on(DecisionKind(decision.decision_kind), serving).outcome,
        made_by_id=made_by,
        made_at=at,
    )


@action(Verb.DECISION_DRAFT)
def draft(actor: Actor, _: None, /, *, words: Draft, at: datetime) -> Decision:
    """Draft a decision. The drafter is its preparer.

    Raises Refused for a kind of older law, Unprintable for words that no letter can print: better now than when it is
    signed.
    """
    must_be_of_today(words.kind)
    reference = next_numbers("D", legal_day(at))[0]
    drafted = draft_row(words, reference=reference, prepared_by=actor.id, at=at)
    queries.check_printable(drafted, on=legal_day(at))
    drafted.save(force_insert=True)
    return drafted


@action(Verb.DECISION_DRAFT)
def redraft(actor: Actor, decision: Decision, /, *, words: Draft, at: datetime) -> Decision:
    """Write a draft anew. Whoever does is its preparer from now on, and so does not sign it.

    Raises Refused for a decision that was signed and for a kind of older law, Unprintable for words that no letter can
    print.
    """
    must_be_of_today(words.kind)
    if decision.state != State.DRAFT:
        raise Refused(_("What was signed is not changed any more."))
    decision.decision_kind, decision.language, decision.explained_in = (
        str(words.kind),
        words.language,
        words.explained_in,
    )
    decision.party, decision.texts = words.party or None, dict(words.texts)
    decision.prepared_by_id, decision.prepared_at = actor.id, at
    queries.check_printable(decision, on=legal_day(at))
    decision.save()
    return decision


@action(Verb.DECISION_SIGN, DECISION)
def sign(
    actor: Actor, decision: Decision, /, *, is_urgent: bool, alone_reason: str = "",
    by: Sequence[Callable[..., Any]] = (), at: datetime,
) -> Decision:  # fmt: skip
    """Sign a drafted decision and order its letters. `by` are the rules it was judged by, beside those of deciding.

    The signer is the director or holds a delegation for this kind on this day, and is not the preparer, except in an
    urgent admission with a reason. The party was heard where the law asks for it. The door of the deed around it
    demands the fresh second factor.

    Raises Refused, also for a decision that was signed already, and outside a demonstration for one made of texts that
    nobody with a name has reviewed; Unprintable where the letter cannot print a name.
    """
    kind = DecisionKind(decision.decision_kind)
    require(queries.right_today(actor, kind, on=legal_day(at)))
    alone = decision.prepared_by_id == actor.id
    require(rules.may_sign(kind, is_preparer=alone, is_urgent=is_urgent, reason=alone_reason))
    require(rules.hearing_done(queries.heard(actor, decision, on=legal_day(at))))
    if waiting := queries.unreviewed(decision):
        raise Refused(queries.UNREVIEWED, texts=waiting)
    put_signature(decision, by=actor.id, at=at, alone_reason=alone_reason)
    queries.check_printable(decision, on=legal_day(at))
    decision.state = DECISION.check(Verb.DECISION_SIGN, decision.state)
    decision.judged_by = judged_by((*by, *OF_DECIDING), legal_day(at))
    decision.save()
    if queries.has_letters(kind):
        jobs.order(TYPESET, decision=str(decision.pk))
    return decision


@action(Verb.DECISION_DROP, DECISION)
def drop(actor: Actor, decision: Decision, /, *, at: datetime) -> Decision:
    """Drop a draft whose matter ended otherwise, with the tasks about it. Raises Refused for what was signed."""
    work.finish(actor, decision.pk, set(Reason), at)
    return decision


@action(Verb.DECISION_TYPESET)
def keep_letter(
    actor: Actor, _: None, /, *, decision: UUID, role: LetterRole, language: str, pdf: bytes, at: datetime
) -> Letter:
    """Keep a letter of a signed decision as it was made. A second one of the same role changes nothing.

    The decision itself stays as it is, edition too: nobody who has its page open is told of a change. Raises NotFound
    for a draft and for no decision.
    """
    signed = Decision.objects.within(actor).select_for_update(of=("self",)).filter(pk=decision).first()
    if signed is None or signed.state in UNSIGNED:
        raise NotFound
    known = Letter.objects.within(actor).filter(decision=signed, role=str(role), language=language).first()
    if known is not None:
        return known
    return Letter.objects.create(
        subject_id=signed.subject_id,
        office=signed.office,
        sealed=signed.sealed,
        decision=signed,
        role=str(role),
        language=language,
        pdf=pdf,
        digest=hashlib.sha256(pdf).digest(),
        made_at=at,
    )


@action(Verb.DECISION_SERVE, DECISION)
def serve(
    actor: Actor, decision: Decision, /, *, served_by: ServedBy, sent_on: date, received_on: date | None,
    recipient: Recipient = Recipient.PARTY, at: datetime,
) -> Service:  # fmt: skip
    """Record how a signed decision reached its party, or whoever speaks for a minor; the time to appeal follows.

    Raises Refused for a draft, for somebody who was served or is none to serve, for a way that breaks what the party
    said about letters, and for a day before the decision or ahead; Senseless for a way without the days it needs.
    """
    today = legal_day(at)
    if sent_on > today or (received_on is not None and received_on > today):
        raise Refused(_("A decision is not served in the future."), field="sent_on")
    if decision.decided_on is not None and sent_on < decision.decided_on:
        raise Refused(_("A decision is served after it was made."), field="sent_on")
    found = queries.to_serve(actor, decision, on=today)
    safe = rules.may_be_served(served_by, found.letters, is_limited=found.is_limited, on=today)
    if not safe.outcome:
        raise Refused(safe.because, field="served_by")
    if recipient not in found.unserved:
        raise Refused(_("This recipient was served already, or need not be."), field="recipient")
    serving = Serving(served_by, sent_on, received_on)
    service = service_row(decision, serving, made_by=actor.id, at=at, recipient=recipient)
    service.save(force_insert=True)
    if found.unserved == (recipient,):
        work.finish(actor, decision.pk, [Reason.SERVE_DECISION], at)
    return service


@action(Verb.DECISION_DELEGATE)
def delegate(
    actor: Actor,
    staff: UUID,
    /,
    *,
    kinds: Sequence[DecisionKind],
    from_on: date,
    until_on: date | None,
    at: datetime,
) -> Delegation:
    """Give an official the right to sign these kinds of decision from a day until another (exclusive).

    The official is the target, so that a fresh second factor holds for nobody else. Raises Refused for oneself, for
    somebody who does not work here then, and for a time that makes no sense.
    """
    if staff == actor.id:
        raise Refused(_("Nobody delegates to oneself."), field="staff")
    if until_on is not None and until_on <= from_on:
        raise Refused(_("A delegation ends after it begins."), field="until_on")
    if not queries.officials(legal_day(at)).filter(pk=staff).exists():
        raise Refused(_("This person holds no role today in which decisions are signed."), field="staff")
    words = " ".join(sorted(str(kind) for kind in kinds))
    return Delegation.objects.create(
        staff_id=staff, kinds=words, from_on=from_on, until_on=until_on, given_by_id=actor.id, given_at=at
    )


@action(Verb.DECISION_END_DELEGATION)
def end_delegation(actor: Actor, delegation: Delegation | UUID, /, *, at: datetime) -> Delegation:
    """End a delegation now, before its day; it stays among those that were given.

    Raises NotFound for none, Refused for one's own and for one that has ended already.
    """
    key = delegation if isinstance(delegation, UUID) else delegation.pk
    row = Delegation.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise NotFound
    if row.staff_id == actor.id:
        raise Refused(_("Another director ends what was delegated to you."))
    if row.ended_at is not None or (row.until_on is not None and row.until_on <= legal_day(at)):
        raise Refused(_("This delegation has ended already."))
    row.ended_by_id, row.ended_at = actor.id, at
    row.save(update_fields=["ended_by", "ended_at"])
    return row


def must_be_of_today(kind: DecisionKind) -> None:
    """Make sure that a kind of decision is still made. Raises Refused for one of older law."""
    if kind in LEGACY:
        raise Refused(_("Decisions of that kind belong to older law. They are read, and never made any more."))
