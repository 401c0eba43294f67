"""Rules about decisions, about what is written, and about what is told to others."""

from __future__ import annotations

from kajo.content import rules as content
from kajo.decisions import rules as decisions
from kajo.decisions.terms import (
    Anew,
    DecisionKind,
    Error,
    Faulty,
    Heard,
    HearingSkip,
    LetterWish,
    Recipient,
    ServedBy,
    Serving,
)
from kajo.disclosures import rules as disclosures
from kajo.disclosures.terms import Allowed as MayBeTold
from kajo.disclosures.terms import Asked, Holder, Need, Purpose, Recorded, Suspicion
from kajo.disclosures.terms import Recipient as Told
from kajo.lawbook.rulebook.entry import Entry, day_or_null, plainly, word_or_none
from kajo.lawbook.terms import day, text, whole, word, yes_or_no

SERVING = (
    word("served_by", ServedBy, nullable=True),
    day("sent_on", nullable=True),
    day("received_on", nullable=True),
)


def _recipients(found: tuple[Recipient, ...]) -> object:
    return [each.value for each in found]


def _may_be_told(found: MayBeTold | None) -> object:
    return None if found is None else {"extent": found.extent.value, "approver": found.approver.value}


ENTRIES = (
    Entry(
        "content.plain_language",
        content.plain_language,
        (text("text", nullable=True), text("language")),
        lambda facts: content.plain_language(facts["text"] or "", facts["language"]),
        lambda found: [{"hard": each.hard.value, "words": each.words} for each in found],
    ),
    Entry(
        "decisions.appeal_ends_on",
        decisions.appeal_ends_on,
        (*SERVING, word("kind", DecisionKind)),
        lambda facts: decisions.appeal_ends_on(facts.pop("kind"), Serving(**facts)),
        day_or_null,
    ),
    Entry(
        "decisions.appeal_in_time",
        decisions.appeal_in_time,
        (*SERVING, word("kind", DecisionKind), day("arrived_on")),
        lambda facts: decisions.appeal_in_time(
            facts.pop("kind"), arrived_on=facts.pop("arrived_on"), serving=Serving(**facts)
        ),
        plainly,
    ),
    Entry(
        "decisions.correction_allowed",
        decisions.correction_allowed,
        (
            word("kind", DecisionKind),
            word("error", Error),
            word("anew", Anew),
            *(day(name) for name in ("decided_on", "raised_on", "on")),
            *(yes_or_no(name) for name in ("consent", "obvious", "caused_by_party", "is_in_force")),
        ),
        lambda facts: decisions.correction_allowed(Faulty(**facts)),
        plainly,
    ),
    Entry(
        "decisions.hearing_done",
        decisions.hearing_done,
        (
            word("kind", DecisionKind),
            day("on"),
            *(day(name, nullable=True) for name in ("asked_on", "reply_by", "replied_on")),
            word("skipped", HearingSkip, nullable=True),
            word("anew", Anew, nullable=True),
        ),
        lambda facts: decisions.hearing_done(Heard(**facts)),
        plainly,
    ),
    Entry(
        "decisions.hearing_needed",
        decisions.hearing_needed,
        (word("kind", DecisionKind), word("anew", Anew, nullable=True)),
        lambda facts: decisions.hearing_needed(facts["kind"], facts["anew"]),
        plainly,
    ),
    Entry(
        "decisions.may_be_corrected",
        decisions.may_be_corrected,
        (
            word("error", Error),
            *(yes_or_no(name) for name in ("to_detriment", "consent", "obvious", "caused_by_party", "unreasonable")),
        ),
        lambda facts: decisions.may_be_corrected(facts.pop("error"), **facts),
        plainly,
    ),
    Entry(
        "decisions.may_be_served",
        decisions.may_be_served,
        (word("served_by", ServedBy), word("letters", LetterWish), yes_or_no("is_limited"), day("on")),
        lambda facts: decisions.may_be_served(**facts),
        plainly,
    ),
    Entry(
        "decisions.received_on",
        decisions.received_on,
        SERVING,
        lambda facts: decisions.received_on(Serving(**facts)),
        day_or_null,
    ),
    Entry(
        "decisions.recipients",
        decisions.recipients,
        (whole("age", nullable=True), yes_or_no("has_guardian"), yes_or_no("has_representative")),
        lambda facts: decisions.recipients(**facts),
        _recipients,
    ),
    Entry(
        "disclosures.may_ask",
        disclosures.may_ask,
        (
            word("holder", Holder),
            word("need", Need),
            yes_or_no("necessary"),
            yes_or_no("consent"),
            word("recorded", Recorded, nullable=True),
        ),
        lambda facts: disclosures.may_ask(facts.pop("holder"), facts.pop("need"), **facts),
        word_or_none,
    ),
    Entry(
        "disclosures.may_disclose",
        disclosures.may_disclose,
        (
            word("recipient", Told),
            word("purpose", Purpose),
            yes_or_no("on_request"),
            yes_or_no("necessary"),
            yes_or_no("threat"),
            yes_or_no("wish"),
            yes_or_no("about_child"),
            yes_or_no("listed_offence"),
            word("recorded", Recorded, nullable=True),
        ),
        lambda facts: disclosures.may_disclose(Asked(**facts)),
        _may_be_told,
    ),
    Entry(
        "disclosures.notification_in_time",
        disclosures.notification_in_time,
        (day("suspected_on"), day("made_on", nullable=True), day("on")),
        lambda facts: disclosures.notification_in_time(Suspicion(**facts)),
        word_or_none,
    ),
)
