"""How does a client leave the assistance system?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import rules
from kajo.cases.actions.opening import prepare_of_age
from kajo.cases.actions.proposing import must_be_supported
from kajo.cases.actions.shared import end_reassessment, must_be_open, start_reassessment
from kajo.cases.models import (
    AfterAssistance,
    Case,
    ContactAttempt,
    OverallAssessment,
    Removal,
    ServiceOrganiser,
    Standing,
)
from kajo.cases.queries import proposal_in
from kajo.cases.states import CASE
from kajo.cases.terms import ContactOutcome, ContactWay, Proposal, State
from kajo.clients.models import Death
from kajo.clients.terms import DeathSource
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import Anew, DecisionKind
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.work import actions as work
from kajo.work.terms import ClockEnd, Reason

BY = (rules.removal_grounds, rules.removal_supported, rules.child_considered)
"""The rules a removal is judged by."""
ENDED_BY_REMOVAL = (Reason.MEET_CLIENT, Reason.DECIDE_ON_CHILD, Reason.PREPARE_OF_AGE)
"""Tasks about a case that nobody has to do any more once the client is removed; all others stay."""


@action(Verb.CASE_ASSESS_OVERALL)
def assess_overall(actor: Actor, case: Case, /, *, words: str, assessed_on: date, at: datetime) -> OverallAssessment:
    """Write down the assessment of the client's whole personal situation (kokonaisarviointi); the former one stays.

    The clock by which it is assessed again starts anew.
    Raises Refused for a case that has ended, and for a day before the case or ahead.
    """
    must_be_open(case)
    if assessed_on > legal_day(at):
        raise Refused(_("An assessment is not made in the future."), field="assessed_on")
    if assessed_on < case.opened_on:
        raise Refused(_("The assessment is made while the person is a client."), field="assessed_on")
    former = OverallAssessment.objects.within(actor).filter(case=case, superseded_at__isnull=True)
    former.update(superseded_at=at)
    made = OverallAssessment.objects.create(
        subject_id=case.subject_id,
        office=case.office,
        sealed=case.sealed,
        case=case,
        assessed_on=assessed_on,
        words=words,
        made_by_id=actor.id,
        made_at=at,
    )
    start_reassessment(actor, case, counts_from=case.opened_on, at=at)
    return made


@action(Verb.CASE_LOG_ATTEMPT)
def log_attempt(
    actor: Actor, case: Case, /, *, tried_at: datetime, way: ContactWay, outcome: ContactOutcome, words: str = "",
    at: datetime,
) -> ContactAttempt:  # fmt: skip
    """Note an attempt to reach the client. Raises Refused for a case that has ended, and for a moment ahead."""
    must_be_open(case)
    if tried_at > at:
        raise Refused(_("An attempt is not made in the future."), field="tried_at")
    if legal_day(tried_at) < case.opened_on:
        raise Refused(_("The attempt was made while the person is a client."), field="tried_at")
    return ContactAttempt.objects.create(
        subject_id=case.subject_id,
        office=case.office,
        sealed=case.sealed,
        case=case,
        tried_at=tried_at,
        way=str(way),
        outcome=str(outcome),
        words=words or None,
        made_by_id=actor.id,
        made_at=at,
    )


@action(Verb.CASE_REMOVE, CASE)
def remove(actor: Actor, case: Case, /, *, decision: UUID, at: datetime) -> Case:
    """Sign the drafted removal: the person is no client from this day on.

    The law is asked once more, on the day of the signature. Standing and organiser end; ties stay, since the decision
    is still to be served and may be appealed. Each open case of a client's child stays open and gets a task to decide
    on it: nobody is removed with somebody else. Raises NotFound without such a draft; Refused for a case that has
    ended, for a ground that does not stand any more, and for whoever may not decide or sign.
    """
    drafted = Decision.objects.within(actor).filter(
        pk=decision, matter=case.pk, decision_kind=str(DecisionKind.REMOVE), is_as_recorded=False,
        corrects__isnull=True,
    ).first()  # fmt: skip
    if drafted is None:
        raise NotFound
    proposal = proposal_in(drafted.texts.open())
    on = legal_day(at)
    must_be_supported(actor, case, proposal, on=on)
    signed = decisions.sign(actor, drafted, is_urgent=False, by=BY, at=at)
    case.state, case.removed_on, case.removal_ground = str(State.REMOVED), on, str(proposal.ground)
    case.save(update_fields=["state", "removed_on", "removal_ground"])
    removal = Removal.objects.create(
        subject_id=case.subject_id,
        office=case.office,
        sealed=case.sealed,
        case=case,
        decision=signed,
        ground=str(proposal.ground),
        from_on=on,
        is_enforced_at_once=proposal.is_enforced_at_once,
        made_at=at,
    )
    _end_standing(actor, case, on, at)
    end_reassessment(actor, case, ClockEnd.FELL_AWAY, at)
    work.finish(actor, case.pk, ENDED_BY_REMOVAL, at)
    for child in _open_children(actor, case):
        work.make(actor, child, reason=Reason.DECIDE_ON_CHILD, due_on=on, at=at)
    if proposal.after_until is not None:
        _help_on(actor, case, removal, proposal, at)
    work.make(actor, signed, reason=Reason.SERVE_DECISION, due_on=on, at=at)
    return case


@action(Verb.CASE_CLOSE_BY_DEATH, CASE)
def close_by_death(
    actor: Actor, case: Case, /, *, died_on: date, source: DeathSource, words: str = "", at: datetime
) -> Death:
    """Close the case of a client who has died. Nothing is decided and nothing can be appealed.

    Tasks about the case end, drafts on it are dropped, standing and organiser end with the day. Each open case of a
    client's child gets a task to decide on it. The time for which identifiers are kept runs from this day. Raises
    Refused for a case that has ended, and for a day before the case or ahead.
    """
    if died_on > legal_day(at):
        raise Refused(_("Nobody has died in the future."), field="died_on")
    if died_on < case.opened_on:
        raise Refused(_("The case began after this day."), field="died_on")
    case.removed_on = died_on
    case.state = str(CASE.check(Verb.CASE_CLOSE_BY_DEATH, case.state))
    case.save(update_fields=["removed_on", "state"])
    _end_standing(actor, case, died_on, at)
    end_reassessment(actor, case, ClockEnd.FELL_AWAY, at)
    work.finish(actor, case.pk, set(Reason), at)
    for draft in Decision.objects.within(actor).filter(matter=case.pk, state="draft").order_by("pk"):
        decisions.drop(actor, draft, at=at)
    for child in _open_children(actor, case):
        work.make(actor, child, reason=Reason.DECIDE_ON_CHILD, due_on=legal_day(at), at=at)
    return Death.objects.create(
        subject_id=case.subject_id,
        office=case.office,
        sealed=case.sealed,
        person_id=case.person_id,
        died_on=died_on,
        source=str(source),
        words=words or None,
        made_by_id=actor.id,
        made_at=at,
    )


@action(Verb.CASE_AFTER_ASSISTANCE)
def after_assistance(actor: Actor, case: Case, /, *, until_on: date, words: str, at: datetime) -> AfterAssistance:
    """Let help after the removal go on until a day (exclusive), longer or shorter than before; today's day ends it.

    A task on that day asks whether it still goes on. Raises Refused for a client who was not removed by a decision
    made here, and for a day that has gone by.
    """
    removal = _standing_removal(actor, case)
    if until_on < legal_day(at):
        raise Refused(_("Help after leaving ends today or later."), field="until_on")
    former = AfterAssistance.objects.within(actor).filter(removal=removal, superseded_at__isnull=True)
    former.update(superseded_at=at)
    return _help_until(actor, removal, until_on=until_on, words=words, at=at)


@action(Verb.CASE_RESTORE, CASE)
def restore(actor: Actor, case: Case, /, *, court_reference: str, annulled_on: date, reason: str, at: datetime) -> Case:
    """Undo a removal that a court annulled: the person is a client as if it had never been made.

    Standing and organiser go on where they ended, help after the removal and its tasks end, the removal stays as a row
    with the court's decision. Raises Refused for a removal not made here, without the court's decision and reason, for
    a day before the removal or ahead, and while the person is a client in a newer case.
    """
    removal = _standing_removal(actor, case)
    if not court_reference.strip():
        raise Refused(_("Name the decision of the court."), field="court_reference")
    if not reason.strip():
        raise Refused(_("Write why the client is restored."), field="reason")
    if not removal.from_on <= annulled_on <= legal_day(at):
        raise Refused(_("The court decided after the removal, and not in the future."), field="annulled_on")
    removal.court_reference, removal.annulled_on = court_reference, annulled_on
    return _restored(actor, case, removal, reason, at)


@action(Verb.CASE_RESTORE, CASE)
def take_back(actor: Actor, case: Case, /, *, correction: Decision, reason: str, at: datetime) -> Case:
    """Undo a removal that our own correction took back, as a court's annulment does.

    Raises Refused for a removal not made here, for a correction that is not signed or takes nothing back, and while the
    person is a client in a newer case.
    """
    removal = _standing_removal(actor, case)
    if correction.signed_at is None or correction.anew != Anew.ANNULLED or correction.matter != case.pk:
        raise Refused(_("Only a signed correction takes a removal back."))
    removal.correction, removal.annulled_on = correction, legal_day(at)
    return _restored(actor, case, removal, reason, at)


def _restored(actor: Actor, case: Case, removal: Removal, reason: str, at: datetime) -> Case:
    if Case.objects.within(actor).filter(person=case.person_id, removed_on__isnull=True).exists():
        raise Refused(_("This person is a client already."))
    removal.annulled_by_id, removal.annulled_at, removal.annulled_because = actor.id, at, reason
    removal.save()
    case.state, case.removed_on, case.removal_ground = str(State.OPEN), None, ""
    case.save(update_fields=["state", "removed_on", "removal_ground"])
    _reopen_standing(actor, case, removal)
    AfterAssistance.objects.within(actor).filter(removal=removal, superseded_at__isnull=True).update(superseded_at=at)
    work.finish(actor, case.pk, (Reason.END_AFTER_ASSISTANCE,), at)
    for child in _open_children(actor, case):
        work.finish(actor, child.pk, (Reason.DECIDE_ON_CHILD,), at)
    start_reassessment(actor, case, counts_from=case.opened_on, at=at)
    prepare_of_age(actor, case, case.person.born_on.open() if case.person.born_on else None, at)
    return case


def _help_on(actor: Actor, case: Case, removal: Removal, proposal: Proposal, at: datetime) -> None:
    if proposal.after_until is not None:
        _help_until(actor, removal, until_on=proposal.after_until, words=proposal.after_words, at=at)


def _help_until(actor: Actor, removal: Removal, *, until_on: date, words: str, at: datetime) -> AfterAssistance:
    case, on = removal.case, legal_day(at)
    work.finish(actor, case.pk, (Reason.END_AFTER_ASSISTANCE,), at)
    if until_on > on + timedelta(days=1):
        work.make(actor, case, reason=Reason.END_AFTER_ASSISTANCE, due_on=until_on, at=at)
    return AfterAssistance.objects.create(
        subject_id=case.subject_id,
        office=case.office,
        sealed=case.sealed,
        case=case,
        removal=removal,
        from_on=removal.from_on,
        until_on=until_on,
        words=words,
        made_by_id=actor.id,
        made_at=at,
    )


def _standing_removal(actor: Actor, case: Case) -> Removal:
    found: Removal | None = (
        Removal.objects.within(actor).select_related("case").filter(case=case, annulled_at__isnull=True).first()
    )
    if found is None:
        raise Refused(_("No removal that was decided here is in force."))
    return found


def _end_standing(actor: Actor, case: Case, from_on: date, at: datetime) -> None:
    # What began this very day held no day, and no period is empty: it is superseded.
    for model in (Standing, ServiceOrganiser):
        held = model.objects.within(actor).filter(case=case, until_on__isnull=True, superseded_at__isnull=True)
        held.filter(from_on__gte=from_on).update(superseded_at=at)
        held.filter(from_on__lt=from_on).update(until_on=from_on)


def _reopen_standing(actor: Actor, case: Case, removal: Removal) -> None:
    for model in (Standing, ServiceOrganiser):
        of_case = model.objects.within(actor).filter(case=case)
        of_case.filter(superseded_at=removal.made_at, until_on__isnull=True).update(superseded_at=None)
        of_case.filter(superseded_at__isnull=True, until_on=removal.from_on).update(until_on=None)


def _open_children(actor: Actor, case: Case) -> list[Case]:
    return list(Case.objects.within(actor).filter(parent=case.pk, removed_on__isnull=True).order_by("opened_on", "pk"))
