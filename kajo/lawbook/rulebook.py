"""Which rules can be run on facts from outside, and what do they ask for?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from kajo.cases import rules as cases
from kajo.cases.terms import (
    ChildHeard,
    ChildsPart,
    Interruption,
    InterruptionGround,
    OrganisedBy,
    Reflection,
    Removal,
    Standing,
    Support,
)
from kajo.cases.terms import Situation as RemovalSituation
from kajo.clients import rules as clients
from kajo.clients.terms import ComingOfAge, Fee, FeeClaim, PersonalCode
from kajo.contacts import rules as contacts
from kajo.decisions import rules as decisions
from kajo.decisions.terms import DecisionKind, Heard, HearingSkip, LetterWish, Recipient, ServedBy, Serving
from kajo.law.acts import Basis, cited
from kajo.law.finding import Finding, Senseless
from kajo.lawbook.terms import Fact, day, facts_of, period, periods, text, text_if_any, whole, word, yes_or_no
from kajo.referrals import rules as referrals
from kajo.referrals.terms import (
    AgeBand,
    Allowed,
    Authority,
    ConsentGiver,
    Guardian,
    Hears,
    OpenGround,
    Referrer,
    Situation,
    State,
    Telling,
)
from kajo.retention import rules as retention
from kajo.retention.terms import Data, Kept
from kajo.work import rules as work


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule as the outside knows it: its name, the facts it asks for, how to ask it and how to show its outcome."""

    name: str
    rule: Callable[..., Finding[Any]]
    facts: tuple[Fact, ...]
    ask: Callable[[dict[str, Any]], Finding[Any]]
    show: Callable[[Any], object]

    @property
    def basis(self) -> Basis:
        """The legal basis the rule's docstring names."""
        return cited(self.rule.__doc__ or "")[0]

    @property
    def table(self) -> str:
        """The path of the rule's table."""
        return cited(self.rule.__doc__ or "")[1]


def ask(entry: Entry, given: object) -> Finding[Any] | Senseless:
    """Ask a rule about what was given: its finding, or the complaint about facts that make no sense."""
    try:
        return entry.ask(facts_of(entry.facts, given))
    except Senseless as complaint:
        return complaint


def written(entry: Entry, answered: Finding[Any] | Senseless) -> dict[str, object]:
    """Write an answer for other programs: outcome, basis and reason, or the complaint."""
    if isinstance(answered, Senseless):
        return {"error": str(answered)}
    return {"outcome": entry.show(answered.outcome), "basis": str(answered.basis), "because": answered.because}


def answer(entry: Entry, given: object) -> dict[str, object]:
    """Run a rule on what one line gave, and write the answer for other programs."""
    return written(entry, ask(entry, given))


def _organised_by(found: OrganisedBy) -> object:
    return {"organiser": found.organiser.value, "code": found.code}


def _personal_code(found: PersonalCode) -> object:
    return {"valid": found.valid, "temporary": found.temporary, "born_on": _day_or_null(found.born_on)}


def _fee(found: Fee) -> object:
    return {
        "minutes": found.minutes,
        "fee": f"{found.cents // 100}.{found.cents % 100:02}",
        "payer": found.payer.value,
        "claim_ends_on": found.claim_ends_on.isoformat(),
    }


def _grounds(found: tuple[OpenGround, ...]) -> object:
    return [{"ground": open_ground.ground.value, "force": open_ground.force.value} for open_ground in found]


def _codes(found: tuple[Removal, ...]) -> object:
    return [ground.value for ground in found]


def _plainly(found: bool) -> object:
    return found


def _givers(found: tuple[ConsentGiver, ...]) -> object:
    return [giver.value for giver in found]


def _coming_of_age(found: ComingOfAge) -> object:
    return {"prepared_from": found.prepared_from.isoformat(), "of_age_on": found.of_age_on.isoformat()}


def _recipients(found: tuple[Recipient, ...]) -> object:
    return [each.value for each in found]


def _heard(found: Hears) -> object:
    return found.value


def _day_or_null(found: date | None) -> object:
    return found.isoformat() if found else None


SERVING = (
    word("served_by", ServedBy, nullable=True),
    day("sent_on", nullable=True),
    day("received_on", nullable=True),
)

REMOVAL_FACTS = tuple(each.name for each in fields(RemovalSituation))
SITUATION_FACTS = tuple(each.name for each in fields(Situation))
KEPT_FACTS = tuple(each.name for each in fields(Kept))

