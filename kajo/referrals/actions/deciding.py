"""How is a referral decided?"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from kajo.access.doors import action
from kajo.access.gate import Refused, require_step_up
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import actions as cases
from kajo.cases.models import Case
from kajo.clients import actions as clients
from kajo.clients import queries as persons
from kajo.clients import rules as people
from kajo.clients.models import Person
from kajo.clients.terms import BirthPrecision, ClientCategory, Known
from kajo.decisions import actions as decisions
from kajo.decisions import rules as deciding
from kajo.decisions.models import Decision
from kajo.decisions.terms import DecisionKind
from kajo.facts import actions as facts
from kajo.facts import queries as told_of
from kajo.facts.terms import About, Matter
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.finding import require
from kajo.referrals import queries, rules
from kajo.referrals.actions.shared import (
    DECIDED,
    born_on,
    decision_words,
    drafted,
    must_be_a_worker,
    must_consider_child,
    ready_draft,
)
from kajo.referrals.models import Referral
from kajo.referrals.states import REFERRAL
from kajo.referrals.terms import (
    Admission,
    ChildsWords,
    Ground,
    Situation,
    Standing,
)
from kajo.referrals.terms.weighing import ASKED
from kajo.vault.keys import link
from kajo.work import actions as work
from kajo.work.terms import ClockEnd, Reason

KIND_OF_GROUND = {"35.1": DecisionKind.ADMIT_35_1, "35.2": DecisionKind.ADMIT_35_2}
CATEGORY_OF_GROUND = {"35.1": ClientCategory.VICTIM, "35.2": ClientCategory.ASSISTING}


NOT_THE_SAME = _("Only somebody with exactly the identity code or number of this referral is the same person.")


def admission_words(
    referral: Referral, *, ground: str, reasons: str, language: str, explained_in: str, situation: Situation | None,
    childs: ChildsWords | None = None,
) -> decisions.Draft:  # fmt: skip
    """Give what the decision says that admits the person of a referral."""
    return decision_words(
        referral,
        KIND_OF_GROUND[ground],
        reasons=reasons,
        language=language,
        explained_in=explained_in,
        situation=situation,
        childs=childs,
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
    is_anew: bool = False,
    at: datetime,
) -> Decision:
    """Prepare the admission for the decider: the drafted decision with its ground and reasons.

    `situation` is what the assessment found; the ground must be one that it opens. `is_anew` writes a draft that lies
    ready anew, and makes the writer its preparer. Raises Refused if the ground is not open, if the referral was decided
    already, or if a draft lies ready; Unprintable for words that the letter cannot print.
    """
    if referral.decided_on is not None:
        raise Refused(DECIDED)
    if situation is not None:
        _must_open(ground, situation)
    words = admission_words(
        referral,
        ground=ground,
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
    somebody else reviews it. Somebody who was a client before, and has exactly the referral's identity code or number,
    is admitted again as the same person: earlier cases stay as they are. Main form and place are those that were told;
    what the decider names counts where nothing was. One transaction. Raises Refused, also without the consent that is
    needed, for a person who is a client now or has died, where it was not said who the former client is, and without a
    child's own view, unless one person admits the child urgently: then a task asks for it by the next working day;
    StepUpNeeded.
    """
    require(rules.may_be_admitted(queries.submission(referral, queries.consents_of(actor, [referral.pk]))))
    if opening.worker is not None:
        must_be_a_worker(opening.worker, at)
    former = _former_client(actor, referral, opening.person)
    ready = ready_draft(actor, referral)
    is_alone = ready is None or ready.prepared_by_id == actor.id
    if ready is not None and not is_alone:
        must_consider_child(actor, referral, ready, legal_day(at))
    if ready is not None and ready.decision_kind == DecisionKind.REFUSE:
        raise Refused(_("A refusal lies ready here. Write the draft anew as an admission first."))
    if is_alone:
        kind = DecisionKind(ready.decision_kind) if ready else KIND_OF_GROUND[opening.ground]
        alone = deciding.may_sign(kind, is_preparer=True, is_urgent=referral.is_urgent, reason=opening.alone_reason)
        if not alone.outcome:
            raise Refused(alone.because, field="alone_reason")
        require_step_up(actor, Verb.REFERRAL_ADMIT, str(referral.pk))
    if ready is None:
        ready = propose(
            actor,
            referral,
            ground=opening.ground,
            reasons=opening.reasons,
            language=opening.language,
            explained_in=opening.explained_in,
            situation=opening.situation,
            at=at,
        )
    ground = "35.2" if ready.decision_kind == DecisionKind.ADMIT_35_2 else "35.1"
    signed = decisions.sign(
        actor,
        ready,
        is_urgent=referral.is_urgent,
        alone_reason=opening.alone_reason,
        by=(rules.admission_grounds, rules.may_be_admitted),
        at=at,
    )
    facts.settle(actor, About(Matter.REFERRAL, referral.pk), criteria=ASKED, decision=signed.pk, at=at)
    on = legal_day(at)
    category = CATEGORY_OF_GROUND[ground]
    told = told_of.figures(actor, referral)
    person = _met(actor, referral, former, category=category, on=on, at=at)
    link(referral.subject, person.subject)
    case = cases.open_case(
        actor,
        person,
        opening=cases.Opening(
            ground=ground,
            category=category,
            on=on,
            main_form=str(told.main_form or "") if told.is_form_told else opening.main_form,
            exploited_in=str(told.exploited_in or "") if told.is_place_told else opening.exploited_in,
        ),
        decision=signed,
        worker=opening.worker,
        at=at,
    )
    referral.person, referral.decided_on = person, on
    referral.save(update_fields=["person", "decided_on"])
    work.finish(actor, referral.pk, set(Reason), at)
    work.end_all(actor, referral.pk, ClockEnd.DONE, at)
    if queries.is_child(referral) and queries.childs_words(actor, referral) is None:
        work.make(actor, referral, reason=Reason.CHILDS_VIEW, due_on=on, owner=opening.worker, at=at)
    if signed.is_signed_alone:
        work.make(actor, referral, reason=Reason.REVIEW_SIGNED_ALONE, due_on=on, not_for=actor.id, at=at)
    childs = referral.is_childs
    work.make(actor, signed, reason=Reason.SERVE_DECISION, due_on=on, owner=opening.worker, is_childs=childs, at=at)
    return case


