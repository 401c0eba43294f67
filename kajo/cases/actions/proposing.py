"""How is a removal from the assistance system prepared?"""

from __future__ import annotations

from datetime import date, datetime

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases import queries, rules
from kajo.cases.actions.shared import must_be_considered, must_be_open
from kajo.cases.models import Case
from kajo.cases.terms import FACT_OF_GROUND, ChildsPart, Proposal
from kajo.clients import queries as people
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import DecisionKind
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _


def removal_words(case: Case, proposal: Proposal, *, party: str) -> decisions.Draft:
    """Give what the decision says that removes a client, and what was found before."""
    person = case.person
    texts = {
        "reasons": proposal.reasons,
        "born_on": person.born_on.open().isoformat() if person.born_on else "",
        "birth_precision": person.birth_precision,
        "ground": str(proposal.ground),
        "answers": {
            str(fact): {"holds": answer.holds, "source": str(answer.source), "words": answer.words}
            for fact, answer in proposal.answers.items()
        },
        "is_enforced_at_once": proposal.is_enforced_at_once,
        "after_until": proposal.after_until.isoformat() if proposal.after_until else "",
        "after_words": proposal.after_words,
        "best_interest": proposal.best_interest,
        "heard": str(proposal.heard) if proposal.heard else "",
        "view": proposal.view,
    }
    return decisions.Draft(
        kind=DecisionKind.REMOVE,
        subject=case.subject_id,
        office=case.office,
        sealed=case.sealed,
        matter=case.pk,
        language=proposal.language,
        explained_in=proposal.explained_in,
        party=party,
        texts=texts,
    )


@action(Verb.CASE_PROPOSE_REMOVAL)
def propose_removal(actor: Actor, case: Case, /, *, proposal: Proposal, at: datetime) -> Decision:
    """Draft the removal of a client, or write the draft that waits anew; somebody else signs it.

    Raises Refused for a case that has ended, for a ground that the facts do not open or that lacks what it stands on,
    for facts without words, for a child's removal without the child's part, and for help that ends before it begins;
    Unprintable for words that the letter cannot print.
    """
    must_be_open(case)
    must_be_supported(actor, case, proposal, on=legal_day(at))
    name = people.name_in(people.details_of(actor, [case.person_id]).get(case.person_id, []))
    words = removal_words(case, proposal, party=name)
    waiting = queries.removal_drafts(actor, case.pk).first()
    if waiting is not None:
        return decisions.redraft(actor, waiting, words=words, at=at)
    return decisions.draft(actor, None, words=words, at=at)


def must_be_supported(actor: Actor, case: Case, proposal: Proposal, *, on: date) -> None:
    """Make sure that a removal may be drafted or signed on a day. Raises Refused with the reason of the rule."""
    if FACT_OF_GROUND[proposal.ground] not in proposal.answers:
        raise Refused(_("The question that the ground stands on is answered first."), field="ground")
    evidence = queries.evidence(actor, case)
    grounds = rules.removal_grounds(evidence.situation(proposal.answers))
    if proposal.ground not in grounds.outcome:
        because = _("What was found does not open this ground.") if grounds.outcome else grounds.because
        raise Refused(because, field="ground")
    fact = FACT_OF_GROUND[proposal.ground]
    if not proposal.answers[fact].words.strip():
        raise Refused(_("Write what this answer rests on: the ground follows from it."), field=f"{fact}_words")
    supported = rules.removal_supported(evidence.support(proposal, on=on))
    if not supported.outcome:
        raise Refused(supported.because, field="ground")
    if proposal.after_until is not None and proposal.after_until <= on:
        raise Refused(_("Help after leaving ends after the decision."), field="after_until")
    if proposal.after_until is not None and not proposal.after_words.strip():
        raise Refused(_("Write which help goes on after leaving."), field="after_words")
    if evidence.is_childs:
        _must_consider_child(case, proposal, on)


def _must_consider_child(case: Case, proposal: Proposal, on: date) -> None:
    must_be_considered(
        ChildsPart(
            is_twelve=queries.may_be_twelve(case.person, on),
            best_interest_written=bool(proposal.best_interest.strip()),
            heard=proposal.heard,
            view_written=bool(proposal.view.strip()),
        )
    )