RULEBOOK: dict[str, Entry] = {
    entry.name: entry
    for entry in (
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
            _plainly,
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
            "cases.reflection_may_be_interrupted",
            cases.reflection_may_be_interrupted,
            (word("ground", InterruptionGround), yes_or_no("own_will"), period("period"), day("on")),
            lambda facts: cases.reflection_may_be_interrupted(Interruption(**facts)),
            _plainly,
        ),
        Entry(
            "cases.reflection_period_allowed",
            cases.reflection_period_allowed,
            (yes_or_no("right_of_residence"), yes_or_no("admitted_first"), periods("granted"), period("proposed")),
            lambda facts: cases.reflection_period_allowed(Reflection(**facts)),
            _plainly,
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
            _plainly,
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
            "contacts.looks_identifying",
            contacts.looks_identifying,
            (text("text", nullable=True),),
            lambda facts: contacts.looks_identifying(facts["text"] or ""),
            lambda found: [str(each) for each in found],
        ),
        Entry(
            "decisions.appeal_ends_on",
            decisions.appeal_ends_on,
            (*SERVING, word("kind", DecisionKind)),
            lambda facts: decisions.appeal_ends_on(facts.pop("kind"), Serving(**facts)),
            _day_or_null,
        ),
        Entry(
            "decisions.appeal_in_time",
            decisions.appeal_in_time,
            (*SERVING, word("kind", DecisionKind), day("arrived_on")),
            lambda facts: decisions.appeal_in_time(
                facts.pop("kind"), arrived_on=facts.pop("arrived_on"), serving=Serving(**facts)
            ),
            _plainly,
        ),
        Entry(
            "decisions.hearing_done",
            decisions.hearing_done,
            (
                word("kind", DecisionKind),
                day("on"),
                *(day(name, nullable=True) for name in ("asked_on", "reply_by", "replied_on")),
                word("skipped", HearingSkip, nullable=True),
            ),
            lambda facts: decisions.hearing_done(Heard(**facts)),
            _plainly,
        ),
        Entry(
            "decisions.hearing_needed",
            decisions.hearing_needed,
            (word("kind", DecisionKind),),
            lambda facts: decisions.hearing_needed(facts["kind"]),
            _plainly,
        ),
        Entry(
            "decisions.may_be_served",
            decisions.may_be_served,
            (word("served_by", ServedBy), word("letters", LetterWish)),
            lambda facts: decisions.may_be_served(**facts),
            _plainly,
        ),
        Entry(
            "decisions.received_on",
            decisions.received_on,
            SERVING,
            lambda facts: decisions.received_on(Serving(**facts)),
            _day_or_null,
        ),
        Entry(
            "decisions.recipients",
            decisions.recipients,
            (whole("age", nullable=True), yes_or_no("has_guardian"), yes_or_no("has_representative")),
            lambda facts: decisions.recipients(**facts),
            _recipients,
        ),
        Entry(
            "referrals.admission_grounds",
            referrals.admission_grounds,
            tuple(yes_or_no(name) for name in SITUATION_FACTS),
            lambda facts: referrals.admission_grounds(Situation(**facts)),
            _grounds,
        ),
        Entry(
            "referrals.consent_needed",
            referrals.consent_needed,
            (whole("age"), word("guardian", Guardian, nullable=True)),
            lambda facts: referrals.consent_needed(AgeBand.of(facts["age"]), facts["guardian"]),
            _givers,
        ),
        Entry(
            "referrals.guardian_may_be_asked",
            referrals.guardian_may_be_asked,
            (word("age", AgeBand), word("guardian", Guardian, nullable=True)),
            lambda facts: referrals.guardian_may_be_asked(facts["age"], facts["guardian"]),
            _plainly,
        ),
        Entry(
            "referrals.may_be_identified",
            referrals.may_be_identified,
            (word("age", AgeBand), word("allowed", Allowed)),
            lambda facts: referrals.may_be_identified(facts["age"], facts["allowed"]),
            _plainly,
        ),
        Entry(
            "referrals.may_be_refused",
            referrals.may_be_refused,
            tuple(yes_or_no(name) for name in SITUATION_FACTS),
            lambda facts: referrals.may_be_refused(Situation(**facts)),
            _plainly,
        ),
        Entry(
            "referrals.may_be_told",
            referrals.may_be_told,
            (word("state", State), word("referrer", Referrer), word("allowed", Allowed)),
            lambda facts: referrals.may_be_told(Telling(**facts)),
            _heard,
        ),
        Entry(
            "referrals.may_check_known",
            referrals.may_check_known,
            (whole("asked"), day("on")),
            lambda facts: referrals.may_check_known(facts["asked"], facts["on"]),
            _plainly,
        ),
        Entry(
            "referrals.may_go_along",
            referrals.may_go_along,
            (word("to", Authority), word("allowed", Allowed)),
            lambda facts: referrals.may_go_along(facts["to"], facts["allowed"]),
            _plainly,
        ),
        Entry(
            "retention.erase_on",
            retention.erase_on,
            (word("data", Data), *(day(name, nullable=True) for name in KEPT_FACTS)),
            lambda facts: retention.erase_on(facts.pop("data"), Kept(**facts)),
            _day_or_null,
        ),
        Entry(
            "work.stands_before",
            work.stands_before,
            tuple(yes_or_no(name) for name in ("is_childs", "is_urgent", "other_is_childs", "other_is_urgent")),
            lambda facts: work.stands_before(**facts),
            _plainly,
        ),
    )
}
