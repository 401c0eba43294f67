"""What does the page of the rota show: four weeks of turns, gaps, warnings, and the rows behind them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from kajo.access import gate
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.law.calendar import DAY, is_working_day, legal_day
from kajo.law.finding import N_ as _
from kajo.law.terms import in_force
from kajo.rota import rules
from kajo.rota.models import Rotation, Speaks, Swap
from kajo.rota.queries.standing import may_stand, names_of, rows, start_of, turns_of
from kajo.rota.terms import GAPS_LISTED_DAYS, GAPS_WARNED_DAYS, Duty, Language, Layer, Span, SwapState, Turn

DAYS_SHOWN = 28
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody's turn, or a gap where `name` is empty, as a line of the page."""

    name: str
    from_at: datetime
    until_at: datetime
    layer: Layer | None = None
    duty: Duty | None = None
    is_mine: bool = False

    @property
    def minutes(self) -> int:
        """How many minutes it lasts."""
        return int((self.until_at - self.from_at).total_seconds()) // 60

    @property
    def hours(self) -> str:
        """How long it lasts, as hours and minutes."""
        hours, minutes = divmod(self.minutes, 60)
        return f"{hours}.{minutes:02}"


@dataclass(frozen=True, slots=True)
class OfDay:
    """One day of the page: the turns of each duty that touch it, and whether it is a holiday."""

    on: date
    is_holiday: bool
    duties: tuple[tuple[Duty, tuple[Shown, ...]], ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning: a short rest, two duties at once, or a language that is missing."""

    sentence: str
    from_at: datetime
    until_at: datetime
    name: str = ""
    words: tuple[Language, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the base rotation, or leave."""

    id: UUID
    name: str
    from_on: date
    last_on: date | None
    duty: Duty | None = None
    from_minute: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A swap as a line of a list."""

    id: UUID
    duty: Duty
    asker: str
    asked: str
    from_at: datetime
    until_at: datetime
    back_from_at: datetime | None
    back_until_at: datetime | None
    state: SwapState
    is_own: bool


@dataclass(frozen=True, slots=True)
class Rota:
    """The page: days, gaps of the days ahead, those soon, warnings, and swaps that wait for a manager."""

    first_on: date
    last_on: date
    days: tuple[OfDay, ...]
    gaps: tuple[Shown, ...]
    soon: tuple[Shown, ...]
    days_listed: int
    days_warned: int
    warnings: tuple[Warned, ...]
    swaps: tuple[Asked, ...]
    may_change: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """The rows behind the rota: base lines, leave, and who speaks what."""

    rotations: tuple[Line, ...]
    leaves: tuple[Line, ...]
    speaks: tuple[tuple[UUID, str, tuple[Language, ...]], ...]


@reading(Verb.ROTA_VIEW)
def rota(actor: Actor, _nothing: None = None, /, *, first_on: date, at: datetime) -> Rota:
    """Give the rota of four weeks from a day, and every gap of the days ahead. At most eight queries."""
    on = legal_day(at)
    listed, warned = in_force(GAPS_LISTED_DAYS, on), in_force(GAPS_WARNED_DAYS, on)
    shown = Span(start_of(first_on), start_of(first_on + DAYS_SHOWN * DAY))
    ahead = Span(at, start_of(on + (listed + 1) * DAY))
    whole = Span(min(shown.from_at, ahead.from_at), max(shown.until_at, ahead.until_at))
    found = turns_of(rows(set(Duty), whole), set(Duty), whole)
    names = names_of(turn.who for each in found.values() for turn in each)
    gaps = tuple(_gaps(found, ahead))
    swaps: tuple[Asked, ...] = ()
    if gate.may(actor, Verb.SWAP_APPROVE):
        swaps = tuple(asked(Swap.objects.select_related("asker", "asked").filter(state=str(SwapState.ACCEPTED)), actor))
    return Rota(
        first_on=first_on,
        last_on=first_on + (DAYS_SHOWN - 1) * DAY,
        days=tuple(_day(first_on + number * DAY, found, names, actor) for number in range(DAYS_SHOWN)),
        gaps=gaps,
        soon=tuple(each for each in gaps if each.from_at < start_of(on + (warned + 1) * DAY)),
        days_listed=listed,
        days_warned=warned,
        warnings=tuple(_warnings(found, names, shown, on)),
        swaps=swaps,
        may_change=gate.may(actor, Verb.ROTA_OVERRIDE),
    )


@reading(Verb.ROTA_VIEW)
def laid(actor: Actor, _nothing: None = None, /, *, at: datetime) -> Laid:
    """Give the base rotation, leave and languages that hold today or later. Six queries."""
    on = legal_day(at)
    period = Span(at, start_of(on + 366 * DAY))
    found = rows(set(Duty), period)
    people = may_stand(Duty.LINE, on)
    spoken: dict[UUID, list[Language]] = {}
    for each in Speaks.objects.filter(ended_at__isnull=True).order_by("language", "id"):
        spoken.setdefault(each.staff_id, []).append(Language(each.language))
    return Laid(
        tuple(_line(each) for each in found.rotations if each.until_on is None or each.until_on > on),
        tuple(
            Line(each.pk, each.staff.name, each.from_on, each.until_on - DAY)
            for each in found.leaves
            if each.until_on > on
        ),
        tuple((key, name, tuple(spoken.get(key, ()))) for key, name in people),
    )


@reading(Verb.ROTA_VIEW)
def rotation(actor: Actor, rotation: UUID, /) -> Line:
    """Give one line of the base rotation, also one that has ended. One query. Raises NotFound."""
    found = Rotation.objects.select_related("staff").filter(pk=rotation).first()
    if found is None:
        raise NotFound
    return _line(found)


@reading(Verb.ROTA_VIEW)
def offered(actor: Actor, _nothing: None = None, /, *, on: date) -> list[tuple[UUID, str]]:
    """List by name who may have any duty on a day. Two queries."""
    found = {pair for duty in (Duty.LINE, Duty.DECIDER) for pair in may_stand(duty, on)}
    return sorted(found, key=lambda each: (each[1], each[0]))


def asked(found: Iterable[Swap], actor: Actor) -> Iterator[Asked]:
    """Give swaps as lines, the earliest turn first."""
    for each in sorted(found, key=lambda row: (row.from_at, row.pk)):
        yield Asked(
            each.pk, Duty(each.duty), each.asker.name, each.asked.name, each.from_at, each.until_at,
            each.back_from_at, each.back_until_at, SwapState(each.state),
            actor.id in {each.asker_id, each.asked_id},
        )  # fmt: skip


def _line(row: Rotation) -> Line:
    last_on = row.until_on - DAY if row.until_on else None
    return Line(row.pk, row.staff.name, row.from_on, last_on, Duty(row.duty), row.from_minute, row.minutes)


def _day(on: date, found: Mapping[Duty, Sequence[Turn]], names: Mapping[str, str], actor: Actor) -> OfDay:
    whole = Span(start_of(on), start_of(on + DAY))
    duties = []
    for duty in Duty:
        here = [each for each in found[duty] if each.from_at < whole.until_at and each.until_at > whole.from_at]
        shown = [
            Shown(names[each.who], each.from_at, each.until_at, each.layer, duty, each.who == str(actor.id))
            for each in here
        ]
        missing = rules.gaps(here, period=whole).outcome
        shown += [Shown("", each.from_at, each.until_at, None, duty) for each in missing]
        duties.append((duty, tuple(sorted(shown, key=lambda each: each.from_at))))
    return OfDay(on, on.weekday() < SATURDAY and not is_working_day(on), tuple(duties))


def _gaps(found: Mapping[Duty, Sequence[Turn]], period: Span) -> Iterator[Shown]:
    missing = [(each, duty) for duty in Duty for each in rules.gaps(found[duty], period=period).outcome]
    for each, duty in sorted(missing, key=lambda pair: (pair[0].from_at, pair[1])):
        yield Shown("", each.from_at, each.until_at, None, duty)


def _warnings(
    found: Mapping[Duty, Sequence[Turn]], names: Mapping[str, str], shown: Span, on: date
) -> Iterator[Warned]:
    worked: dict[str, list[Turn]] = {}
    for each in sorted((turn for row in found.values() for turn in row), key=lambda turn: turn.from_at):
        worked.setdefault(each.who, []).append(each)
    # Deciding on call is standing ready at home, so only the two duties of the line are looked at for rest.
    line = {duty: found[duty] for duty in (Duty.LINE, Duty.BACKUP)}
    warned = []
    for who, turns in worked.items():
        own = [turn.span for row in line.values() for turn in row if turn.who == who]
        warned += [
            Warned(_("Too little rest between two turns"), rest.from_at, rest.until_at, names[who])
            for rest in rules.short_rests(own, on=on).outcome
        ]
        for former, later in pairwise(turns):
            if later.from_at < former.until_at:
                both = min(former.until_at, later.until_at)
                warned.append(Warned(_("Two duties at once"), later.from_at, both, names[who]))
    warned += _unspoken(found, on)
    here = (each for each in warned if each.from_at < shown.until_at and each.until_at > shown.from_at)
    yield from sorted(here, key=lambda each: (each.from_at, each.sentence, each.name))


def _unspoken(found: Mapping[Duty, Sequence[Turn]], on: date) -> list[Warned]:
    spoken: dict[str, set[Language]] = {}
    for each in Speaks.objects.filter(ended_at__isnull=True):
        spoken.setdefault(str(each.staff_id), set()).add(Language(each.language))
    warned = []
    for turn in found[Duty.LINE]:
        beside = [each for each in found[Duty.BACKUP] if each.from_at < turn.until_at and each.until_at > turn.from_at]
        edges = sorted({turn.from_at, turn.until_at, *(max(each.from_at, turn.from_at) for each in beside)})
        for from_at, until_at in pairwise(edges):
            who = {turn.who, *(each.who for each in beside if each.from_at <= from_at < each.until_at)}
            words = rules.languages_missing(set().union(*(spoken.get(each, set()) for each in who)), on=on).outcome
            if words:
                warned.append(Warned(_("A language is missing"), from_at, until_at, "", words))
    return warned
