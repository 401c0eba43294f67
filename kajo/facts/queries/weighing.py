"""What speaks for, what against, and what is open, as officers have said it of what is recorded?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from kajo.access import gate
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.models import Protected, covers
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.facts.models import Sheet, Statement, Weighing
from kajo.facts.queries.page import fact_of, page_of
from kajo.facts.queries.parts import circle, is_over, matter_row
from kajo.facts.queries.rows import Fact, Page
from kajo.facts.terms import About, Criterion, Recorded, Reply, Set, Way
from kajo.vault.passages import Piece, pieces

MOST = 300
"""How many rows of a kind are laid beside a draft."""


@dataclass(frozen=True, slots=True)
class Said:
    """Which way somebody said that a thing speaks, for what and when; `ended_at` where that holds no more."""

    criterion: Criterion
    way: Way
    by: str
    at: datetime
    ended_by: str = ""
    ended_at: datetime | None = None
    decision: UUID | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One recorded thing beside a draft, with its source, and what officers said of it.

    `heading` is what it is about, or the words of a question; `words` what it says: both are translated where they are
    shown, and `fact` is said by the page. `changed_at`: it was corrected or withdrawn since it was recorded.
    """

    record: Recorded
    item: UUID
    place: int = 0
    heading: str = ""
    words: str = ""
    pieces: tuple[Piece, ...] = ()
    language: str = ""
    fact: Fact | None = None
    source: str = ""
    reliability: str = ""
    on: date | None = None
    by: str = ""
    at: datetime | None = None
    changed_at: datetime | None = None
    is_observation: bool = False
    said: tuple[Said, ...] = ()
    before: tuple[Said, ...] = ()

    @property
    def key(self) -> str:
        """Name it in a form."""
        return f"{self.record}.{self.item}.{self.place}"

    @property
    def is_stale(self) -> bool:
        """Tell whether it changed after somebody had said which way it speaks."""
        return self.changed_at is not None and any(each.at < self.changed_at for each in self.said)


@dataclass(frozen=True, slots=True)
class Balance:
    """What is recorded of a matter, beside what the law asks; `may_weigh` whether the reader may say which way."""

    about: About
    criteria: tuple[Criterion, ...]
    lines: tuple[Line, ...]
    may_weigh: bool

    def line(self, key: str) -> Line | None:
        """Give the line with this name, None if there is none."""
        return next((each for each in self.lines if each.key == key), None)

    def speaking(self, criterion: Criterion, way: Way) -> list[tuple[Line, Said]]:
        """List what speaks this way for one thing that the law asks, as it was said last."""
        return [
            (line, each) for line in self.lines for each in line.said if (each.criterion, each.way) == (criterion, way)
        ]

    @property
    def unweighed(self) -> int:
        """How many things nobody has said anything of, leaving out what grounds no decision."""
        return len(
            [each for each in self.lines if not each.said and not each.is_observation and each.changed_at is None]
        )


@reading(Verb.FACT_VIEW)
def balance(actor: Actor, about: About, /, *, criteria: Sequence[Criterion], beside: Iterable[Line] = ()) -> Balance:
    """Lay what is recorded of a matter, and what the room above adds, beside what the law asks. Raises NotFound."""
    row = matter_row(actor, about, Verb.FACT_VIEW)
    act = current()
    act.note(Verb.FACT_VIEW, "read", kind=str(about.kind), record=row.pk, subject=row.subject_id)
    return Balance(
        about=about,
        criteria=tuple(criteria),
        lines=_weighed(actor, about, lines(actor, row, beside), criteria),
        may_weigh=gate.may(actor, Verb.FACT_WEIGH) and covers(actor, Verb.FACT_WEIGH, row) and not is_over(about, row),
    )


@reading(Verb.FACT_VIEW)
def weighed(
    actor: Actor, about: About, /, *, criteria: Sequence[Criterion], beside: Iterable[Line] = ()
) -> tuple[Page, Balance]:
    """Give the page of for and against: whose matter it is, and what is recorded of it. Raises NotFound."""
    return page_of(actor, about, doing=Verb.FACT_VIEW), balance(actor, about, criteria=criteria, beside=beside)


def lines(actor: Actor, row: Protected, beside: Iterable[Line] = ()) -> tuple[Line, ...]:
    """List what is recorded of a matter, the first first: what was told, what was answered, what the room above adds.

    What was corrected is left out, unless it was weighed before that. Only inside a door.
    """
    subjects = circle(row.subject_id)
    current().ring.prefetch(subjects)
    weighed_once = Weighing.objects.within(actor).filter(about=row.pk, superseded_at__isnull=True).values("item")
    told = Statement.objects.within(actor).filter(subject__in=subjects)
    told = told.filter(Q(superseded_at__isnull=True) | Q(pk__in=weighed_once))
    told = told.annotate(by=F("recorded_by__name"), taken_by=F("superseded_by__name")).order_by("recorded_at", "pk")
    asked = Sheet.objects.within(actor).filter(subject__in=subjects).annotate(by=F("asked_by__name"))
    return (
        *(_told(each) for each in told[:MOST]),
        *(line for each in asked.order_by("asked_on", "pk")[:MOST] for line in _answers(each)),
        *beside,
    )


def _weighed(actor: Actor, about: About, found: tuple[Line, ...], criteria: Sequence[Criterion]) -> tuple[Line, ...]:
    rows = Weighing.objects.within(actor).filter(about=about.key, criterion__in=[str(each) for each in criteria])
    named = rows.annotate(by=F("weighed_by__name"), ended_by=F("superseded_by__name"))
    said: dict[str, list[Said]] = defaultdict(list)
    for each in named.order_by("weighed_at", "pk"):
        said[f"{each.record}.{each.item}.{each.place}"].append(_said(each))
    lay = [
        replace(
            each,
            said=tuple(one for one in said[each.key] if one.ended_at is None and one.decision is None),
            before=tuple(one for one in said[each.key] if one.ended_at is not None or one.decision is not None),
        )
        for each in found
    ]
    return tuple(each for each in lay if each.fact is None or each.changed_at is None or each.said or each.before)


def _said(row: Any) -> Said:
    return Said(
        criterion=Criterion(row.criterion),
        way=Way(row.way.open()),
        by=row.by or "",
        at=row.weighed_at,
        ended_by=row.ended_by or "",
        ended_at=row.superseded_at,
        decision=row.decision,
    )


def _told(row: Any) -> Line:
    fact = fact_of(row)
    return Line(
        record=Recorded.TOLD,
        item=fact.id,
        heading=fact.what.label,
        pieces=fact.pieces,
        fact=fact,
        source=fact.source.label,
        reliability=fact.reliability.label,
        on=fact.told_on,
        by=fact.recorded_by,
        at=fact.recorded_at,
        changed_at=fact.superseded_at,
        is_observation=fact.is_observation,
    )


def _answers(row: Any) -> Iterable[Line]:
    """Give the questions of a sheet that were answered, each by its place: what was not asked says nothing."""
    for place, each in enumerate(row.asked.open()):
        if each["reply"] != Reply.NOT_ASKED:
            yield Line(
                record=Recorded.ANSWER,
                item=row.pk,
                place=place,
                heading=each["words"],
                words=Reply(each["reply"]).label,
                language=row.language,
                source=Set(row.set_name).label,
                on=row.asked_on,
                by=row.by or "",
                at=row.recorded_at,
            )


def of_pieces(text: Any) -> tuple[Piece, ...]:
    """Open a sealed text for a line. Only inside a door."""
    return pieces(str(text.open())) if text is not None else ()
