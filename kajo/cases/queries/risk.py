"""What threatens a client, and what was written of it before?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kajo.access.doors import reading
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases.models import RiskNote
from kajo.cases.queries.page import case
from kajo.cases.queries.rows import Page
from kajo.cases.terms import HousingLevel, Risk, RiskChannel
from kajo.vault import passages


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether it is about somebody else than the client."""

    words: str
    is_about_another: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """One note of the risk, opened. `is_stale`: the day on which it was to be looked at again has passed."""

    risk: Risk
    texts: dict[str, tuple[Piece, ...]]
    noted_on: date
    review_on: date
    by: str
    at: datetime
    is_former: bool
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Risks:
    """The page of a client's risk: the note in force, and the earlier ones, the latest first."""

    case: Page
    present: Noted | None
    earlier: tuple[Noted, ...]


@reading(Verb.CASE_VIEW)
def risks(actor: Actor, key: UUID, /, *, on: date, doing: Verb = Verb.CASE_VIEW) -> Risks:
    """Give what threatens a client, as written last and before. One query beside the page of the case.

    Raises NotFound, also for whoever may not do the deed that the page is for.
    """
    found = case(actor, key, doing=doing)
    rows = RiskNote.objects.within(actor).filter(case=key).select_related("made_by").order_by("-made_at", "-pk")
    noted = tuple(_noted(each, on) for each in rows)
    return Risks(
        case=found,
        present=next((each for each in noted if not each.is_former), None),
        earlier=tuple(each for each in noted if each.is_former),
    )


def _noted(row: RiskNote, on: date) -> Noted:
    risk = Risk(
        housing=HousingLevel(_opened(row.housing)),
        plan=_opened(row.plan),
        source=_opened(row.source),
        target=_opened(row.target),
        channels=tuple(RiskChannel(each) for each in _opened(row.channels).split()),
        channels_words=_opened(row.channels_words),
        known_by=_opened(row.known_by),
    )
    names = ("source", "target", "channels_words", "known_by", "plan")
    return Noted(
        risk=risk,
        texts={name: _pieces(getattr(risk, name)) for name in names},
        noted_on=row.noted_on,
        review_on=row.review_on,
        by=row.made_by.name if row.made_by else "",
        at=row.made_at,
        is_former=row.superseded_at is not None,
        is_stale=row.review_on < on,
    )


def _pieces(text: str) -> tuple[Piece, ...]:
    if passages.problem(text) is not None:
        return (Piece(text, is_about_another=True),)
    found, cut, at = passages.read(text), list[Piece](), 0
    for start, end in found.spans:
        cut += [Piece(found.plain[at:start], is_about_another=False), Piece(found.plain[start:end], True)]
        at = end
    return tuple(each for each in (*cut, Piece(found.plain[at:], is_about_another=False)) if each.words)


def _opened(value: Any) -> str:
    return str(value.open()) if value is not None else ""
