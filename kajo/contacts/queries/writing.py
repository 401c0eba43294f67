"""Which notes are being written?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kajo.access import gate
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.models import covers
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.contacts.models import Draft
from kajo.contacts.queries.calling import Calls, Place, calls
from kajo.contacts.terms import Writing

KIND = "contacts.draft"
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A note that is being written, without its words."""

    id: UUID
    began_at: datetime
    kept_at: datetime
    holder: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A note that is being written, with its words where it is the reader's own; `is_open` while it is no call yet."""

    line: Unfinished
    step: int
    words: dict[str, Any]
    is_open: bool
    may_take_over: bool


@dataclass(frozen=True, slots=True)
class Board:
    """What the page of calls shows: a stretch of the calls, and the notes that are being written."""

    calls: Calls
    drafts: tuple[Unfinished, ...]


@reading(Verb.CONTACT_LIST)
def board(actor: Actor, _: None = None, /, *, after: Place | None = None) -> Board:
    """List the calls, and the notes that are being written, one's own first; one query more than the calls alone."""
    found = calls(actor, None, after=after)
    rows = Draft.objects.within(actor).filter(state=str(Writing.KEPT)).defer("words").select_related("holder")
    drafts = [_line(actor, row) for row in rows.order_by("-kept_at", "pk")[:SHOWN]]
    return Board(found, tuple(sorted(drafts, key=lambda each: not each.is_mine)))


@reading(Verb.CONTACT_VIEW)
def draft(actor: Actor, key: UUID, /) -> Written:
    """Give one note that is being written. Raises NotFound."""
    row = Draft.objects.within(actor).select_related("holder").filter(pk=key).first()
    if row is None:
        raise NotFound
    current().note(Verb.CONTACT_VIEW, "read", kind=KIND, record=row.pk, subject=row.subject_id)
    line = _line(actor, row)
    return Written(
        line=line,
        step=row.step,
        words=dict(row.words.open()) if line.is_mine and row.words is not None else {},
        is_open=row.state == Writing.KEPT,
        may_take_over=gate.may(actor, Verb.CONTACT_TAKE_OVER) and covers(actor, Verb.CONTACT_TAKE_OVER, row),
    )


def _line(actor: Actor, row: Draft) -> Unfinished:
    return Unfinished(row.pk, row.began_at, row.kept_at, row.holder.name, row.holder_id == actor.id)
