"""How is a referral refused, and what if a court annuls that?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import Anew, DecisionKind
from kajo.facts import actions as facts
from kajo.facts.terms import About, Matter
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.referrals import queries, rules
from kajo.referrals.actions.shared import (
    DECIDED,
    decision_words,
    drafted,
    must_consider_child,
    ready_draft,
    start_target,
)
from kajo.referrals.models import Referral, Reopening
from kajo.referrals.states import REFERRAL
from kajo.referrals.terms import OPEN_STATES, Situation
from kajo.referrals.terms.weighing import ASKED
from kajo.work import actions as work
from kajo.work.terms import ClockEnd, Reason


@action(Verb.REFERRAL_PROPOSE_REFUSAL)
def propose_refusal(
    actor: Actor,
    referral: Referral,
    /,
    *,
    situation: Situation,
    reasons: str,
    language: str,
    explained_in: str,
    is_anew: bool = False,
    at: datetime,
) -> Decision:
    """Prepare the refusal for the decider: the drafted decision with what was found and the reasons.

    `is_anew` writes a draft that lies ready anew, also one of an admission. Raises Refused where what was found says
    that the person shall be admitted, if the referral was decided already, or if a draft lies ready; Unprintable for
    words that the letter cannot print.
    """
    if referral.state not in OPEN_STATES:
        raise Refused(DECIDED)
    may = rules.may_be_refused(situation)
    if not may.outcome:
        raise Refused(may.because, field="found")
    words = decision_words(
        referral,
        DecisionKind.REFUSE,
        reasons=reasons,
        language=language,
        explained_in=explained_in,
        situation=situation,
        childs=queries.childs_words(actor, referral) if queries.is_child(referral) else None,
    )
    proposed = drafted(actor, referral, words, is_anew=is_anew, at=at)
    if referral.draft is None:
        referral.draft = proposed.pk
        referral.save(update_fields=["draft"])
        work.finish(actor, referral.pk, {Reason.ASSESS_REFERRAL}, at)
    return proposed


@action(Verb.REFERRAL_REFUSE, REFERRAL)
def refuse(actor: Actor, referral: Referral, /, *, at: datetime) -> Decision:
    """Refuse the person's admission: sign the draft that somebody else prepared. It is served then.

    No consent is needed for it. Raises Refused without a drafted refusal, without a child's own view, for its own
    preparer, and for whoever may not decide in such a matter.
    """
    ready = ready_draft(actor, referral)
    if ready is None or ready.decision_kind != DecisionKind.REFUSE:
        raise Refused(_("No refusal lies ready here. Somebody else prepares it first."))
    must_consider_child(actor, referral, ready, legal_day(at))
    signed = decisions.sign(actor, ready, is_urgent=False, by=(rules.may_be_refused,), at=at)
    facts.settle(actor, About(Matter.REFERRAL, referral.pk), criteria=ASKED, decision=signed.pk, at=at)
    referral.decided_on = legal_day(at)
    referral.save(update_fields=["decided_on"])
    work.finish(actor, referral.pk, set(Reason), at)
    work.end_all(actor, referral.pk, ClockEnd.DONE, at)
    work.make(actor, signed, reason=Reason.SERVE_DECISION, due_on=legal_day(at), is_childs=referral.is_childs, at=at)
    return signed


@action(Verb.REFERRAL_REOPEN, REFERRAL)
def reopen(
    actor: Actor, referral: Referral, /, *, court_reference: str, court_decided_on: date, reason: str, at: datetime
) -> Reopening:
    """Assess a referral anew because a court annulled its refusal. The annulled decision stays as it was signed.

    Raises Refused without the court's reference or reason, for a day ahead or before the refusal, and where no refusal
    was signed.
    """
    if not court_reference.strip():
        raise Refused(_("The reference of the court's decision is needed."), field="court_reference")
    if not reason.strip():
        raise Refused(_("Say why the court annulled the refusal."), field="reason")
    if court_decided_on > legal_day(at):
        raise Refused(_("A court has not decided in the future."), field="court_decided_on")
    annulled = _refusal(actor, referral)
    if annulled.decided_on is not None and court_decided_on < annulled.decided_on:
        raise Refused(_("A court annuls a refusal after it was made."), field="court_decided_on")
    return _assess_anew(
        actor, referral, annulled, reason=reason, at=at, court_reference=court_reference,
        court_decided_on=court_decided_on,
    )  # fmt: skip


@action(Verb.REFERRAL_REOPEN, REFERRAL)
def take_back(actor: Actor, referral: Referral, /, *, correction: Decision, reason: str, at: datetime) -> Reopening:
    """Assess a referral anew because our own correction took its refusal back, which stays as it was signed.

    Raises Refused where no refusal was signed, and for a correction that is not signed or takes nothing back.
    """
    if correction.signed_at is None or correction.anew != Anew.ANNULLED or correction.matter != referral.pk:
        raise Refused(_("Only a signed correction takes a refusal back."))
    return _assess_anew(actor, referral, _refusal(actor, referral), reason=reason, at=at, correction=correction)


def _refusal(actor: Actor, referral: Referral) -> Decision:
    signed = Decision.objects.within(actor).filter(matter=referral.pk, decision_kind=str(DecisionKind.REFUSE))
    found: Decision | None = (
        signed.filter(corrects__isnull=True)
        .exclude(state__in=["draft", "dropped"])
        .order_by("-decided_on", "-pk")
        .first()
    )
    if found is None:
        raise Refused(_("No refusal was signed here."))
    return found


def _assess_anew(
    actor: Actor, referral: Referral, annulled: Decision, *, reason: str, at: datetime, **by: Any
) -> Reopening:
    referral.draft, referral.decided_on = None, None
    referral.save(update_fields=["draft", "decided_on"])
    start_target(actor, referral, from_on=legal_day(at), at=at)
    work.make(actor, referral, reason=Reason.ASSESS_REFERRAL, due_on=legal_day(at), at=at)
    return Reopening.objects.create(
        subject_id=referral.subject_id,
        office=referral.office,
        sealed=referral.sealed,
        referral=referral,
        annulled=annulled,
        reason=reason,
        recorded_by_id=actor.id,
        recorded_at=at,
        **by,
    )
