"""What may be done with a referral?"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from kajo.access import ties
from kajo.access.doors import action
from kajo.access.gate import Refused, require_step_up
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import actions as cases
from kajo.cases.models import Case
from kajo.clients import actions as clients
from kajo.clients.terms import ClientCategory
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import DecisionKind
from kajo.documents.queries import next_numbers
from kajo.law.calendar import legal_day
from kajo.law.finding import N_
from kajo.referrals.models import Consent, Referral
from kajo.referrals.states import REFERRAL
from kajo.vault.keys import link
from kajo.vault.models import Kind
from kajo.work import actions as work
from kajo.work.terms import Reason

KIND_OF_GROUND = {"35.1": DecisionKind.ADMIT_35_1, "35.2": DecisionKind.ADMIT_35_2}
CATEGORY_OF_GROUND = {"35.1": ClientCategory.VICTIM, "35.2": ClientCategory.ASSISTING}


@dataclass(frozen=True, slots=True)
class Told:
    """What was told when somebody was proposed. Nothing is compulsory; empty means not told."""

    path: str = "call"
    referrer_kind: str = "unknown"
    age_band: str = "unknown"
    guardian: str = ""
    is_in_finland: bool | None = None
    name: str | None = None
    language: str | None = None
    born_on: str | None = None
    reach: str | None = None
    whereabouts: str | None = None
    account: str | None = None
    need: str | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """Consent as it was given: by whom, to what, how, when, in which language, with which interpreter."""

    given_by: str
    is_given: bool
    given_at: datetime
    item: str = "contact"
    how: str = "spoken"
    language: str | None = None
    interpreter: str | None = None


@action(Verb.REFERRAL_RECEIVE)
def receive(
    actor: Actor, _: None, /, *, told: Told, is_urgent: bool, agreed: Agreed | None = None, at: datetime
) -> Referral:
    """Receive a proposal. An urgent one needs nothing more than this; a child's is urgent by rule."""
    subject = ties.open_subject(Kind.REFERRAL, at=at)
    referral = Referral.objects.create(
        subject=subject,
        office=actor.office or 1,
        reference=next_numbers("R", legal_day(at))[0],
        received_at=at,
        is_urgent=is_urgent or told.age_band in ("15_17", "under_15"),
        received_by_id=actor.id,
        **asdict(told),
    )
    if agreed is not None:
        _consent(actor, referral, agreed, at)
    if referral.is_urgent:
        work.make(actor, referral, reason=Reason.COMPLETE_REFERRAL, due_on=legal_day(at), owner=actor.id, at=at)
    return referral


@action(Verb.REFERRAL_CONSENT)
def record_consent(actor: Actor, referral: Referral, /, *, agreed: Agreed, at: datetime) -> Consent:
    """Record consent that was given or refused, also by word of mouth."""
    if agreed.given_at > at:
        raise Refused(N_("Consent was not given in the future."), field="given_at")
    return _consent(actor, referral, agreed, at)


@action(Verb.REFERRAL_ASSESS, REFERRAL)
def assess(actor: Actor, referral: Referral, /, *, at: datetime) -> Referral:
    """Begin to assess a referral; whoever does is tied to it."""
    if actor.id is not None and (actor.office is not None):
        referral.office = actor.office
    return referral


@action(Verb.REFERRAL_PROPOSE)
def propose(
    actor: Actor, referral: Referral, /, *, ground: str, reasons: str, language: str, explained_in: str, at: datetime
) -> Decision:
    """Prepare the admission for the decider: the drafted decision with its ground and reasons.

    Raises Refused if the referral was decided already or a draft lies ready.
    """
    if referral.decided_on is not None:
        raise Refused(N_("This referral was decided already."))
    if Decision.objects.within(actor).filter(matter=referral.pk, state="draft").exists():
        raise Refused(N_("A draft of this decision lies ready already."))
    words = decisions.Draft(
        kind=KIND_OF_GROUND[ground],
        subject=referral.subject_id,
        office=referral.office,
        matter=referral.pk,
        language=language,
        explained_in=explained_in,
        party=referral.name.open() if referral.name else "",
        texts={"reasons": reasons},
    )
    return decisions.draft(actor, None, words=words, at=at)


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
    somebody else reviews it. One transaction. Raises Refused and StepUpNeeded.
    """
    drafted = Decision.objects.within(actor).filter(matter=referral.pk, state="draft").first()
    if drafted is None or drafted.prepared_by_id == actor.id:
        require_step_up(actor, Verb.REFERRAL_ADMIT, str(referral.pk))
    if drafted is None:
        drafted = propose(
            actor,
            referral,
            ground=opening.ground,
            reasons=opening.reasons,
            language=opening.language,
            explained_in=opening.explained_in,
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
    if signed.is_signed_alone:
        work.make(actor, referral, reason=Reason.REVIEW_SIGNED_ALONE, due_on=on, at=at)
    work.make(actor, signed, reason=Reason.SERVE_DECISION, due_on=on, owner=opening.worker, at=at)
    return case


@dataclass(frozen=True, slots=True)
class Admission:
    """What the decider gives: nothing but a worker where a draft lies ready, everything where not."""

    ground: str = "35.1"
    reasons: str = ""
    language: str = "fi"
    explained_in: str = "en"
    alone_reason: str = ""
    worker: UUID | None = None
    main_form: str = ""
    exploited_in: str = ""


def _known(referral: Referral) -> clients.Known:
    born = date.fromisoformat(referral.born_on.open()) if referral.born_on else None
    return clients.Known(
        name=referral.name.open() if referral.name else "",
        born_on=born,
        birth_precision=clients.BirthPrecision.DAY if born else clients.BirthPrecision.UNKNOWN,
        languages=(referral.language.open(),) if referral.language else (),
    )


def _consent(actor: Actor, referral: Referral, agreed: Agreed, at: datetime) -> Consent:
    return Consent.objects.create(
        subject_id=referral.subject_id,
        office=referral.office,
        referral=referral,
        recorded_by_id=actor.id,
        recorded_at=at,
        **asdict(agreed),
    )
