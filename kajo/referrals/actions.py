"""What may be done with a referral?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from kajo.access import ties
from kajo.access.crossing import current
from kajo.access.doors import action
from kajo.access.gate import Refused, require_step_up
from kajo.access.models import Tie, Tied
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import actions as cases
from kajo.cases.models import Case
from kajo.clients import actions as clients
from kajo.clients.terms import BirthPrecision, ClientCategory, Known
from kajo.decisions import actions as decisions
from kajo.decisions import rules as deciding
from kajo.decisions.models import Decision
from kajo.decisions.terms import DecisionKind
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.finding import require
from kajo.ledger.numbers import next_numbers
from kajo.referrals import queries, rules
from kajo.referrals.models import Consent, Former, Referral, Supplement
from kajo.referrals.states import REFERRAL
from kajo.referrals.terms import (
    OPEN_STATES,
    Admission,
    AgeBand,
    Agreed,
    Answer,
    ConsentGiver,
    Ground,
    Guardian,
    Missing,
    Situation,
    Told,
)
from kajo.vault.classes import Class
from kajo.vault.keys import link
from kajo.vault.models import Kind
from kajo.work import actions as work
from kajo.work.models import Task
from kajo.work.terms import Reason

KIND_OF_GROUND = {"35.1": DecisionKind.ADMIT_35_1, "35.2": DecisionKind.ADMIT_35_2}
CATEGORY_OF_GROUND = {"35.1": ClientCategory.VICTIM, "35.2": ClientCategory.ASSISTING}
CLASS_OF_ANSWER = {
    Answer.NAME: Class.IDENTITY,
    Answer.BORN_ON: Class.IDENTITY,
    Answer.LANGUAGE: Class.IDENTITY,
    Answer.REACH: Class.CONTACT,
    Answer.WHEREABOUTS: Class.LOCATION,
    Answer.ACCOUNT: Class.SAFETY,
    Answer.NEED: Class.SAFETY,
}
"""Answers that are sealed, and as what; all others stand in open columns."""

WRITTEN: dict[object, str] = {True: "yes", False: "no", None: ""}
DECIDED = _("This referral was decided already.")


def referral_row(
    told: Told, *, subject: UUID, office: int, reference: str, is_urgent: bool, received_by: UUID | None, at: datetime
) -> Referral:
    """Make the row of a referral, not yet saved. A child's is urgent by rule."""
    return Referral(
        subject_id=subject,
        office=office,
        reference=reference,
        received_at=at,
        is_urgent=_is_urgent(told.age_band, is_urgent),
        received_by_id=received_by,
        **asdict(told),
    )


def consent_row(referral: Referral, agreed: Agreed, *, recorded_by: UUID | None, at: datetime) -> Consent:
    """Make the row of a consent, not yet saved."""
    return Consent(
        subject_id=referral.subject_id,
        office=referral.office,
        referral=referral,
        recorded_by_id=recorded_by,
        recorded_at=at,
        **asdict(agreed),
    )


def admission_words(
    referral: Referral, *, ground: str, reasons: str, language: str, explained_in: str, situation: Situation | None
) -> decisions.Draft:
    """Give what the decision says that admits the person of a referral."""
    return decisions.Draft(
        kind=KIND_OF_GROUND[ground],
        subject=referral.subject_id,
        office=referral.office,
        matter=referral.pk,
        language=language,
        explained_in=explained_in,
        party=referral.name.open() if referral.name else "",
        texts={
            "reasons": reasons,
            "pending_on": legal_day(referral.received_at).isoformat(),
            "born_on": _born(referral),
            **({"found": asdict(situation)} if situation else {}),
        },
    )


