"""What may be seen of calls?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from kajo.access import gate
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.models import covers
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.clients.terms import Tongue
from kajo.contacts.models import Contact
from kajo.contacts.states import CONTACT
from kajo.contacts.terms import Caller, Danger, Outcome, Privacy, State, Topic, Urgency
from kajo.facts.terms import Form
from kajo.referrals.terms import AgeBand
from kajo.vault.passages import Piece, pieces

PAGE = 25
KIND = "contacts.contact"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the list goes on: after the call with these values."""

    started_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Line:
    """One call in the list; its note is not opened."""

    id: UUID
    started_at: datetime
    state: State
    danger: Danger
    caller: Caller
    language: Tongue | str
    topic: Topic | None
    outcome: Outcome | None
    taken_by: str


@dataclass(frozen=True, slots=True)
class Calls:
    """A stretch of the list and, where it goes on, the place to go on from."""

    lines: tuple[Line, ...]
    next: Place | None


@dataclass(frozen=True, slots=True)
class Call:
    """One call with its note, and what the reader may do with it now."""

    line: Line
    edition: int
    note: str
    pieces: tuple[Piece, ...]
    privacy: Privacy | None
    urgency: Urgency | None
    form: Form | None
    region: str
    age_band: AgeBand | None
    reach: str
    referral: UUID | None
    may_refer: bool
    may_close: bool
    may_complete: bool


@reading(Verb.CONTACT_LIST)
def calls(actor: Actor, _: None = None, /, *, after: Place | None = None) -> Calls:
    """List the calls in the actor's reach, the newest first, 25 at a time; three queries with keys and event."""
    rows = Contact.objects.within(actor).defer("note").select_related("taken_by").order_by("-started_at", "pk")
    if after is not None:
        rows = rows.filter(Q(started_at__lt=after.started_at) | Q(started_at=after.started_at, pk__gt=after.id))
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    act = current()
    act.note(Verb.CONTACT_LIST, "read", kind=KIND, shown=[each.subject_id for each in shown])
    act.ring.prefetch([each.subject_id for each in shown])
    last = shown[-1] if len(found) > PAGE else None
    return Calls(tuple(_line(each) for each in shown), Place(last.started_at, last.pk) if last else None)


@reading(Verb.CONTACT_VIEW)
def call(actor: Actor, key: UUID, /) -> Call:
    """Give one call with its note; three queries with key and event. Raises NotFound."""
    row = Contact.objects.within(actor).select_related("taken_by").filter(pk=key).first()
    if row is None:
        raise NotFound
    act = current()
    act.note(Verb.CONTACT_VIEW, "read", kind=KIND, record=row.pk, subject=row.subject_id)
    return Call(
        line=_line(row),
        edition=row.edition,
        note=(note := opened(row.note)),
        pieces=pieces(note),
        privacy=Privacy(row.privacy) if row.privacy else None,
        urgency=Urgency(row.urgency) if row.urgency else None,
        form=Form(form) if (form := opened(row.form)) else None,
        region=opened(row.region),
        age_band=AgeBand(band) if (band := opened(row.age_band)) else None,
        reach=opened(row.reach),
        referral=row.referral_id,
        may_refer=_may(actor, Verb.CONTACT_REFER, row),
        may_close=_may(actor, Verb.CONTACT_CLOSE, row),
        may_complete=gate.may(actor, Verb.CONTACT_COMPLETE) and covers(actor, Verb.CONTACT_COMPLETE, row),
    )


def _line(row: Contact) -> Line:
    topic, outcome = opened(row.topic), opened(row.outcome)
    return Line(
        id=row.pk,
        started_at=row.started_at,
        state=State(row.state),
        danger=Danger(row.danger),
        caller=Caller(row.caller),
        language=Tongue.named(opened(row.language)),
        topic=Topic(topic) if topic else None,
        outcome=Outcome(outcome) if outcome else None,
        taken_by=row.taken_by.name if row.taken_by else "",
    )


def opened(value: Any) -> str:
    """Give the text of a sealed value, empty where there is none. Only inside a door."""
    return str(value.open()) if value is not None else ""


def _may(actor: Actor, verb: Verb, row: Contact) -> bool:
    return row.state in CONTACT.moves[verb][0] and gate.may(actor, verb) and covers(actor, verb, row)
