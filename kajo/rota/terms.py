"""The words of the rota: the duties, the layers a turn comes from, and what became of a swap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kajo.law.finding import N_ as _
from kajo.law.finding import Word
from kajo.law.terms import Dated

# To confirm: the assistance system's practice of duty.
SWAP_NEEDS_MANAGER = (Dated(True, date(2020, 1, 1)),)
GAPS_LISTED_DAYS = (Dated(60, date(2020, 1, 1)),)
GAPS_WARNED_DAYS = (Dated(14, date(2020, 1, 1)),)

MINUTES_A_DAY = 24 * 60
MINUTES_A_WEEK = 7 * MINUTES_A_DAY


class Duty(Word):
    """What somebody stands ready for."""

    LINE = "line", _("officer on the line")
    BACKUP = "backup", _("back-up")
    DECIDER = "decider", _("decision maker on call")


class Layer(Word):
    """Where a turn comes from. Each layer prevails over the one before it."""

    BASE = "base", _("base rotation")
    OVERRIDE = "override", _("override")
    SWAP = "swap", _("swap")


class SwapState(Word):
    """What became of a swap. `ACCEPTED` waits for a manager, where one has to agree."""

    ASKED = "asked", _("asked")
    ACCEPTED = "accepted", _("accepted, waits for a manager")
    AGREED = "agreed", _("agreed")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("taken back")
    REFUSED = "refused", _("not approved")


class Language(Word):
    """A language somebody takes calls in."""

    FI = "fi", _("Finnish")
    SV = "sv", _("Swedish")
    EN = "en", _("English")


OPEN_SWAPS = frozenset({SwapState.ASKED, SwapState.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, from a moment until another (not included)."""

    from_at: datetime
    until_at: datetime

    @property
    def length(self) -> timedelta:
        """How long it lasts; an hour that a clock change repeats counts."""
        return self.until_at - self.from_at


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of the base rotation: a stretch of every week by the clock on the wall in Finland.

    `from_minute` counts from Monday 00.00; the stretch lasts `minutes` by the wall and belongs to the day it starts
    on, which lies in `from_on` until `until_on` (exclusive; without an end while empty).
    """

    who: str
    from_minute: int
    minutes: int
    from_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Somebody's stretch of time: an override, an agreed swap, or leave (then without an end while that is empty)."""

    who: str
    from_at: datetime
    until_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's turn, in moments of UTC, and the layer it comes from."""

    who: str
    from_at: datetime
    until_at: datetime
    layer: Layer

    @property
    def span(self) -> Span:
        """When it is."""
        return Span(self.from_at, self.until_at)