@action(Verb.REFERRAL_RECEIVE)
def receive(
    actor: Actor, _: None, /, *, told: Told, is_urgent: bool, agreed: Agreed | None = None, at: datetime
) -> Referral:
    """Receive a proposal. An urgent one needs nothing more than this; a child's is urgent by rule."""
    subject = ties.open_subject(Kind.REFERRAL, at=at)
    reference = next_numbers("R", legal_day(at))[0]
    referral = referral_row(
        told, subject=subject.pk, office=actor.office or 1, reference=reference, is_urgent=is_urgent,
        received_by=actor.id, at=at,
    )  # fmt: skip
    referral.save(force_insert=True)
    if agreed is not None:
        _consent(actor, referral, agreed, at)
    if referral.is_urgent:
        work.make(actor, referral, reason=Reason.COMPLETE_REFERRAL, due_on=legal_day(at), owner=actor.id, at=at)
    return referral


@action(Verb.REFERRAL_AMEND)
def amend(actor: Actor, referral: Referral, /, *, told: Told, is_urgent: bool, at: datetime) -> Referral:
    """Note what was told later, or told wrongly before; each former answer is kept beside.

    The form never shows where the person is: an empty `whereabouts` leaves it as it is. Raises Refused for a referral
    that was decided.
    """
    if referral.state not in OPEN_STATES:
        raise Refused(DECIDED)
    new = {
        str(answer): getattr(told, str(answer))
        for answer in Answer
        if answer is not Answer.IS_URGENT and (answer is not Answer.WHEREABOUTS or told.whereabouts)
    }
    new[str(Answer.IS_URGENT)] = _is_urgent(told.age_band, is_urgent)
    changed = [answer for answer in Answer if str(answer) in new and _differs(referral, answer, new[str(answer)])]
    for answer in changed:
        _keep_former(actor, referral, answer, at)
        setattr(referral, answer, new[str(answer)])
    referral.save(update_fields=[str(answer) for answer in changed])
    _look_whether_complete(actor, referral, at)
    return referral


@action(Verb.REFERRAL_CONSENT)
def record_consent(actor: Actor, referral: Referral, /, *, agreed: Agreed, at: datetime) -> Consent:
    """Record consent that was given or refused, also by word of mouth. A no withdraws what the same one gave before."""
    recorded = _consent(actor, referral, agreed, at)
    _look_whether_complete(actor, referral, at)
    return recorded


@action(Verb.REFERRAL_ASSIGN)
def assign(actor: Actor, referral: Referral, /, *, worker: UUID, at: datetime) -> Tie:
    """Give the referral to a case worker, who from now on sees it, and gets a task to assess it."""
    _must_be_a_worker(worker, at)
    if referral.state not in OPEN_STATES:
        raise Refused(DECIDED)
    tied = ties.tie(referral.subject_id, worker, Tied.ASSIGNED, at=at)
    work.make(actor, referral, reason=Reason.ASSESS_REFERRAL, due_on=legal_day(at), owner=worker, at=at)
    return tied


@action(Verb.REFERRAL_ASSESS, REFERRAL)
def assess(actor: Actor, referral: Referral, /, *, at: datetime) -> Referral:
    """Begin to assess a referral, or go on: nothing that was asked for is waited for any more."""
    Supplement.objects.within(actor).filter(referral=referral, ended_at__isnull=True).update(ended_at=at)
    _finish(actor, referral, {Reason.AWAIT_SUPPLEMENT}, at)
    return referral


@action(Verb.REFERRAL_SUPPLEMENT, REFERRAL)
def ask_supplement(
    actor: Actor, referral: Referral, /, *, wanted: Sequence[Missing], words: str, until_on: date, at: datetime
) -> Supplement:
    """Ask for what a referral lacks, until a day. A task falls due on the working day after it.

    Law: Administrative Procedure Act 434/2003, 22.1.
    """
    if until_on <= legal_day(at):
        raise Refused(_("Leave at least until tomorrow to answer."), field="until_on")
    if not wanted and not words:
        raise Refused(_("Say what is asked for."), field="words")
    work.make(actor, referral, reason=Reason.AWAIT_SUPPLEMENT, due_on=until_on, owner=actor.id, at=at)
    return Supplement.objects.create(
        subject_id=referral.subject_id,
        office=referral.office,
        referral=referral,
        wanted=" ".join(str(each) for each in wanted) or None,
        words=words or None,
        until_on=until_on,
        asked_by_id=actor.id,
        asked_at=at,
    )


