"""Records of the line, made through the ordinary doors."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from kajo.access.doors import acting
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases.models import Case
from kajo.cases.terms import ChildHeard
from kajo.contacts import actions as contacts
from kajo.contacts.models import Contact
from kajo.contacts.terms import Caller, Danger, Told, Topic
from kajo.decisions import actions as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import HearingSkip
from kajo.law.calendar import legal_day
from kajo.referrals import actions as referrals
from kajo.referrals.models import ChildsView, Referral
from kajo.referrals.terms import ChildsWords, Situation

CHILDREN = ("under_15", "15_17")
NO_VICTIM = Situation(
    in_finland=True, may_be_victim=False, needs_assistance=True, assists_investigation=False,
    needs_special_assistance=False, minor_child_of_admitted=False,
)  # fmt: skip
"""What an assessment may find that opens no ground."""


def called(by: Actor, **facts: Any) -> Contact:
    """A call that somebody took."""
    said = {"danger": Danger.YES, "caller": Caller.PERSON, "language": "vi", "topic": Topic.SAFE_PLACE}
    said |= {name: facts.pop(name) for name in [each.name for each in fields(Told)] if name in facts}
    others = {"note": "Wants to leave tonight.", "at": datetime.now(UTC)}
    return contacts.log_call(by, None, told=Told(**said), **(others | facts))


def referred(by: Actor, contact: Contact | None = None, **facts: Any) -> Referral:
    """An urgent referral from a call, with consent by word of mouth."""
    at = datetime.now(UTC)
    told = {
        "name": "Linh Example",
        "age_band": "adult",
        "need": "A safe place.",
        "reach": "through the caller",
        "language": "vi",
    }
    agreed = referrals.Agreed("person", is_given=True, given_at=at, language="vi")
    return contacts.turn_into_referral(
        by, contact or called(by), told=referrals.Told(**(told | facts)), is_urgent=True, agreed=agreed, at=at
    )


def admitted(preparer: Actor, decider: Actor, worker: Actor | None = None, **facts: Any) -> Case:
    """A case that began with a call: prepared by one, signed by another."""
    at = datetime.now(UTC)
    referral = referred(preparer, **facts)
    if referral.age_band in CHILDREN:
        childs_view(preparer, referral)
    referrals.propose(
        preparer,
        referral,
        ground="35.1",
        reasons="Told of being kept and made to work.",
        language="fi",
        explained_in="en",
        at=at,
    )
    return referrals.admit(decider, referral, opening=referrals.Admission(worker=worker.id if worker else None), at=at)


def proposed_refusal(by: Actor, referral: Referral, **facts: Any) -> Decision:
    """The draft of a refusal, for somebody else to sign; it is recorded why the person is not heard."""
    words = {
        "situation": NO_VICTIM,
        "reasons": "Nothing that was told suggests trafficking.",
        "language": "fi",
        "explained_in": "en",
        "at": datetime.now(UTC),
    }
    draft = referrals.propose_refusal(by, referral, **(words | facts))
    decisions.skip_hearing(
        by, draft.pk, skipped=HearingSkip.REJECTED_AT_ONCE, reason="Heard on the telephone.", at=datetime.now(UTC)
    )
    return draft


def refused(preparer: Actor, decider: Actor, **facts: Any) -> Referral:
    """A referral that was refused: prepared by one, signed by another."""
    referral = referred(preparer, **facts)
    if referral.age_band in CHILDREN:
        childs_view(preparer, referral)
    proposed_refusal(preparer, referral)
    referrals.refuse(decider, referral.pk, at=datetime.now(UTC))
    return referral


def childs_view(by: Actor, referral: Referral, **said: Any) -> ChildsView:
    """What a child said of its referral, formally heard."""
    at = datetime.now(UTC)
    words = {
        "heard": ChildHeard.FORMALLY, "view": "Wants to go to school.", "best_interest": "A safe home and a school.",
        "asked_on": legal_day(at),
    }  # fmt: skip
    return referrals.hear_child(by, referral.pk, words=ChildsWords(**(words | said)), at=at)


def agrees(by: Actor, case: Case, item: str) -> None:
    """The client agrees to an item of consent; it is recorded on the referral that led to the case."""
    at = datetime.now(UTC)
    with acting(by, Verb.REFERRAL_VIEW):
        key = Referral.objects.within(by).get(person=case.person_id).pk
    agreed = referrals.Agreed("person", is_given=True, given_at=at, language="vi", item=item)
    referrals.record_consent(by, key, agreed=agreed, at=at)
