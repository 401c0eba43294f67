"""Rules of the rota, and how turns are written in a line: `bo mon 20:00-tue 08:00; ida tue 08:00-20:00`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from kajo.law.finding import Senseless
from kajo.lawbook.rulebook.entry import Entry
from kajo.lawbook.terms import day, text
from kajo.rota import rules
from kajo.rota.terms import MINUTES_A_DAY, MINUTES_A_WEEK, Language, Layer, Slot, Span, Stretch, Turn

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SLOT = re.compile(
    rf"(\w+) ({'|'.join(DAYS)}) (\d\d):(\d\d)-(?:({'|'.join(DAYS)}) )?(\d\d):(\d\d)"
    r"(?: from (\d{4}-\d\d-\d\d))?(?: until (\d{4}-\d\d-\d\d))?",
    re.ASCII,
)
UNREADABLE = "The stretches are written like this: bo mon 20:00-tue 08:00; ida 2026-03-01T06:00Z/2026-03-01T18:00Z."
FIRST_DAY = date(2020, 1, 1)


def slots(written: str | None) -> tuple[Slot, ...]:
    """Read a base rotation: who, the day and time it starts, the day and time it ends, and from and until which day.

    Raises Senseless for anything else.
    """
    return tuple(_slot(each) for each in _parts(written))


def stretches(written: str | None) -> tuple[Stretch, ...]:
    """Read stretches of time: who, from, until, the moments in UTC; without an end while that is empty."""
    found = []
    for each in _parts(written):
        who, _space, span = each.partition(" ")
        from_at, _stroke, until_at = span.partition("/")
        found.append(Stretch(who, _moment(from_at), _moment(until_at) if until_at else None))
    return tuple(found)


def spans(written: str | None) -> tuple[Span, ...]:
    """Read stretches of time that are nobody's: from, until, the moments in UTC."""
    found = []
    for each in _parts(written):
        from_at, _stroke, until_at = each.partition("/")
        found.append(Span(_moment(from_at), _moment(until_at)))
    return tuple(found)


def turns(written: str | None) -> tuple[Turn, ...]:
    """Read turns: who, from, until. They count as the base's."""
    found = stretches(written)
    if any(each.until_at is None for each in found):
        raise Senseless(UNREADABLE)
    return tuple(Turn(each.who, each.from_at, each.until_at, Layer.BASE) for each in found if each.until_at)


def span(written: str) -> Span:
    """Read one stretch of time."""
    found = spans(written)
    if len(found) != 1:
        raise Senseless(UNREADABLE)
    return found[0]


def languages(written: str | None) -> tuple[Language, ...]:
    """Read languages, with spaces between them."""
    try:
        return tuple(Language(each) for each in (written or "").split())
    except ValueError as wrong:
        raise Senseless("A language is one of fi, sv and en.") from wrong


def written_turns(found: tuple[Turn, ...]) -> object:
    """Write turns as they are read, and the layer behind each."""
    return [f"{each.who} {written_span(each.span)} {each.layer.value}" for each in found]


def written_spans(found: tuple[Span, ...]) -> object:
    """Write stretches of time as they are read."""
    return [written_span(each) for each in found]


def written_span(found: Span) -> str:
    """Write one stretch of time as it is read."""
    return "/".join(f"{each.astimezone(UTC):%Y-%m-%dT%H:%MZ}" for each in (found.from_at, found.until_at))


def _parts(written: str | None) -> list[str]:
    return [each.strip() for each in (written or "").split(";") if each.strip()]


def _slot(written: str) -> Slot:
    match = SLOT.fullmatch(written)
    if match is None:
        raise Senseless(UNREADABLE)
    who, first, hour, minute, last, until_hour, until_minute, from_on, until_on = match.groups()
    start = DAYS.index(first) * MINUTES_A_DAY + int(hour) * 60 + int(minute)
    end = DAYS.index(last or first) * MINUTES_A_DAY + int(until_hour) * 60 + int(until_minute)
    minutes = (end - start) % MINUTES_A_WEEK or MINUTES_A_WEEK
    try:
        days = date.fromisoformat(from_on) if from_on else FIRST_DAY, date.fromisoformat(until_on) if until_on else None
    except ValueError as wrong:
        raise Senseless(UNREADABLE) from wrong
    return Slot(who, start, minutes, *days)


def _moment(written: str) -> datetime:
    try:
        return datetime.strptime(written, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    except ValueError as wrong:
        raise Senseless(UNREADABLE) from wrong


ENTRIES = (
    Entry(
        "rota.gaps",
        rules.gaps,
        (text("turns", nullable=True), text("period")),
        lambda facts: rules.gaps(turns(facts["turns"]), period=span(facts["period"])),
        written_spans,
    ),
    Entry(
        "rota.languages_missing",
        rules.languages_missing,
        (text("spoken", nullable=True), day("on")),
        lambda facts: rules.languages_missing(languages(facts["spoken"]), on=facts["on"]),
        lambda found: [each.value for each in found],
    ),
    Entry(
        "rota.short_rests",
        rules.short_rests,
        (text("worked", nullable=True), day("on")),
        lambda facts: rules.short_rests(spans(facts["worked"]), on=facts["on"]),
        written_spans,
    ),
    Entry(
        "rota.turns",
        rules.turns,
        (
            text("base", nullable=True),
            text("overrides", nullable=True),
            text("swaps", nullable=True),
            text("leave", nullable=True),
            text("period"),
        ),
        lambda facts: rules.turns(
            slots(facts["base"]),
            stretches(facts["overrides"]),
            stretches(facts["swaps"]),
            stretches(facts["leave"]),
            period=span(facts["period"]),
        ),
        written_turns,
    ),
)
