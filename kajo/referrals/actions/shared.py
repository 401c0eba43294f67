"""What do deeds with a referral have in common?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import DecisionKind
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.referrals import queries, rules
from kajo.referrals.models import Referral
from kajo.referrals.terms import AgeBand, ChildsWords, ConsentItem, Guardian, Situation
from kajo.vault.passages import masked
from kajo.work import actions as work
from kajo.work.terms import Aim

DECIDED = _("This referral was decided already.")


def must_be_a_worker(staff: UUID, at: datetime) -> None:
    """Make sure that this is somebody who works cases today. Raises Refused."""
    if not queries.worker_rows(legal_day(at)).filter(pk=staff).exists():
        raise Refused(_("This is nobody who works cases today."), field="worker")


def decision_words(
    referral: Referral,
    kind: DecisionKind,
    *,
    reasons: str,
    language: str,
    explained_in: str,
    situation: Situation | None,
    childs: ChildsWords | None = None,
) -> decisions.Draft:
    """Give what a decision on a referral says, also of a child; what it said about others is left out of the letter."""
    return decisions.Draft(
        kind=kind,
        subject=referral.subject_id,
        office=referral.office,
        sealed=referral.sealed,
        matter=referral.pk,
        language=language,
        explained_in=explained_in,
        party=referral.name.open() if referral.name else "",
        texts={
            "reasons": reasons,
            "pending_on": legal_day(referral.received_at).isoformat(),
            "born_on": born_on(referral),
            **({"found": asdict(situation)} if situation else {}),
            **(_of_the_child(childs) if childs else {}),
        },
    )


def drafted(actor: Actor, referral: Referral, words: decisions.Draft, *, is_anew: bool, at: datetime) -> Decision:
    """Draft a decision on a referral, or write the draft that lies ready anew, of whichever kind it was.

    Raises Refused if a draft lies ready that is not to be written anew, Unprintable for words no letter can print.
    """
    ready = ready_draft(actor, referral) if is_anew else None
    if referral.draft is not None and ready is None:
        raise Refused(_("A draft of this decision lies ready already."))
    if ready is not None:
        return decisions.redraft(actor, ready, words=words, at=at)
    return decisions.draft(actor, None, words=words, at=at)


def ready_draft(actor: Actor, referral: Referral) -> Decision | None:
    """Give the draft that waits for its signature; None if there is none. Only inside a door."""
    found: Decision | None = Decision.objects.within(actor).filter(pk=referral.draft, state="draft").first()
    return found


def born_on(referral: Referral) -> str:
    """Give what is known of the birth, as it was told; empty if nothing is. Only inside a door."""
    return str(referral.born_on.open()) if referral.born_on else ""


def start_target(actor: Actor, referral: Referral, *, from_on: date, at: datetime) -> None:
    """Start the own target of deciding a referral, or replace it where another length counts. Only inside a door."""
    target = rules.processing_target(AgeBand(referral.age_band), in_danger=referral.is_urgent, on=from_on)
    work.start(
        actor,
        None,
        about=referral,
        aim=Aim.DECIDE_REFERRAL,
        length=target.outcome,
        section=target.basis.cite(),
        is_to_confirm=bool(target.basis.source),
        from_on=from_on,
        at=at,
    )


def may_ask(referral: Referral, *, field: str) -> None:
    """Make sure that the guardian of a referral's person may be asked. Raises Refused with the rule's reason."""
    guardian = Guardian(referral.guardian) if referral.guardian else None
    may = rules.guardian_may_be_asked(AgeBand(referral.age_band), guardian)
    if not may.outcome:
        raise Refused(may.because, field=field)


def must_be_identifiable(actor: Actor, referral: Referral) -> None:
    """Make sure that it may be noted and looked up who the person is. Raises Refused with the rule's reason."""
    said = queries.allowed(referral, queries.consents_of(actor, [referral.pk]), ConsentItem.CONTACT)
    may = rules.may_be_identified(AgeBand(referral.age_band), said)
    if not may.outcome:
        raise Refused(may.because)


def must_consider_child(actor: Actor, referral: Referral, ready: Decision, on: date) -> None:
    """Make sure that it is recorded what a child says and what is in its best interest, and that the letter says it.

    Raises Refused.

    Law: Reception Act 746/2011, 5.
    """
    if not queries.is_child(referral):
        return
    words = queries.childs_words(actor, referral)
    found = queries.considered(referral, words, on=on)
    if not found.outcome:
        raise Refused(found.because, field="childs_view")
    texts = ready.texts.open()
    if words is not None and any(texts.get(part) != said for part, said in _of_the_child(words).items()):
        raise Refused(
            _("What the child said was recorded after the draft. Write the draft anew, so that the letter holds it."),
            field="childs_view",
        )


def _of_the_child(words: ChildsWords) -> dict[str, str]:
    return {"best_interest": masked(words.best_interest), "heard": str(words.heard), "view": masked(words.view)}
