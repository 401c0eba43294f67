"""What may be seen of a person?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from kajo.access.compiled import Compiled
from kajo.access.roles import Actor
from kajo.clients.models import Detail, Person, SafeContact
from kajo.clients.terms import DetailKind


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish about being reached: by which channel, whether it is allowed, how, and since when."""

    channel: str
    is_allowed: bool
    value: str
    wish: str
    since: date


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as their page shows them. Made of opened values, so it is never kept longer than the answer."""

    key: UUID
    edition: int
    reference: str
    name: str
    other_names: tuple[str, ...]
    born_on: date | None
    birth_precision: str
    sex: str
    citizenships: tuple[str, ...]
    languages: tuple[str, ...]
    interpret_into: str


def details_of(actor: Actor, people: Iterable[UUID]) -> dict[UUID, list[Detail]]:
    """Give the details that hold today of several people, one query, in the order they became known.

    Part of a reading: the door around it records it.
    """
    found: dict[UUID, list[Detail]] = {}
    for each in _detail_rows(actor, people=list(people)):
        found.setdefault(each.person_id, []).append(each)
    return found


def name_in(details: Sequence[Detail]) -> str:
    """Open the name in use among a person's details; empty if none is known."""
    return next((each.text.open() for each in details if each.what == DetailKind.NAME), "")


def profile(person: Person, details: Sequence[Detail]) -> Profile:
    """Open what the page of a person shows. Part of a reading, without a query of its own."""

    def texts(*kinds: DetailKind) -> tuple[str, ...]:
        return tuple(each.text.open() for each in details if each.what in kinds)

    interpret = texts(DetailKind.INTERPRETS)
    return Profile(
        key=person.pk,
        edition=person.edition,
        reference=person.reference,
        name=name_in(details),
        other_names=texts(DetailKind.OFFICIAL_NAME, DetailKind.FORMER_NAME),
        born_on=person.born_on.open() if person.born_on else None,
        birth_precision=person.birth_precision,
        sex=person.sex,
        citizenships=texts(DetailKind.CITIZENSHIP),
        languages=(*interpret, *texts(DetailKind.SPEAKS, DetailKind.READS)),
        interpret_into=next(iter(interpret), ""),
    )


def wishes(actor: Actor, person: UUID) -> tuple[Wish, ...]:
    """Open how a person may be reached today, what is forbidden first. One query; part of a reading."""
    return tuple(
        Wish(
            channel=each.channel,
            is_allowed=each.is_allowed,
            value=each.value.open() if each.value else "",
            wish=each.wish.open() if each.wish else "",
            since=each.made_at.date(),
        )
        for each in _wish_rows(actor, person=person)
    )


@Compiled
def _detail_rows(actor: Actor, *, people: list[UUID]) -> QuerySet[Detail]:
    rows = Detail.objects.within(actor).filter(person__any=people, superseded_at__isnull=True)
    return rows.order_by("made_at", "id")


@Compiled
def _wish_rows(actor: Actor, *, person: UUID) -> QuerySet[SafeContact]:
    rows = SafeContact.objects.within(actor).filter(person=person, superseded_at__isnull=True)
    return rows.order_by("is_allowed", "channel", "id")