@action(Verb.REFERRAL_PROPOSE)
def propose(
    actor: Actor,
    referral: Referral,
    /,
    *,
    ground: str,
    reasons: str,
    language: str,
    explained_in: str,
    situation: Situation | None = None,
    at: datetime,
) -> Decision:
    """Prepare the admission for the decider: the drafted decision with its ground and reasons.

    `situation` is what the assessment found; the ground must be one that it opens. Raises Refused if it does not, if
    the referral was decided already, or if a draft lies ready.
    """
    if referral.decided_on is not None:
        raise Refused(DECIDED)
    if Decision.objects.within(actor).filter(matter=referral.pk, state="draft").exists():
        raise Refused(_("A draft of this decision lies ready already."))
    if situation is not None:
        _must_open(ground, situation)
    words = admission_words(
        referral, ground=ground, reasons=reasons, language=language, explained_in=explained_in, situation=situation
    )
    drafted = decisions.draft(actor, None, words=words, at=at)
    _finish(actor, referral, {Reason.ASSESS_REFERRAL}, at)
    return drafted


@action(Verb.REFERRAL_ADMIT, REFERRAL)
def admit(
    actor: Actor,
    referral: Referral,
    /,
    *,
    opening: Admission,
    at: datetime,
) -> Case:
    """Admit the person to the assistance system: sign the decision, meet the person, open the case.

    With a draft by somebody else the decider signs that one. Without one the decider is preparer too, which is
    allowed only in an urgent admission, with a written reason and a fresh second factor; the next working day
    somebody else reviews it. One transaction. Raises Refused, also without the consent that is needed, and
    StepUpNeeded.
    """
    require(rules.may_be_admitted(queries.submission(referral, queries.consents_of(actor, [referral.pk]))))
    if opening.worker is not None:
        _must_be_a_worker(opening.worker, at)
    drafted = Decision.objects.within(actor).filter(matter=referral.pk, state="draft").order_by("pk").first()
    if drafted is None or drafted.prepared_by_id == actor.id:
        kind = DecisionKind(drafted.decision_kind) if drafted else KIND_OF_GROUND[opening.ground]
        alone = deciding.may_sign(kind, is_preparer=True, is_urgent=referral.is_urgent, reason=opening.alone_reason)
        if not alone.outcome:
            raise Refused(alone.because, field="alone_reason")
        require_step_up(actor, Verb.REFERRAL_ADMIT, str(referral.pk))
    if drafted is None:
        drafted = propose(
            actor,
            referral,
            ground=opening.ground,
            reasons=opening.reasons,
            language=opening.language,
            explained_in=opening.explained_in,
            situation=opening.situation,
            at=at,
        )
    ground = "35.2" if drafted.decision_kind == DecisionKind.ADMIT_35_2 else "35.1"
    signed = decisions.sign(actor, drafted, is_urgent=referral.is_urgent, alone_reason=opening.alone_reason, at=at)
    on = legal_day(at)
    category = CATEGORY_OF_GROUND[ground]
    person = clients.meet(actor, None, known=_known(referral), category=category, on=on, office=referral.office, at=at)
    link(referral.subject, person.subject)
    case = cases.open_case(
        actor,
        person,
        opening=cases.Opening(
            ground=ground, category=category, on=on, main_form=opening.main_form, exploited_in=opening.exploited_in
        ),
        decision=signed,
        worker=opening.worker,
        at=at,
    )
    referral.person, referral.decided_on = person, on
    referral.save(update_fields=["person", "decided_on"])
    _finish(actor, referral, set(Reason), at)
    if signed.is_signed_alone:
        work.make(actor, referral, reason=Reason.REVIEW_SIGNED_ALONE, due_on=on, not_for=actor.id, at=at)
    work.make(actor, signed, reason=Reason.SERVE_DECISION, due_on=on, owner=opening.worker, at=at)
    return case


