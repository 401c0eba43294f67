"""Which facts does a rule ask for, and how are they read from a line of JSON?

Nothing here repeats a value it was given: facts can be a person's, and a complaint is printed and logged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from kajo.law.finding import N_ as _
from kajo.law.finding import Senseless, Word
from kajo.law.terms import Period

W = TypeVar("W", bound=Word)

LONGEST_LINE = 1_000_000
LONGEST_NUMBER = 15
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PLAIN_NAME = re.compile(r"[a-z_]{1,40}")


class NotJSON(ValueError):
    """The line is no JSON at all."""


class Sort(Enum):
    """How a fact is asked for on a page."""

    TEXT = "text"
    YES_NO = "yes_no"
    WHOLE = "whole"
    DAY = "day"
    WORD = "word"
    PERIOD = "period"
    PERIODS = "periods"
    PAUSES = "pauses"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a rule: its name, its kind in words, how it is read, and whether it may be null.

    `sort` tells how a page asks for it, and `words` are the ones to choose from.
    """

    name: str
    kind: str
    read: Callable[[Any], Any]
    nullable: bool = False
    sort: Sort = Sort.TEXT
    words: type[Word] | None = None

    def of(self, given: Mapping[str, object]) -> Any:
        """Read the fact; one that is not given counts as null. Raises Senseless for another kind of value."""
        value = given.get(self.name)
        if value is None and self.nullable:
            return None
        try:
            return self.read(value)
        except ValueError as wrong:
            raise Senseless(f"The fact {self.name} must be {self.kind}.", field=self.name) from wrong


def yes_or_no(name: str) -> Fact:
    """Make a fact that is true or false, never null."""
    return Fact(name, "true or false", _only(bool), sort=Sort.YES_NO)


def text(name: str, *, nullable: bool = False) -> Fact:
    """Make a fact that is any text."""
    return Fact(name, "a text", _only(str), nullable)


def text_if_any(name: str) -> Fact:
    """Make a fact of which only a text counts: anything else is as good as null."""
    return Fact(name, "a text", lambda value: value if type(value) is str else None, nullable=True)


def whole(name: str, *, nullable: bool = False) -> Fact:
    """Make a fact that is a whole number."""
    return Fact(name, "a whole number", _only(int), nullable, Sort.WHOLE)


def day(name: str, *, nullable: bool = False) -> Fact:
    """Make a fact that is a day, YYYY-MM-DD and nothing else."""
    return Fact(name, "a day written YYYY-MM-DD", _day, nullable, Sort.DAY)


def word(name: str, words: type[W], *, nullable: bool = False) -> Fact:
    """Make a fact that is one of the given words."""

    def read(value: Any) -> W:
        wanted = _only(str)(value)
        for known in words:
            if known == wanted:
                return known
        raise ValueError("word")

    return Fact(name, "one of " + ", ".join(words), read, nullable, Sort.WORD, words)


def day_written(word: str) -> date:
    """Read a day written YYYY-MM-DD and nothing else. Raises ValueError."""
    if not DAY.fullmatch(word):
        raise ValueError("day")
    return date.fromisoformat(word)


def read_line(line: bytes) -> object:
    """Read one line of JSON. Raises NotJSON if it is none, Senseless if it is but cannot be a set of facts."""
    if len(line) > LONGEST_LINE:
        raise Senseless("The line is too long.")
    try:
        return json.loads(
            line.decode("utf-8"),
            parse_int=_number,
            parse_float=lambda _digits: _Other(),
            parse_constant=_no_constant,
            object_pairs_hook=_object,
        )
    except Senseless:
        raise
    except ValueError as error:
        raise NotJSON from error
    except RecursionError as error:
        raise Senseless("The line is nested too deeply.") from error


def facts_of(asked: tuple[Fact, ...], given: object) -> dict[str, Any]:
    """Read what a rule asks for. Raises Senseless for what is no set of facts, a fact too many or of a wrong kind."""
    if not isinstance(given, dict):
        raise Senseless("Facts are one object with names and values.")
    names = [fact.name for fact in asked]
    for name in given:
        if name not in names:
            called = f" {name}" if PLAIN_NAME.fullmatch(name) else " of that name"
            raise Senseless(f"The rule knows no fact{called}; it asks for {', '.join(names)}.")
    return {fact.name: fact.of(given) for fact in asked}


def periods(name: str, *, is_open: bool = False) -> Fact:
    """Make a fact that is a list of periods, each two days of which the second is not included, or null if open."""

    def read(value: Any) -> tuple[Period, ...]:
        return tuple((_perhaps_open if is_open else _period)(each) for each in _only(list)(value))

    return Fact(name, "a list of periods, each two days", read, sort=Sort.PAUSES if is_open else Sort.PERIODS)


def period(name: str) -> Fact:
    """Make a fact that is a period: two days of which the second is not included."""
    return Fact(name, "a period, written as two days", _period, sort=Sort.PERIOD)


class _Other:
    """A number that no fact can be: a fraction, or too many digits."""


