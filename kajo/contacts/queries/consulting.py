"""What may be seen of consultations?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.clients.terms import Tongue
from kajo.contacts.models import Consultation
from kajo.contacts.queries.calling import PAGE, Place, opened
from kajo.contacts.terms import Advised, Asker, Danger, Topic
from kajo.facts.terms import Form
from kajo.vault.passages import Piece, pieces

CONSULTED = "contacts.consultation"


@dataclass(frozen=True, slots=True)
class Consulted:
    """One consultation; in a list its advice and how to reach the asker are not opened."""

    id: UUID
    asked_at: datetime
    asker: Asker
    danger: Danger
    form: Form | None
    region: str
    outcome: Advised
    language: Tongue | str
    topic: Topic | None
    taken_by: str
    is_answer_wanted: bool
    reach: str = ""
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Consultations:
    """A stretch of the list, where it goes on, and how many there were this year."""

    lines: tuple[Consulted, ...]
    next: Place | None
    this_year: int


@reading(Verb.CONTACT_LIST)
def consultations(actor: Actor, _: None = None, /, *, on: date, after: Place | None = None) -> Consultations:
    """List the consultations in the actor's reach, the newest first, and count those of a day's year; four queries."""
    reached = Consultation.objects.within(actor)
    rows = reached.defer("advice", "reach").select_related("taken_by").order_by("-asked_at", "pk")
    if after is not None:
        rows = rows.filter(Q(asked_at__lt=after.started_at) | Q(asked_at=after.started_at, pk__gt=after.id))
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    act = current()
    act.note(Verb.CONTACT_LIST, "read", kind=CONSULTED, shown=[each.subject_id for each in shown])
    act.ring.prefetch([each.subject_id for each in shown])
    last = shown[-1] if len(found) > PAGE else None
    return Consultations(
        tuple(_consulted(each) for each in shown),
        Place(last.asked_at, last.pk) if last else None,
        reached.filter(asked_at__year=on.year).count(),
    )


@reading(Verb.CONTACT_VIEW)
def consultation(actor: Actor, key: UUID, /) -> Consulted:
    """Give one consultation with what was advised. Raises NotFound."""
    row = Consultation.objects.within(actor).select_related("taken_by").filter(pk=key).first()
    if row is None:
        raise NotFound
    current().note(Verb.CONTACT_VIEW, "read", kind=CONSULTED, record=row.pk, subject=row.subject_id)
    return replace(_consulted(row), reach=opened(row.reach), pieces=pieces(opened(row.advice)))


def _consulted(row: Consultation) -> Consulted:
    topic = opened(row.topic)
    return Consulted(
        id=row.pk,
        asked_at=row.asked_at,
        asker=Asker(row.asker),
        danger=Danger(row.danger),
        form=Form(row.form) if row.form else None,
        region=row.region,
        outcome=Advised(row.outcome),
        language=Tongue.named(opened(row.language)),
        topic=Topic(topic) if topic else None,
        taken_by=row.taken_by.name if row.taken_by else "",
        is_answer_wanted=row.is_answer_wanted,
    )
