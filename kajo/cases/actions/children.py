"""How is a client's child admitted?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from kajo.access import ties
from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused, require_step_up
from kajo.access.models import Tie, Tied
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import queries, rules
from kajo.cases.actions.opening import Opening, open_case
from kajo.cases.actions.shared import must_be_considered, must_be_open
from kajo.cases.models import Case
from kajo.cases.terms import CRITERIA, ChildConsidered, ChildFound, ChildHeard, ChildSituation, ChildsPart
from kajo.clients import actions as clients
from kajo.clients import queries as people
from kajo.clients.terms import BirthPrecision, ClientCategory, Kinship, Known, Sex
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import DecisionKind
from kajo.facts import actions as facts
from kajo.facts.terms import About, Matter
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.work import actions as work
from kajo.work.terms import Reason


def child_words(
    case: Case, known: Known, *, found: Collection[ChildFound], reasons: str, language: str, explained_in: str,
    considered: ChildConsidered | None = None,
) -> decisions.Draft:  # fmt: skip
    """Give what the decision says that admits a child with a parent's case, and what was found of the child.

    Loaded history knows nothing of how the child was considered.
    """
    texts = {
        "reasons": reasons,
        "born_on": known.born_on.isoformat() if known.born_on else "",
        "birth_precision": str(known.birth_precision),
        "sex": str(known.sex),
        "languages": list(known.languages),
        "found": {str(each): each in found for each in ChildFound},
    }
    if considered is not None:
        texts |= {
            "best_interest": considered.best_interest,
            "heard": str(considered.heard) if considered.heard else "",
            "view": considered.view,
        }
    return decisions.Draft(
        kind=DecisionKind.ADMIT_35_3,
        subject=case.subject_id,
        office=case.office,
        sealed=case.sealed,
        matter=case.pk,
        language=language,
        explained_in=explained_in,
        party=known.name,
        texts=texts,
    )


@action(Verb.CASE_ADD_CHILD)
def add_child(
    actor: Actor, case: Case, /, *, known: Known, found: Collection[ChildFound], reasons: str, language: str,
    explained_in: str, considered: ChildConsidered, at: datetime,
) -> Decision:  # fmt: skip
    """Draft the admission of a client's child under 35(3); somebody else signs it.

    Raises Refused for a case that has ended or is a child's own, for an adult, without what the law asks to be found,
    and without the child's best interest and own view; Unprintable for words that the letter cannot print.
    """
    _must_take_children(actor, case)
    _must_be_admissible(known, found, legal_day(at))
    _must_be_considered(known, considered, legal_day(at))
    words = child_words(
        case, known, found=found, reasons=reasons, language=language, explained_in=explained_in, considered=considered
    )
    return decisions.draft(actor, None, words=words, at=at)


@action(Verb.CASE_ADMIT_CHILD)
def admit_child(actor: Actor, case: Case, /, *, decision: UUID, alone_reason: str = "", at: datetime) -> Case:
    """Sign the drafted admission of a child and open the child's own case.

    What the draft says was found is asked of the law once more, on the day of the signature, and so is whose case it
    is. Raises NotFound without such a draft; StepUpNeeded for one's own, unless the second factor was given for this
    very draft; Refused for a case that has ended or is a child's own, for somebody who is 18 by now or of whom too
    little was found or asked, and for whoever may not decide or sign.
    """
    _must_take_children(actor, case)
    kind = str(DecisionKind.ADMIT_35_3)
    rows = Decision.objects.within(actor).filter(matter=case.pk, decision_kind=kind, corrects__isnull=True)
    drafted = rows.filter(pk=decision).first()
    if drafted is None:
        raise NotFound
    if drafted.prepared_by_id == actor.id:
        require_step_up(actor, Verb.CASE_ADMIT_CHILD, str(drafted.pk))
    texts = drafted.texts.open()
    on = legal_day(at)
    known = Known(
        name=drafted.party.open() if drafted.party else "",
        born_on=date.fromisoformat(texts["born_on"]) if texts.get("born_on") else None,
        birth_precision=BirthPrecision(texts.get("birth_precision") or "unknown"),
        sex=Sex(texts.get("sex") or "unknown"),
        languages=tuple(texts.get("languages", ())),
    )
    _must_be_admissible(known, [each for each in ChildFound if texts.get("found", {}).get(each)], on)
    heard = ChildHeard(texts["heard"]) if texts.get("heard") else None
    _must_be_considered(known, ChildConsidered(texts.get("best_interest", ""), heard, texts.get("view", "")), on)
    signed = decisions.sign(
        actor, drafted, is_urgent=True, alone_reason=alone_reason, by=(rules.child_may_be_admitted,), at=at
    )
    asked = CRITERIA[DecisionKind.ADMIT_35_3]
    facts.settle(actor, About(Matter.CASE, case.pk), criteria=asked, decision=signed.pk, at=at)
    child = clients.meet(actor, None, known=known, category=ClientCategory.CHILD, on=on, office=case.office, at=at)
    parent = clients.relation_row(child, str(Kinship.PARENT), adult=case.person_id, from_on=on, at=at)
    parent.save(force_insert=True)
    opened = open_case(
        actor,
        child,
        opening=Opening(ground="35.3", category=ClientCategory.CHILD, on=on),
        decision=signed,
        parent=case,
        at=at,
    )
    for each in Tie.objects.filter(subject=case.subject_id, how=Tied.ASSIGNED, until_on__isnull=True):
        ties.tie(child.subject_id, each.staff, Tied.ASSIGNED, at=at)
    if signed.is_signed_alone:
        work.make(actor, signed, reason=Reason.REVIEW_SIGNED_ALONE, due_on=on, not_for=actor.id, at=at)
    work.make(actor, signed, reason=Reason.SERVE_DECISION, due_on=on, at=at)
    return opened


def _must_be_admissible(known: Known, found: Collection[ChildFound], on: date) -> None:
    child = ChildSituation(
        in_finland=ChildFound.IN_FINLAND in found,
        needs_assistance=ChildFound.NEEDS_ASSISTANCE in found,
        born_by=_last_day(known),
        on=on,
    )
    may = rules.child_may_be_admitted(child)
    if not may.outcome:
        raise Refused(may.because, field="born_on" if child.is_of_age else "found")


def _must_be_considered(known: Known, said: ChildConsidered, on: date) -> None:
    part = ChildsPart(
        is_twelve=queries.may_be_twelve_of(known.born_on, known.birth_precision, on),
        best_interest_written=bool(said.best_interest.strip()),
        heard=said.heard,
        view_written=bool(said.view.strip()),
    )
    must_be_considered(part)


def _last_day(known: Known) -> date | None:
    """Give the last day on which somebody may have been born of whom this is known."""
    born = known.born_on
    if born is None or known.birth_precision is BirthPrecision.UNKNOWN:
        return None
    if known.birth_precision is BirthPrecision.DAY:
        return born
    month = born.month if known.birth_precision is BirthPrecision.MONTH else 12
    return date(born.year, month, monthrange(born.year, month)[1])


def _must_take_children(actor: Actor, case: Case) -> None:
    must_be_open(case)
    if (people.category_today(actor, case.person_id) or case.category) == ClientCategory.CHILD:
        raise Refused(_("A child is admitted with the case of a victim or of an assisting person."))
