"""How do the matters that wait today come onto the desks? By the ordinary deeds of the demonstration's people.

Each deed carries a token of its own, so that an interrupted making goes on without doing anything twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from kajo.access.roles import Actor
from kajo.accounts.models import Staff
from kajo.cases import actions as cases
from kajo.cases.models import Case
from kajo.cases.terms import ChildFound, ChildHeard, ReflectionFacts
from kajo.clients.terms import BirthPrecision, Known, Sex
from kajo.contacts import actions as contacts
from kajo.contacts.terms import Caller, Danger, Outcome, Topic
from kajo.contacts.terms import Told as Said
from kajo.decisions.terms import DecisionKind
from kajo.law.calendar import legal_day
from kajo.referrals import actions as referrals
from kajo.referrals.models import Referral
from kajo.referrals.terms import Admission, AgeBand, Agreed, ChildsWords, Ground, Missing, Situation, State, Told
from kajo.run.history import facts, names, words
from kajo.run.history.cast import CAST
from kajo.run.history.countries import COUNTRIES
from kajo.run.history.dice import Dice
from kajo.run.history.live import CALLS, CASES, REFERRALS, LiveCall, LiveReferral
from kajo.run.history.staff import DECIDES, ON_DUTY, WORKS
from kajo.run.history.terms import Path, Referrer

Cast = Mapping[str, Actor]

SEED = 746_2013
PREPARED = frozenset({"Lempivalampi"})  # whose draft waits for the director's signature
ANSWER_WITHIN, A_LITTLE = timedelta(days=7), timedelta(hours=2)
MAY_BE_A_VICTIM = Situation(
    in_finland=True, may_be_victim=True, needs_assistance=True, assists_investigation=False,
    needs_special_assistance=False, minor_child_of_admitted=False,
)  # fmt: skip


def make(at: datetime) -> None:
    """Make calls, referrals and cases, all placed before `at`."""
    cast = _cast()
    for number, call in enumerate(CALLS):
        _call(cast, call, at=at - call.ago, once=f"call {number}")
    for number, planned in enumerate((*REFERRALS, *CASES)):
        once = f"referral {number}"
        taker = replace(cast[ON_DUTY if planned.path is Path.CALL else WORKS[planned.office]], office=planned.office)
        referral = _referral(taker, planned, at=at - planned.ago, once=once)
        if planned.admitted is None:
            _go_on(taker, planned, referral, at=at - planned.ago / 2, once=once)
        else:
            _case(cast, taker, planned, referral, at=at - planned.admitted, once=once)


def _cast() -> dict[str, Actor]:
    keys = dict(Staff.objects.values_list("login__login", "pk"))
    return {each.login: Actor(keys[each.login], each.name, frozenset({each.role}), each.office) for each in CAST}


def _call(cast: Cast, call: LiveCall, *, at: datetime, once: str) -> None:
    outcome = Outcome.SILENT if call.topic is Topic.NO_CONTENT else Outcome.ADVICE
    contacts.log_call(
        cast[ON_DUTY], None, told=Said(call.danger, call.caller, call.topic, call.language), note=call.note,
        outcome=None if call.is_open else outcome, at=at, **_token(once),
    )  # fmt: skip


def _referral(taker: Actor, planned: LiveReferral, *, at: datetime, once: str) -> Referral:
    told = Told(
        path=str(planned.path),
        referrer_kind=str(facts.REFERRERS.get(planned.referrer, planned.referrer)),
        age_band=str(AgeBand.of(planned.age)),
        guardian=str(planned.guardian or ""),
        is_in_finland=True,
        name=_name(planned),
        language=planned.language,
        born_on=str(legal_day(at).year - planned.age),
        reach="calls back" if planned.referrer is Referrer.SELF else "through the one who refers",
        account=planned.account,
        need=words.NEEDS[0],
    )
    first, *others = (
        Agreed(str(giver), is_given=True, given_at=at, language=planned.language) for giver in planned.consents
    )
    if planned.path is Path.CALL:
        caller = Caller.PERSON if planned.referrer is Referrer.SELF else Caller.AUTHORITY
        call = contacts.log_call(
            taker, None, told=Said(Danger.YES, caller, Topic.SAFE_PLACE, planned.language),
            note=planned.account, outcome=None, at=at, **_token(once),
        )  # fmt: skip
        referral = contacts.turn_into_referral(
            taker, call, told=told, is_urgent=planned.is_urgent, agreed=first, at=at, **_token(once)
        )
    else:
        referral = referrals.receive(
            taker, None, told=told, is_urgent=planned.is_urgent, agreed=first, at=at, **_token(once)
        )
    for number, agreed in enumerate(others):
        referrals.record_consent(taker, referral, agreed=agreed, at=at, **_token(f"{once}.{number}"))
    return referral


def _go_on(taker: Actor, planned: LiveReferral, referral: Referral, *, at: datetime, once: str) -> None:
    """Bring a referral as far as it has come."""
    if planned.state is State.SUPPLEMENT_ASKED:
        referrals.ask_supplement(
            taker,
            referral,
            wanted=[Missing.REASONS],
            words="",
            until_on=legal_day(at + ANSWER_WITHIN),
            at=at,
            **_token(once),
        )
    elif planned.state is State.ASSESSING:
        referrals.assess(taker, referral, at=at, **_token(once))
    if planned.family_name in PREPARED:
        _propose(taker, planned, referral, at=at, once=once)


def _propose(taker: Actor, planned: LiveReferral, referral: Referral, *, at: datetime, once: str) -> None:
    own = facts.written_in(planned.language)
    referrals.propose(
        taker, referral, ground=str(Ground.S35_1), reasons=words.ADMITTED, situation=MAY_BE_A_VICTIM, at=at,
        language=own["language"], explained_in=own["explained_in"], **_token(once),
    )  # fmt: skip


def _hear(taker: Actor, planned: LiveReferral, referral: Referral, *, at: datetime, once: str) -> None:
    said = ChildsWords(
        ChildHeard.FORMALLY, words.CHILDS_VIEW, words.BEST_INTEREST, asked_on=legal_day(at), language=planned.language
    )
    referrals.hear_child(taker, referral, words=said, at=at, **_token(once))


def _case(
    cast: Cast, taker: Actor, planned: LiveReferral, referral: Referral, *, at: datetime, once: str
) -> None:  # fmt: skip
    worker, decider = cast[WORKS[planned.office]], cast[DECIDES]
    if AgeBand.of(planned.age) is not AgeBand.ADULT:
        _hear(taker, planned, referral, at=at - A_LITTLE, once=once)
    _propose(taker, planned, referral, at=at - A_LITTLE, once=once)
    opening = Admission(worker=worker.id, main_form=str(planned.form or ""), exploited_in=str(planned.place or ""))
    case = referrals.admit(decider, referral, opening=opening, at=at, **_token(once))
    on = legal_day(at)
    stands = facts.standing_of(planned.residence, planned.municipality)
    cases.record_standing(worker, case, facts=stands, from_on=on, at=at, **_token(once))
    if planned.reflection_days:
        _reflection(worker, decider, planned, case, at=at, once=once)
    dice = Dice(SEED)
    for number, age in enumerate(planned.children):
        _child(worker, decider, planned, case, age=age, dice=dice, at=at, once=f"{once}.{number}")


def _child(
    worker: Actor, decider: Actor, planned: LiveReferral, case: Case, *, age: int, dice: Dice, at: datetime, once: str
) -> None:
    sex = dice.one((Sex.FEMALE, Sex.MALE))
    group = COUNTRIES[planned.country or "SO"].names
    known = Known(
        name=f"{names.given_name(group, sex, dice)} {planned.family_name}",
        born_on=date(legal_day(at).year - age, 1, 1),
        birth_precision=BirthPrecision.YEAR,
        sex=sex,
        languages=(planned.language,),
    )
    drafted = cases.add_child(
        worker,
        case,
        known=known,
        found=tuple(ChildFound),
        reasons=words.CHILD,
        considered=words.CONSIDERED,
        at=at,
        **_token(once),
        **facts.written_in(planned.language),
    )
    cases.admit_child(decider, case, decision=drafted.pk, at=at, **_token(once))


def _reflection(
    worker: Actor, decider: Actor, planned: LiveReferral, case: Case, *, at: datetime, once: str
) -> None:  # fmt: skip
    """Grant a reflection period from the day of the admission on."""
    on, own = legal_day(at), facts.written_in(planned.language)
    days = ReflectionFacts(from_on=on, until_on=on + timedelta(days=planned.reflection_days), admitted_first=True)
    drafted = cases.propose_reflection(
        worker, case, kind=DecisionKind.REFL_GRANT, facts=days, reasons=words.REFLECTION, language=own["language"],
        explained_in=own["explained_in"], at=at, **_token(once),
    )  # fmt: skip
    cases.decide_reflection(decider, case, decision=drafted.pk, at=at, **_token(once))


def _name(planned: LiveReferral) -> str:
    return f"{planned.given_name} {planned.family_name}"


def _token(word: str) -> dict[str, Any]:
    return {"once": f"demonstration {word}"}
