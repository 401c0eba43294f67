"""Rules about calls and referrals, and about how work waits."""

from __future__ import annotations

from dataclasses import asdict, fields

from kajo.contacts import rules as contacts
from kajo.law.terms import Unit
from kajo.lawbook.rulebook.entry import Entry, day_or_null, plainly
from kajo.lawbook.terms import day, periods, text, whole, word, yes_or_no
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
from kajo.work import rules as work
from kajo.work.terms import Due, Running

SITUATION_FACTS = tuple(each.name for each in fields(Situation))


def _grounds(found: tuple[OpenGround, ...]) -> object:
    return [{"ground": open_ground.ground.value, "force": open_ground.force.value} for open_ground in found]


def _givers(found: tuple[ConsentGiver, ...]) -> object:
    return [giver.value for giver in found]


def _heard(found: Hears) -> object:
    return found.value


def _due(found: Due) -> object:
    return asdict(found) | {"due_on": found.due_on.isoformat()}


ENTRIES = (
    Entry(
        "contacts.looks_identifying",
        contacts.looks_identifying,
        (text("text", nullable=True),),
        lambda facts: contacts.looks_identifying(facts["text"] or ""),
        lambda found: [str(each) for each in found],
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
        plainly,
    ),
    Entry(
        "referrals.may_be_identified",
        referrals.may_be_identified,
        (word("age", AgeBand), word("allowed", Allowed)),
        lambda facts: referrals.may_be_identified(facts["age"], facts["allowed"]),
        plainly,
    ),
    Entry(
        "referrals.may_be_refused",
        referrals.may_be_refused,
        tuple(yes_or_no(name) for name in SITUATION_FACTS),
        lambda facts: referrals.may_be_refused(Situation(**facts)),
        plainly,
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
        plainly,
    ),
    Entry(
        "referrals.may_go_along",
        referrals.may_go_along,
        (word("to", Authority), word("allowed", Allowed)),
        lambda facts: referrals.may_go_along(facts["to"], facts["allowed"]),
        plainly,
    ),
    Entry(
        "referrals.processing_target",
        referrals.processing_target,
        (word("age", AgeBand), yes_or_no("in_danger"), day("on")),
        lambda facts: referrals.processing_target(facts.pop("age"), **facts),
        lambda found: {"number": found.number, "unit": found.unit.value},
    ),
    Entry(
        "work.asked_in_a_night",
        work.asked_in_a_night,
        (whole("missing"), day("on")),
        lambda facts: work.asked_in_a_night(facts["missing"], facts["on"]),
        plainly,
    ),
    Entry(
        "work.due_on",
        work.due_on,
        (
            yes_or_no("is_statutory"),
            whole("number"),
            word("unit", Unit),
            day("started_on"),
            periods("pauses", is_open=True),
            day("on"),
        ),
        lambda facts: work.due_on(Running(**facts)),
        _due,
    ),
    Entry(
        "work.escalates_on",
        work.escalates_on,
        (day("due_on"),),
        lambda facts: work.escalates_on(**facts),
        day_or_null,
    ),
    Entry(
        "work.stands_before",
        work.stands_before,
        tuple(yes_or_no(name) for name in ("is_childs", "is_urgent", "other_is_childs", "other_is_urgent")),
        lambda facts: work.stands_before(**facts),
        plainly,
    ),
)
