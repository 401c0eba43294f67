"""Whose turn is it when, where is nobody's, who rests too little, and which language is missing?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from kajo.law.acts import WORKING_HOURS_ACT, Basis
from kajo.law.calendar import HELSINKI, moment_of
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding, Senseless
from kajo.law.terms import Dated, in_force
from kajo.rota.terms import MINUTES_A_WEEK, Language, Layer, Slot, Span, Stretch, Turn

OWN_PRACTICE = Basis.to_confirm(_("the assistance system's practice of duty"))
DAILY_REST = Basis.to_confirm(_("whether standing ready at home counts as work"), WORKING_HOURS_ACT.section("25"))
REST_HOURS = (Dated(11, date(2020, 1, 1)),)
NEEDED_LANGUAGES = (Dated((Language.FI, Language.SV, Language.EN), date(2020, 1, 1)),)

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def turns(
    base: Sequence[Slot],
    overrides: Iterable[Stretch],
    swaps: Iterable[Stretch],
    leave: Iterable[Stretch],
    *,
    period: Span,
) -> Finding[tuple[Turn, ...]]:
    """Tell whose turn one duty is in a period, in moments of UTC, in order and without overlap.

    A swap prevails over an override, an override over the base rotation, and within a layer what begins to hold
    later over what held before. Nobody is on duty while on leave: what is left then is a gap. The base goes by the
    clock on the wall: in the night that lacks an hour a turn is shorter, in the one that repeats an hour longer; a
    time that the clock skips is the moment of the change, and of a time that comes twice the first is meant.

    Raises Senseless for a period, slot or stretch that does not end after it starts, or a slot of over a week.
    Law: to confirm (the assistance system's practice of duty). Table: kajo/law/tables/rota/turns.csv.
    """
    _ordered([period])
    found: list[Turn] = []
    for slot in sorted(base, key=lambda each: (each.from_on, each.from_minute, each.who)):
        for turn in _weekly(slot, period):
            found = _laid(found, turn)
    for layer, laid in ((Layer.OVERRIDE, overrides), (Layer.SWAP, swaps)):
        for each in sorted(laid, key=lambda each: (each.from_at, each.who)):
            found = _laid(found, Turn(each.who, each.from_at, each.until_at or period.until_at, layer))
    for each in leave:
        away = Span(each.from_at, each.until_at or max(period.until_at, each.from_at + MINUTE))
        _ordered([away])
        found = [part for turn in found for part in (_without(turn, away) if turn.who == each.who else (turn,))]
    cut = (_within(turn, period) for turn in found)
    inside = sorted((turn for turn in cut if turn is not None), key=lambda turn: turn.from_at)
    return Finding(tuple(inside), OWN_PRACTICE, _("A swap goes before an override, that before the base."))


def gaps(found: Iterable[Turn], *, period: Span) -> Finding[tuple[Span, ...]]:
    """Tell every stretch of a period in which it is nobody's turn, the earliest first.

    Raises Senseless for a period or turn that does not end after it starts.
    Law: to confirm (the assistance system's practice of duty). Table: kajo/law/tables/rota/gaps.csv.
    """
    known = sorted((each.span for each in found), key=lambda each: each.from_at)
    _ordered([period, *known])
    open_from, missing = period.from_at, []
    for span in known:
        if span.from_at >= period.until_at:
            break
        if span.from_at > open_from:
            missing.append(Span(open_from, span.from_at))
        open_from = max(open_from, span.until_at)
    if open_from < period.until_at:
        missing.append(Span(open_from, period.until_at))
    because = _("It is nobody's turn then.") if missing else _("It is always somebody's turn.")
    return Finding(tuple(missing), OWN_PRACTICE, because)


def short_rests(worked: Iterable[Span], *, on: date) -> Finding[tuple[Span, ...]]:
    """Tell the rests of one person between turns that are shorter than the daily rest, the earliest first.

    Turns that touch are one. Standing ready at home may be no work (to confirm): a warning is all that follows.

    Raises Senseless for a turn that does not end after it starts, NotKnown for a day before 2020.
    Law: Working Hours Act 872/2019, 25; to confirm (whether standing ready at home counts as work).
    Table: kajo/law/tables/rota/short_rests.csv.
    """
    least = in_force(REST_HOURS, on) * HOUR
    known = sorted(worked, key=lambda each: (each.from_at, each.until_at))
    _ordered(known)
    short, until_at = [], None
    for span in known:
        if until_at is not None and until_at < span.from_at < until_at + least:
            short.append(Span(until_at, span.from_at))
        until_at = span.until_at if until_at is None else max(until_at, span.until_at)
    because = _("Between two turns there is too little rest.") if short else _("There is rest enough between turns.")
    return Finding(tuple(short), DAILY_REST, because)


def languages_missing(spoken: Collection[Language], *, on: date) -> Finding[tuple[Language, ...]]:
    """Tell which languages of the line nobody on duty takes calls in; an interpreter is called then.

    Raises NotKnown for a day before 2020.
    Law: to confirm (the assistance system's practice of duty). Table: kajo/law/tables/rota/languages_missing.csv.
    """
    missing = tuple(each for each in in_force(NEEDED_LANGUAGES, on) if each not in spoken)
    because = _("Nobody on duty speaks it.") if missing else _("All languages of the line are spoken.")
    return Finding(missing, OWN_PRACTICE, because)


def _ordered(spans: Iterable[Span]) -> None:
    for each in spans:
        if each.until_at <= each.from_at:
            raise Senseless(_("It ends after it starts."), field="until_at")


def _weekly(slot: Slot, period: Span) -> Iterator[Turn]:
    if not (0 <= slot.from_minute < MINUTES_A_WEEK and 0 < slot.minutes <= MINUTES_A_WEEK):
        raise Senseless(_("A slot starts in the week and lasts at most a week."), field="minutes")
    first = period.from_at.astimezone(HELSINKI).date() - timedelta(days=8)
    monday = first - timedelta(days=first.weekday())
    while monday <= period.until_at.astimezone(HELSINKI).date():
        starts = datetime.combine(monday, time()) + slot.from_minute * MINUTE
        day = starts.date()
        if slot.from_on <= day and (slot.until_on is None or day < slot.until_on):
            from_at, until_at = moment_of(starts), moment_of(starts + slot.minutes * MINUTE)
            if from_at < until_at:  # else it lies wholly in the hour that the clock skips
                yield Turn(slot.who, from_at, until_at, Layer.BASE)
        monday += timedelta(days=7)


def _laid(found: list[Turn], turn: Turn) -> list[Turn]:
    """Lay a turn over others; what it covers of them is gone."""
    _ordered([turn.span])
    return [part for each in found for part in _without(each, turn.span)] + [turn]


def _without(turn: Turn, span: Span) -> tuple[Turn, ...]:
    if span.until_at <= turn.from_at or turn.until_at <= span.from_at:
        return (turn,)
    parts = (replace(turn, until_at=span.from_at), replace(turn, from_at=span.until_at))
    return tuple(each for each in parts if each.from_at < each.until_at)


def _within(turn: Turn, period: Span) -> Turn | None:
    from_at, until_at = max(turn.from_at, period.from_at), min(turn.until_at, period.until_at)
    return replace(turn, from_at=from_at, until_at=until_at) if from_at < until_at else None