def _only(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:  # true is no number here
            raise ValueError(kind.__name__)
        return value

    return read


def _day(value: Any) -> date:
    return day_written(_only(str)(value))


def _period(value: Any) -> Period:
    if len(_only(list)(value)) != 2:
        raise ValueError("period")
    from_on, until_on = map(_day, value)
    return Period(from_on, until_on)


def _perhaps_open(value: Any) -> Period:
    if len(_only(list)(value)) == 2 and value[1] is None:
        return Period(_day(value[0]))
    return _period(value)


def _number(digits: str) -> object:
    return int(digits) if len(digits) <= LONGEST_NUMBER else _Other()


def _no_constant(_name: str) -> object:
    raise NotJSON("NaN and infinity are no JSON")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Senseless("A fact is given twice.")
    return made


FACT_WORDS = {
    "about_child": _("It is about a child"),
    "caused_by_party": _("The party caused the error"),
    "error": _("What is wrong"),
    "obvious": _("The error is obvious"),
    "to_detriment": _("It is to the detriment of the party"),
    "unreasonable": _("It is unreasonable to the party"),
    "approver": _("Who else must approve"),
    "consent": _("The person has agreed"),
    "extent": _("How much"),
    "holder": _("Who is asked"),
    "listed_offence": _("A suspected sexual offence, or a graver one against life or health"),
    "made_on": _("Made on"),
    "necessary": _("Necessary for the task"),
    "need": _("What it is needed for"),
    "on_request": _("They asked for it"),
    "purpose": _("What it is told for"),
    "recipient": _("Who is told"),
    "suspected_on": _("The suspicion arose on"),
    "threat": _("A serious threat to life, health or freedom"),
    "wish": _("The person wants it told"),
    "allowed": _("What the person allowed"),
    "recorded": _("What a referral keeps of the consent"),
    "missing": _("Things that are missing"),
    "asked": _("Look-ups by the same member of staff within the last hour"),
    "attempts": _("Attempts to reach the client"),
    "text": _("Text"),
    "best_interest_written": _("The child's best interest is written down"),
    "heard": _("How the child was heard"),
    "is_childs": _("A child's matter"),
    "other_is_childs": _("The other one is a child's matter"),
    "other_is_urgent": _("The other one is urgent"),
    "is_twelve": _("Twelve years or older"),
    "own_will": _("By own will and initiative"),
    "period": _("Period"),
    "reasons_given": _("Reasons are given"),
    "referrer": _("Who referred"),
    "state": _("State"),
    "to": _("To whom"),
    "is_statutory": _("A period of law"),
    "noted_on": _("Written on"),
    "number": _("Number"),
    "pauses": _("Days on which it stands still"),
    "started_on": _("Runs from"),
    "unit": _("Counted in"),
    "due_on": _("Last day"),
    "days": _("Days left"),
    "paused_days": _("Days it stood still"),
    "is_paused": _("Stands still"),
    "view_written": _("The child's view is written down"),
    "wish_is_written": _("The wish is in writing"),
    "acquainting_minutes": _("Getting to know the child, in minutes"),
    "admitted_first": _("Admitted before police or border authority decided"),
    "age": _("Age in years"),
    "arrived_on": _("Arrived on"),
    "asked_on": _("Asked on"),
    "assists_investigation": _("Assists in the investigation"),
    "born_by": _("Born on or before"),
    "born_on": _("Birth date"),
    "cause_on": _("Day the claim arose from"),
    "cents": _("Amount"),
    "citizen_on": _("Became a Finnish citizen on"),
    "claim_ends_on": _("Last day to claim"),
    "claimed_on": _("Claimed on"),
    "code": _("Code"),
    "consents": _("Consents given"),
    "data": _("Kind of data"),
    "delegated": _("Delegated kinds of decision"),
    "died_on": _("Died on"),
    "disappeared": _("Has disappeared"),
    "entered_on": _("Entered on"),
    "force": _("How it binds"),
    "gives_reach": _("A safe way to reach somebody is given"),
    "gives_reasons": _("A reason is given"),
    "granted": _("Periods granted before"),
    "ground": _("Ground"),
    "guardian": _("Guardian"),
    "has_guardian": _("Has a guardian"),
    "has_permit": _("Has a residence permit"),
    "has_representative": _("Has a representative"),
    "has_good_reason": _("There is a good reason for a late claim"),
    "in_danger": _("In danger"),
    "in_finland": _("In Finland"),
    "interest_needs_more": _("The child's interest needs more time"),
    "is_director": _("Is the director"),
    "is_preparer": _("Prepared the decision"),
    "is_urgent": _("Urgent"),
    "kind": _("Kind of decision"),
    "last_entry_on": _("Last entry on"),
    "language": _("Language of the text"),
    "letters": _("What was said about letters"),
    "is_limited": _("A way of contact is forbidden"),
    "left_country": _("Has left the country"),
    "matter_erased_on": _("Data of the matter erased on"),
    "may_be_victim": _("May be a victim"),
    "minor_child_of_admitted": _("Minor child of an admitted person"),
    "minutes": _("Minutes that count"),
    "municipality": _("Municipality of residence, code of three digits"),
    "needs_assistance": _("Needs help"),
    "needs_special_assistance": _("Needs special help"),
    "note": _("Note"),
    "of_age_on": _("Comes of age on"),
    "on": _("Day"),
    "organiser": _("Organiser"),
    "outcome": _("Outcome"),
    "overall_assessment_done": _("The whole personal situation has been assessed"),
    "payer": _("Who pays"),
    "preparation_minutes": _("Preparation, in minutes"),
    "prepared_from": _("Prepared from"),
    "proposed": _("Period proposed"),
    "reason": _("Reason"),
    "received_on": _("Received on"),
    "refusals": _("Consents refused"),
    "removed_from_country": _("Has been removed from the country"),
    "replied_on": _("Replied on"),
    "reply_by": _("Last day of the reply"),
    "residence_ended_on": _("Right of residence ended on"),
    "residence_permit": _("Has a residence permit"),
    "right_of_residence": _("Has another right to stay"),
    "sent_on": _("Sent on"),
    "serious_danger": _("Serious danger to public order or security"),
    "served_by": _("How it is served"),
    "skipped": _("Why the hearing is left out"),
    "still_needs_assistance": _("Still needs help"),
    "temporary": _("Temporary"),
    "temporary_protection": _("Holds temporary protection"),
    "asylum_seeker": _("Seeks international protection"),
    "valid": _("Valid"),
    "wants_to_leave": _("Wants to leave"),
    "work_minutes": _("Other work, in minutes"),
    "gender": _("The interpreter is"),
    "woman_only": _("Only a woman is wanted"),
    "man_only": _("Only a man is wanted"),
    "is_named_out": _("The person does not want this interpreter"),
    "nobody_known": _("Nobody the person knows is wanted"),
    "knows_the_person": _("The interpreter knows the person"),
    "has_regions": _("Nobody from a region or community is wanted"),
    "is_from_there": _("The interpreter is from there"),
}
"""What facts and parts of outcomes are called on a page; one without words here is shown by its name."""

VALUE_WORDS = {
    "ASKED_A_NIGHT": _("New tasks that one night asks for at most"),
    "NOTIFIED_WITHIN_DAYS": _("Child welfare is told within, in days after the suspicion"),
    "CHECKS_AN_HOUR": _("Most look-ups by one member of staff within an hour"),
    "FEWEST_ATTEMPTS": _("Fewest attempts to reach a client who has disappeared"),
    "ESCALATES_AFTER_WORKING_DAYS": _("An overdue task is somebody else's too after"),
    "PROCESSING_TARGET": _("A referral is decided within"),
    "PROCESSING_TARGET_OF_URGENT": _("An urgent referral is decided within"),
    "INTERRUPTION": _("Section on interrupting a reflection period"),
    "APPEAL_TIME": _("Time of appeal"),
    "AT_A_CENTRE": _("Sections on who is served at a reception centre"),
    "COUNTY_APPLIES": _("Section on the county that applies"),
    "ELECTRONIC_SERVICE": _("Decisions are served electronically"),
    "FEE_CLAIMED_WITHIN": _("The fee is claimed within"),
    "HOURLY_FEE_CENTS": _("Fee of an hour"),
    "IDENTIFIER_LASTS": _("Identifiers are kept"),
    "LETTER_ARRIVES": _("A letter counts as received after"),
    "LONGEST_REFLECTION": _("Longest reflection time together"),
    "MATTER_LASTS": _("Data of a matter are kept"),
    "MOST_ACQUAINTING_MINUTES": _("Getting to know the child, at most in a month"),
    "MOST_PREPARATION_MINUTES": _("Preparation, at most in a month"),
    "OBSERVATION_LASTS": _("Observations are kept"),
    "PREPARED_MONTHS": _("Coming of age is prepared before"),
    "RISK_REVIEWED_WITHIN_MONTHS": _("A risk note is looked at again within"),
    "ROUNDED_TO_MINUTES": _("Time is rounded to"),
    "SHORTEST_REFLECTION": _("Shortest reflection period"),
    "TABLES": _("Table of municipalities and counties"),
    "WITHOUT_RESIDENCE": _("Section on those without a municipality of residence"),
}
"""What values of the law are called on a page; one without words here is shown by its name."""


SOURCE_WORDS = (
    _("definitions of the assistance system's reviews"),
    _("the assistance system's own rule of plain language"),
    _("the assistance system's own rule of safe service"),
    _("electronic service by the law of 2026"),
    _("the assistance system's own rule of safe service, electronic service by the law of 2026"),
    _("whether an application granted in part asks for a hearing"),
    _("practice, for a citizen and where several days are known"),
    _("the assistance system's own rule of two persons"),
)
"""What docstrings of rules say is to confirm and no rule says in its own words: here for translation alone."""


def words_of(name: str, words: Mapping[str, str]) -> str:
    """Give what something is called, in English; its own name with spaces where it has no words yet."""
    return words.get(name) or name.replace("_", " ").capitalize()