def _former_client(actor: Actor, referral: Referral, chosen: UUID | None) -> Person | None:
    """Give the former client whom the decider has recognised; None for somebody who is not known here."""
    if referral.personal_code is None and referral.client_number is None:
        if chosen is not None:
            raise Refused(NOT_THE_SAME, field="person")
        return None
    known, _asked = queries.known_of(actor, referral)
    if known.standing is Standing.OPEN:
        raise Refused(_("This person is a client already. Tell the worker of that case, and let this referral lapse."))
    if chosen is None and known.standing is Standing.FORMER:
        raise Refused(
            _(
                "Somebody with this identity code or number was a client here before. Choose that person; if you may"
                " not open that file, somebody who may decides. If the code is wrong, correct it first."
            ),
            field="person",
        )
    if chosen is None:
        return None
    same = queries.same_people(
        actor,
        personal_code=referral.personal_code.open() if referral.personal_code else "",
        client_number=referral.client_number.open() if referral.client_number else "",
    )
    found = next((each for each in same if each.pk == chosen), None)
    if found is None:
        raise Refused(NOT_THE_SAME, field="person")
    if persons.has_died(actor, found):
        raise Refused(
            _("The death of this person is recorded here. If the code or number is wrong, correct it first."),
            field="person",
        )
    return found


def _met(
    actor: Actor, referral: Referral, former: Person | None, *, category: ClientCategory, on: date, at: datetime
) -> Person:
    known = _known(referral)
    if former is not None:
        return clients.meet_again(actor, former, known=known, category=category, on=on, at=at)
    return clients.meet(actor, None, known=known, category=category, on=on, office=referral.office, at=at)


def _must_open(ground: str, situation: Situation) -> None:
    found = rules.admission_grounds(situation)
    if not found.outcome:
        raise Refused(found.because, field="found")
    if Ground(ground) not in {each.ground for each in found.outcome}:
        raise Refused(_("What was found does not open this ground."), field="ground")


def _known(referral: Referral) -> Known:
    code = referral.personal_code.open() if referral.personal_code else ""
    told = people.personal_code(code).outcome.born_on if code else None
    if told is not None:
        return Known(
            name=referral.name.open() if referral.name else "",
            born_on=told,
            birth_precision=BirthPrecision.DAY,
            languages=(referral.language.open(),) if referral.language else (),
            personal_code=code,
        )
    year, month, day, *_none = [int(part) for part in born_on(referral).split("-") if part] + [0, 0, 0]
    precision = "day" if day else "month" if month else "year" if year else "unknown"
    return Known(
        name=referral.name.open() if referral.name else "",
        born_on=date(year, month or 1, day or 1) if year else None,
        birth_precision=BirthPrecision(precision),
        languages=(referral.language.open(),) if referral.language else (),
    )
