"""Which clocks of a record run, until when, and in which words?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from kajo.access import gate
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.law.finding import Finding
from kajo.law.terms import Length, Period, Unit
from kajo.work import rules
from kajo.work.models import Clock, Pause
from kajo.work.terms import Aim, Because, Due, Running


@dataclass(frozen=True, slots=True)
class Clocked:
    """A clock that goes, on a day. `because` tells why it stands still, or why it last did; None if it never did."""

    id: UUID
    aim: Aim
    is_statutory: bool
    section: str
    is_to_confirm: bool
    length: Length
    found: Finding[Due]
    because: Because | None

    @property
    def due(self) -> Due:
        """When it runs out."""
        return self.found.outcome


@dataclass(frozen=True, slots=True)
class Still:
    """Days on which a clock stood or stands still: why, in which words, and who said so. `until_on` is exclusive."""

    because: Because
    words: str
    from_on: date
    until_on: date | None
    made_by: str
    is_over: bool
    ended_by: str
    ended_words: str


@dataclass(frozen=True, slots=True)
class ClockPage:
    """A clock as it is, as it would be once it is paused or goes on, and when it stood still."""

    clock: Clocked
    then: Clocked | None
    edition: int
    about_kind: str
    about: UUID
    record: str
    still: tuple[Still, ...]

    @property
    def going(self) -> tuple[Because, ...]:
        """Why it stands still now."""
        return tuple(dict.fromkeys(each.because for each in self.still if not each.is_over))


@reading(Verb.CLOCK_VIEW)
def clock(actor: Actor, key: UUID, /, *, doing: Verb, on: date) -> ClockPage:
    """Give a clock that goes, with what it says now and what it would say after the deed; three queries.

    Raises NotFound for none that goes, out of reach, or for whoever may not do the deed or see what the clock is about.
    """
    row = Clock.objects.within(actor).filter(pk=key, ended_at=None).first()
    if row is None:
        raise NotFound
    matter: Any = apps.get_model(row.about_kind)
    if not matter.objects.within(actor).filter(pk=row.about).exists():
        raise NotFound
    gate.check(actor, doing, row)
    pauses = list(
        Pause.objects.within(actor).filter(clock=row).select_related("made_by", "ended_by").order_by("from_on", "pk")
    )
    act = current()
    act.note(Verb.CLOCK_VIEW, "read", kind="work.clock", record=row.pk, subject=row.subject_id)
    act.ring.prefetch([row.subject_id])
    spans = [(each.because, each.from_on, each.until_on) for each in pauses]
    if doing is Verb.CLOCK_PAUSE:
        then = [*spans, (str(Because.OTHER), on, None)]
    else:
        then = [(why, first, until if until is not None and until <= on else on) for why, first, until in spans]
    return ClockPage(
        clock=_clocked(_facts(row, spans), on),
        then=None if row.is_statutory else _clocked(_facts(row, then), on),
        edition=row.edition,
        about_kind=row.about_kind,
        about=row.about,
        record=row.record,
        still=tuple(_still(each) for each in reversed(pauses)),
    )


def clocks_beside(actor: Actor) -> ArraySubquery:
    """Ask beside the rows of another query for the clocks that go for each; `told` reads them. Only inside a door."""
    pauses = Pause.objects.within(actor, Verb.CLOCK_VIEW).filter(clock=OuterRef("pk")).order_by("from_on", "pk")
    still = pauses.values(one=JSONObject(because="because", from_on="from_on", until_on="until_on"))
    rows = Clock.objects.within(actor).filter(about=OuterRef("pk"), ended_at=None).order_by("-is_statutory", "pk")
    return ArraySubquery(
        rows.values(
            one=JSONObject(
                id="pk", aim="aim", is_statutory="is_statutory", section="basis", is_to_confirm="is_to_confirm",
                number="number", unit="unit", started_on="started_on", pauses=ArraySubquery(still),
            )
        )
    )  # fmt: skip


def told(found: Iterable[Mapping[str, Any]] | None, on: date) -> tuple[Clocked, ...]:
    """Read what `clocks_beside` found, as it stands on a day."""
    return tuple(_clocked(each, on) for each in found or ())


def overdue_clocks(actor: Actor, on: date) -> list[tuple[Clock, Due]]:
    """Give the clocks that have run out on a day and for which nothing was ended. Only inside a door."""
    rows = Clock.objects.within(actor).filter(ended_at=None, started_on__lt=on).annotate(still=_pauses(actor))
    found = ((row, _due(vars(row), on).outcome) for row in rows.order_by("started_on", "pk"))
    return [(row, due) for row, due in found if due.due_on < on and not due.is_paused]


def clocks_running_out(actor: Actor, aim: Aim, on: date) -> list[tuple[Clock, Due]]:
    """Give the clocks of an aim that go and do not stand still, whenever they run out. Only inside a door."""
    rows = Clock.objects.within(actor).filter(ended_at=None, aim=str(aim)).annotate(still=_pauses(actor))
    found = ((row, _due(vars(row), on).outcome) for row in rows.order_by("started_on", "pk"))
    return [(row, due) for row, due in found if not due.is_paused]


def rested_pauses(actor: Actor, on: date) -> QuerySet[Pause]:
    """Give the pauses whose last day has passed while their clock still says that it stands still. Inside a door."""
    rows: QuerySet[Pause] = Pause.objects.within(actor).filter(ended_at=None, until_on__lte=on)
    return rows.select_related("clock").order_by("until_on", "pk")


def _pauses(actor: Actor) -> ArraySubquery:
    rows = Pause.objects.within(actor).filter(clock=OuterRef("pk")).order_by("from_on", "pk")
    return ArraySubquery(rows.values(one=JSONObject(because="because", from_on="from_on", until_on="until_on")))


def _facts(row: Clock, spans: Iterable[tuple[str, date, date | None]]) -> dict[str, Any]:
    named = ("aim", "is_statutory", "is_to_confirm", "number", "unit", "started_on")
    pauses = [{"because": why, "from_on": first, "until_on": until} for why, first, until in spans]
    return {name: getattr(row, name) for name in named} | {"id": str(row.pk), "section": row.basis, "pauses": pauses}


def _still(row: Pause) -> Still:
    return Still(
        because=Because(row.because),
        words=row.words.open() if row.words else "",
        from_on=row.from_on,
        until_on=row.until_on,
        made_by=row.made_by.name if row.made_by else "",
        is_over=row.ended_at is not None,
        ended_by=row.ended_by.name if row.ended_by else "",
        ended_words=row.ended_words.open() if row.ended_words else "",
    )


def _clocked(facts: Mapping[str, Any], on: date) -> Clocked:
    found = _due({**facts, "still": facts["pauses"], "started_on": _day(facts["started_on"])}, on)
    reasons = [each for each in facts["pauses"] if _day(each["from_on"]) <= on]
    now_still = [each for each in reasons if each["until_on"] is None or on < _day(each["until_on"])]
    latest = (now_still or reasons)[-1:]
    return Clocked(
        id=UUID(facts["id"]),
        aim=Aim(facts["aim"]),
        is_statutory=facts["is_statutory"],
        section=facts["section"],
        is_to_confirm=facts["is_to_confirm"],
        length=Length(facts["number"], Unit(facts["unit"])),
        found=found,
        because=Because(latest[0]["because"]) if latest and (now_still or found.outcome.paused_days) else None,
    )


def _due(facts: Mapping[str, Any], on: date) -> Finding[Due]:
    spans = ((_day(each["from_on"]), _day(each["until_on"]) if each["until_on"] else None) for each in facts["still"])
    return rules.due_on(
        Running(
            is_statutory=facts["is_statutory"],
            started_on=facts["started_on"],
            number=facts["number"],
            unit=Unit(facts["unit"]),
            # One that was over on the day it began held no day.
            pauses=tuple(Period(first, until) for first, until in spans if until is None or until > first),
            on=on,
        )
    )


def _day(written: str | date) -> date:
    return written if isinstance(written, date) else date.fromisoformat(written)
