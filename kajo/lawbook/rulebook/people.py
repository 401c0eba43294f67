"""Rules about people in the system: their cases, who they are, what happened to them, what is kept."""

from __future__ import annotations

from dataclasses import fields

from kajo.cases import rules as cases
from kajo.cases.terms import (
    ChildHeard,
    ChildsPart,
    Interruption,
    InterruptionGround,
    OrganisedBy,
    Reassessment,
    Reflection,
    Removal,
    Standing,
    Support,
)
from kajo.cases.terms import Situation as RemovalSituation
from kajo.clients import rules as clients
from kajo.clients.terms import ComingOfAge, Fee, FeeClaim, PersonalCode
from kajo.facts import rules as facts_rules
from kajo.facts.terms import FoundOut, Gender, Interpreter
from kajo.lawbook.rulebook.entry import Entry, day_or_null, plainly, word_or_none
from kajo.lawbook.terms import day, period, periods, text, text_if_any, whole, word, yes_or_no
from kajo.notices import rules as notices
from kajo.notices.terms import ContactWay
from kajo.retention import rules as retention
from kajo.retention.terms import Data, Kept

REMOVAL_FACTS = tuple(each.name for each in fields(RemovalSituation))

KEPT_FACTS = tuple(each.name for each in fields(Kept))


def _organised_by(found: OrganisedBy) -> object:
    return {"organiser": found.organiser.value, "code": found.code}


def _personal_code(found: PersonalCode) -> object:
    return {"valid": found.valid, "temporary": found.temporary, "born_on": day_or_null(found.born_on)}


def _fee(found: Fee) -> object:
    return {
        "minutes": found.minutes,
        "fee": f"{found.cents // 100}.{found.cents % 100:02}",
        "payer": found.payer.value,
        "claim_ends_on": found.claim_ends_on.isoformat(),
    }


def _codes(found: tuple[Removal, ...]) -> object:
    return [ground.value for ground in found]


def _coming_of_age(found: ComingOfAge) -> object:
    return {"prepared_from": found.prepared_from.isoformat(), "of_age_on": found.of_age_on.isoformat()}


def _reassessment(found: Reassessment) -> object:
    return {
        "from_on": found.from_on.isoformat(),
        "months": found.months,
        "asked_days_before": found.asked_days_before,
    }


ENTRIES = (
    Entry(
        "cases.child_considered",
        cases.child_considered,
        (
            yes_or_no("is_twelve"),
            yes_or_no("best_interest_written"),
            word("heard", ChildHeard, nullable=True),
            yes_or_no("view_written"),
        ),
        lambda facts: cases.child_considered(ChildsPart(**facts)),
        plainly,
    ),
    Entry(
        "cases.organiser_of_services",
        cases.organiser_of_services,
        (
            text("municipality", nullable=True),
            yes_or_no("asylum_seeker"),
            yes_or_no("temporary_protection"),
            day("on"),
        ),
        lambda facts: cases.organiser_of_services(Standing(**facts)),
        _organised_by,
    ),
    Entry(
        "cases.reassessment_target",
        cases.reassessment_target,
        (day("assessed_on", nullable=True), day("counts_from"), day("on")),
        lambda facts: cases.reassessment_target(**facts),
        _reassessment,
    ),
    Entry(
        "cases.reflection_may_be_interrupted",
        cases.reflection_may_be_interrupted,
        (word("ground", InterruptionGround), yes_or_no("own_will"), period("period"), day("on")),
        lambda facts: cases.reflection_may_be_interrupted(Interruption(**facts)),
        plainly,
    ),
    Entry(
        "cases.reflection_period_allowed",
        cases.reflection_period_allowed,
        (yes_or_no("right_of_residence"), yes_or_no("admitted_first"), periods("granted"), period("proposed")),
        lambda facts: cases.reflection_period_allowed(Reflection(**facts)),
        plainly,
    ),
    Entry(
        "cases.removal_grounds",
        cases.removal_grounds,
        tuple(yes_or_no(name) for name in REMOVAL_FACTS),
        lambda facts: cases.removal_grounds(RemovalSituation(**facts)),
        _codes,
    ),
    Entry(
        "cases.removal_supported",
        cases.removal_supported,
        (
            word("ground", Removal),
            yes_or_no("overall_assessment_done"),
            yes_or_no("wish_is_written"),
            whole("attempts"),
            yes_or_no("reasons_given"),
            day("on"),
        ),
        lambda facts: cases.removal_supported(Support(**facts)),
        plainly,
    ),
    Entry(
        "cases.risk_reviewed_by",
        cases.risk_reviewed_by,
        (day("noted_on"),),
        lambda facts: cases.risk_reviewed_by(**facts),
        day_or_null,
    ),
    Entry(
        "clients.comes_of_age",
        clients.comes_of_age,
        (day("born_on"),),
        lambda facts: clients.comes_of_age(**facts),
        _coming_of_age,
    ),
    Entry(
        "clients.personal_code",
        clients.personal_code,
        (text_if_any("code"),),
        lambda facts: clients.personal_code(facts["code"]),
        _personal_code,
    ),
    Entry(
        "clients.representative_fee",
        clients.representative_fee,
        (
            day("cause_on"),
            day("claimed_on"),
            whole("work_minutes"),
            whole("preparation_minutes"),
            whole("acquainting_minutes"),
            yes_or_no("interest_needs_more"),
            yes_or_no("has_good_reason"),
            yes_or_no("residence_permit"),
        ),
        lambda facts: clients.representative_fee(FeeClaim(**facts)),
        _fee,
    ),
    Entry(
        "clients.representative_needed",
        clients.representative_needed,
        (whole("age", nullable=True), yes_or_no("has_guardian"), yes_or_no("has_permit"), day("on")),
        lambda facts: clients.representative_needed(**facts),
        lambda found: found.value if found else None,
    ),
    Entry(
        "facts.interpreter_may_come",
        facts_rules.interpreter_may_come,
        (
            word("gender", Gender),
            yes_or_no("woman_only"),
            yes_or_no("man_only"),
            yes_or_no("is_named_out"),
            yes_or_no("nobody_known"),
            word("knows_the_person", FoundOut),
            yes_or_no("has_regions"),
            word("is_from_there", FoundOut),
        ),
        lambda facts: facts_rules.interpreter_may_come(Interpreter(**facts)),
        bool,
    ),
    Entry(
        "notices.may_be_contacted",
        notices.may_be_contacted,
        tuple(yes_or_no(each.name) for each in fields(ContactWay)),
        lambda facts: notices.may_be_contacted(ContactWay(**facts)),
        word_or_none,
    ),
    Entry(
        "notices.next_attempt",
        notices.next_attempt,
        (whole("failed"), yes_or_no("is_lasting"), day("on")),
        lambda facts: notices.next_attempt(facts.pop("failed"), **facts),
        lambda found: int(found.total_seconds() // 60) if found else None,
    ),
    Entry(
        "retention.erase_on",
        retention.erase_on,
        (word("data", Data), *(day(name, nullable=True) for name in KEPT_FACTS)),
        lambda facts: retention.erase_on(facts.pop("data"), Kept(**facts)),
        day_or_null,
    ),
)
