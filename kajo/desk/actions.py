"""What reaches through several rooms at once?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from kajo.access import gate
from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.ties import open_subject
from kajo.access.verbs import Verb
from kajo.cases import actions as cases
from kajo.cases.models import Case, OverallAssessment
from kajo.decisions import actions as decisions
from kajo.decisions.models import Appeal, Decision
from kajo.decisions.terms import Anew, CourtOutcome, DecisionKind
from kajo.law.calendar import DAY, legal_day
from kajo.law.finding import N_ as _
from kajo.referrals import actions as referrals
from kajo.referrals.models import Referral
from kajo.vault.models import Kind
from kajo.work import actions as work
from kajo.work import queries as work_queries
from kajo.work.models import Task
from kajo.work.terms import Reason, State

HEAD_OFFICE = 1
ABOUT_TEXT = "content.text"


@action(Verb.APPEAL_ANSWER)
def answer_appeal(
    actor: Actor, appeal: Appeal, /, *, outcome: CourtOutcome, answered_on: date, court_record: str, answer: str,
    at: datetime,
) -> Appeal:  # fmt: skip
    """Record what the court decided, and carry out what follows from it at once.

    An annulled refusal is assessed anew, an annulled removal is undone from its date. Whoever may record the answer and
    not undo a removal leaves that to the task that every annulment makes. Raises Refused as the deeds do, and for an
    annulment without the court's record number and reasons.
    """
    annuls = outcome is CourtOutcome.ANNULLED
    if annuls and not court_record.strip():
        raise Refused(_("An annulment is carried out: name the court's record number."), field="court_record")
    if annuls and not answer.strip():
        raise Refused(_("An annulment is carried out: write the court's reasons in short."), field="answer")
    done = decisions.answer_appeal(
        actor, appeal, outcome=outcome, answered_on=answered_on, court_record=court_record, answer=answer, at=at
    )
    if annuls:
        _carry_out(actor, done, answered_on, court_record, answer, at)
    return done


@action(Verb.DECISION_ANNUL)
def annul(actor: Actor, decision: Decision, /, *, at: datetime) -> Decision:
    """Sign the decision that takes the place of a faulty one, and do what follows for its matter at once.

    A refusal that is taken back leaves its referral to be assessed anew, a removal that is taken back its client as if
    it had never been made; the faulty decision stays as it was signed. Raises Refused as signing and the deeds on the
    matter do, and for whoever may not undo a removal.
    """
    signed = decisions.sign_anew(actor, decision, at=at)
    if signed.anew != Anew.ANNULLED:
        return signed
    reason = signed.texts.open()["correction"]["right"]
    if signed.decision_kind == DecisionKind.REFUSE:
        referral = _matter(actor, Referral, signed)
        referrals.take_back(actor, referral, correction=signed, reason=reason, at=at)
    else:
        if not gate.may(actor, Verb.CASE_RESTORE):
            raise Refused(_("Only the director undoes a removal."))
        cases.take_back(actor, _matter(actor, Case, signed), correction=signed, reason=reason, at=at)
    return signed


@action(Verb.DESK_CHECK)
def start_clock(actor: Actor, referral: Referral, /, *, at: datetime) -> Referral:
    """Start the own target of a referral that has none, from the day on which it came."""
    referrals.start_target(actor, referral, from_on=legal_day(referral.received_at), at=at)
    return referral


@action(Verb.DESK_CHECK)
def start_case_clock(actor: Actor, case: Case, /, *, at: datetime) -> Case:
    """Start the clock by which a client's needs are assessed again, of a case that has none: a loaded one.

    It counts from the last assessment that is kept here; where none is, nobody knows of one, and it counts from today.
    """
    is_assessed = OverallAssessment.objects.within(actor).filter(case=case, superseded_at__isnull=True).exists()
    cases.start_reassessment(actor, case, counts_from=case.opened_on if is_assessed else legal_day(at), at=at)
    return case


@action(Verb.DESK_CHECK)
def ask_to_reassess(actor: Actor, case: Case, /, *, due_on: date, at: datetime) -> Task | None:
    """Ask once to assess a client's needs again by the clock's last day; None where it is asked for already."""
    return _ask(actor, case, Reason.REASSESS_NEEDS, at, due_on=due_on - DAY)


@action(Verb.DESK_CHECK)
def ask_of_referral(actor: Actor, referral: Referral, /, *, lacks: Reason, at: datetime) -> Task | None:
    """Ask once for what a referral lacks, of somebody who may see to it; None where it is asked for already."""
    return _ask(actor, referral, lacks, at)


@action(Verb.DESK_CHECK)
def ask_of_case(actor: Actor, case: Case, /, *, lacks: Reason, at: datetime) -> Task | None:
    """Ask once for what a case lacks, of somebody who may see to it; None where it is asked for already."""
    return _ask(actor, case, lacks, at)


@action(Verb.DESK_CHECK)
def ask_about_text(actor: Actor, _nothing: None = None, /, *, block: str, key: UUID, at: datetime) -> Task | None:
    """Ask a manager once to have a legal text looked at again; None where it is asked for already.

    A text is about nobody: the tasks about texts share a subject of their own, to which nobody is tied.
    """
    asked = Task.objects.within(actor).filter(reason=str(Reason.REVIEW_TEXT)).order_by("pk")
    if asked.filter(about=key, state=str(State.OPEN)).exists():
        return None
    former = asked.first()
    subject = former.subject if former else open_subject(Kind.STAFF, at=at)
    on = legal_day(at)
    owner = work_queries.keeper(subject.pk, office=HEAD_OFFICE, is_sealed=False, on=on, but=set(), is_for_worker=False)
    return Task.objects.create(
        subject=subject, office=HEAD_OFFICE, about_kind=ABOUT_TEXT, about=key, record=block.partition("/")[2][:20],
        reason=str(Reason.REVIEW_TEXT), owner_id=owner, due_at=work.due_moment(on), made_at=at,
    )  # fmt: skip


def _ask(
    actor: Actor, about: Referral | Case, lacks: Reason, at: datetime, *, due_on: date | None = None
) -> Task | None:
    waiting = Task.objects.within(actor).filter(about=about.pk, reason=str(lacks), state=str(State.OPEN))
    if waiting.exists():
        return None
    on = legal_day(at)
    owner = work_queries.keeper(
        about.subject_id, office=about.office, is_sealed=about.sealed, on=on, but=set(),
        is_for_worker=lacks is not Reason.APPOINT_WORKER,
    )  # fmt: skip
    return work.make(actor, about, reason=lacks, due_on=due_on or on, owner=owner, at=at)


def _matter(actor: Actor, model: Any, decision: Decision) -> Any:
    found = model.objects.within(actor).filter(pk=decision.matter).first()
    if found is None:
        raise NotFound
    return found


def _carry_out(actor: Actor, appeal: Appeal, on: date, record: str, reasons: str, at: datetime) -> None:
    decision = appeal.decision
    if Decision.objects.within(actor).filter(corrects=decision, anew=str(Anew.ANNULLED), signed_at__isnull=False):
        # We took it back ourselves before the court did: its matter goes on already.
        decisions.carried_out(actor, decision, at=at)
        return
    referral = Referral.objects.within(actor).filter(pk=decision.matter).first()
    case = Case.objects.within(actor).filter(pk=decision.matter).first()
    if decision.decision_kind == DecisionKind.REFUSE and referral is not None:
        referrals.reopen(actor, referral, court_reference=record, court_decided_on=on, reason=reasons, at=at)
    elif decision.decision_kind == DecisionKind.REMOVE and case is not None and gate.may(actor, Verb.CASE_RESTORE):
        cases.restore(actor, case, court_reference=record, annulled_on=on, reason=reasons, at=at)
    else:
        return
    decisions.carried_out(actor, decision, at=at)
