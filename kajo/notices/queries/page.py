"""What do the pages of notices show? Never a number or address."""

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
from kajo.bridges.carrying import Fault, Means
from kajo.clients.models import SafeContact
from kajo.notices.models import IS_STUCK, Attempt, Notice
from kajo.notices.queries.standing import said
from kajo.notices.terms import STUCK, WAITING, Barrier, GivenUp, NoticeState, NoticeText, Recipient

PAGE = 50
BECAUSE = {NoticeState.BLOCKED: Barrier, NoticeState.GIVEN_UP: GivenUp}


@dataclass(frozen=True, slots=True)
class Line:
    """One notice in a list. `whom` is the name of one of our own, empty for all others."""

    id: UUID
    subject: UUID
    state: NoticeState
    because: Barrier | Fault | GivenUp | None
    recipient: Recipient
    whom: str
    means: Means
    text: NoticeText
    told_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt. `ended_at` is None where it broke off, `fault` where it succeeded or broke off."""

    number: int
    started_at: datetime
    ended_at: datetime | None
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice as its page shows it, with the words it says. `person` is the client whose way of contact it goes by."""

    line: Line
    edition: int
    says: str
    told_by: str
    person: UUID | None
    next_at: datetime | None
    settled_at: datetime | None
    settled_by: str
    tries: tuple[Tried, ...]
    may_list: bool
    may_redo: bool
    may_give_up: bool


@reading(Verb.NOTICE_LIST)
def undelivered(actor: Actor, _nothing: None = None, /) -> tuple[tuple[Line, ...], bool]:
    """List what did not get through or must not be sent, the oldest first, and tell whether there is more.

    One query. Each waits for somebody to tell it otherwise, send it anew or give it up.
    """
    rows = Notice.objects.within(actor, Verb.NOTICE_VIEW).filter(IS_STUCK).select_related("staff")
    found = list(rows.order_by("told_at", "pk")[: PAGE + 1])
    lines = tuple(_line(each) for each in found[:PAGE])
    current().note(Verb.NOTICE_LIST, "read", kind="notices.notice", shown=[each.subject for each in lines])
    return lines, len(found) > PAGE


@reading(Verb.NOTICE_VIEW)
def notice(actor: Actor, key: UUID, /, *, doing: Verb = Verb.NOTICE_VIEW) -> Shown:
    """Show one notice with its attempts, to somebody who may do the deed; three queries. Raises NotFound."""
    gate.allowed(actor, doing)
    rows = Notice.objects.within(actor, doing).select_related("staff", "told_by", "settled_by")
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotFound
    tries = Attempt.objects.within(actor).filter(notice=row).order_by("number")
    current().note(Verb.NOTICE_VIEW, "read", kind="notices.notice", record=row.pk, subject=row.subject_id)
    return Shown(
        line=_line(row),
        edition=row.edition,
        says=said(row).body,
        told_by=row.told_by.name if row.told_by else "",
        person=_person(actor, row),
        next_at=row.next_at,
        settled_at=row.settled_at,
        settled_by=row.settled_by.name if row.settled_by else "",
        tries=tuple(
            Tried(each.number, each.started_at, each.ended_at, Fault(each.fault) if each.fault else None)
            for each in tries
        ),
        may_list=gate.may(actor, Verb.NOTICE_LIST),
        may_redo=row.state in STUCK and _may(actor, Verb.NOTICE_REDO, row),
        may_give_up=row.state in STUCK | WAITING and _may(actor, Verb.NOTICE_GIVE_UP, row),
    )


def _person(actor: Actor, row: Notice) -> UUID | None:
    """Give the client a notice goes to, to whoever may see the client."""
    if row.way_id is None or not gate.may(actor, Verb.CASE_VIEW):
        return None
    found: UUID | None = (
        SafeContact.objects.within(actor).filter(pk=row.way_id).values_list("person", flat=True).first()
    )
    return found


def _may(actor: Actor, verb: Verb, row: Notice) -> bool:
    return gate.may(actor, verb) and covers(actor, verb, row)


def _line(row: Notice) -> Line:
    state = NoticeState(row.state)
    words: Any = BECAUSE.get(state, Fault)
    return Line(
        id=row.pk,
        subject=row.subject_id,
        state=state,
        because=words(row.because) if row.because else None,
        recipient=Recipient(row.recipient),
        whom=row.staff.name if row.staff else "",
        means=Means(row.means),
        text=NoticeText(row.text),
        told_at=row.told_at,
        attempts=row.attempts,
    )