def _is_urgent(age_band: str, is_marked: bool) -> bool:
    return rules.is_urgent(AgeBand(age_band), in_danger=is_marked).outcome


def _must_open(ground: str, situation: Situation) -> None:
    found = rules.admission_grounds(situation)
    if not found.outcome:
        raise Refused(found.because, field="found")
    if Ground(ground) not in {each.ground for each in found.outcome}:
        raise Refused(_("What was found does not open this ground."), field="ground")


def _must_be_a_worker(staff: UUID, at: datetime) -> None:
    if not queries.worker_rows(legal_day(at)).filter(pk=staff).exists():
        raise Refused(_("This is nobody who works cases today."), field="worker")


def _known(referral: Referral) -> Known:
    year, month, day, *_none = [int(part) for part in _born(referral).split("-") if part] + [0, 0, 0]
    precision = "day" if day else "month" if month else "year" if year else "unknown"
    return Known(
        name=referral.name.open() if referral.name else "",
        born_on=date(year, month or 1, day or 1) if year else None,
        birth_precision=BirthPrecision(precision),
        languages=(referral.language.open(),) if referral.language else (),
    )


def _born(referral: Referral) -> str:
    return str(referral.born_on.open()) if referral.born_on else ""


def _consent(actor: Actor, referral: Referral, agreed: Agreed, at: datetime) -> Consent:
    if agreed.given_at > at:
        raise Refused(_("Consent was not given in the future."), field="given_at")
    if agreed.given_by == ConsentGiver.GUARDIAN and referral.guardian == Guardian.SUSPECTED:
        raise Refused(_("The guardian is suspected: a representative is asked instead."), field="given_by")
    if not agreed.is_given:
        Consent.objects.within(actor).filter(
            referral=referral, given_by=agreed.given_by, item=agreed.item, is_given=True, withdrawn_at__isnull=True
        ).update(withdrawn_at=agreed.given_at)
    recorded = consent_row(referral, agreed, recorded_by=actor.id, at=at)
    recorded.save(force_insert=True)
    return recorded


def _differs(referral: Referral, answer: Answer, new: object) -> bool:
    return _told(referral, answer) != (new if new != "" or answer not in CLASS_OF_ANSWER else None)


def _told(referral: Referral, answer: Answer) -> object:
    value = getattr(referral, answer)
    if answer not in CLASS_OF_ANSWER or value is None:
        return value
    if CLASS_OF_ANSWER[answer] is Class.LOCATION:
        # Moved unseen from one sealed column to another; the event notes that the class was opened.
        current().ring.allow(Class.LOCATION)
    return value.open()


def _keep_former(actor: Actor, referral: Referral, answer: Answer, at: datetime) -> None:
    told = _told(referral, answer)
    kept = {str(CLASS_OF_ANSWER[answer]): told} if answer in CLASS_OF_ANSWER else {"word": WRITTEN.get(told, str(told))}
    Former.objects.create(
        subject_id=referral.subject_id,
        office=referral.office,
        referral=referral,
        what=str(answer),
        superseded_by_id=actor.id,
        superseded_at=at,
        **kept,
    )


def _look_whether_complete(actor: Actor, referral: Referral, at: datetime) -> None:
    held = queries.submission(referral, queries.consents_of(actor, [referral.pk]))
    if not rules.completeness(held).outcome.missing:
        _finish(actor, referral, {Reason.COMPLETE_REFERRAL}, at)


def _finish(actor: Actor, referral: Referral, reasons: set[Reason], at: datetime) -> None:
    waiting = Task.objects.within(actor, Verb.TASK_COMPLETE).filter(
        about=referral.pk, state="open", reason__in=[str(each) for each in reasons]
    )
    for task in waiting.order_by("pk"):
        work.complete(actor, task, at=at)
