"""May a person be contacted by one of the ways noted with them? A part of a deed: the door around it records it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kajo.access.gate import NotFound
from kajo.access.roles import Actor
from kajo.clients.models import SafeContact
from kajo.clients.queries.parts import guarding, has_died, ranked, relation_rows, wish, wish_rows
from kajo.clients.queries.rows import Wish


@dataclass(frozen=True, slots=True)
class Reached:
    """A way of contact as all wishes of today leave it. `wish` is None where the way holds no more."""

    subject: UUID
    office: int
    is_sealed: bool
    has_died: bool
    wish: Wish | None


def reached(actor: Actor, way: UUID) -> Reached:
    """Tell how a way of contact stands today, with the wishes of those whose wishes hold for a child too.

    Five queries. Only inside a door. Raises NotFound for one out of reach.
    """
    noted = SafeContact.objects.within(actor).filter(pk=way).select_related("person").first()
    if noted is None:
        raise NotFound
    person = noted.person
    people = [person.pk, *guarding(relation_rows(actor, person=person.pk))]
    holding = ranked(wish(each, person.pk) for each in wish_rows(actor, people=people))
    return Reached(
        subject=noted.subject_id,
        office=noted.office,
        is_sealed=noted.sealed,
        has_died=has_died(actor, person),
        wish=next((each for each in holding if each.id == noted.pk), None),
    )
