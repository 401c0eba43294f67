"""In which matter is something asked or told, and by which ways must nobody be told?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.apps import apps

from kajo.access import gate
from kajo.access.gate import NotFound
from kajo.access.models import Protected
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.clients import queries as clients
from kajo.clients.models import Person
from kajo.clients.terms import Channel
from kajo.disclosures.models import OfMatter
from kajo.disclosures.terms import About, Matter, Recorded, Way
from kajo.vault import passages

MODELS = {About.CASE: "cases.Case", About.REFERRAL: "referrals.Referral"}
"""The tables of the higher rooms in which a matter lies. Nothing is asked of its rows but what every protected row has,
its record number, and of a referral what was agreed to."""

SEEN_BY = {About.CASE: Verb.CASE_VIEW, About.REFERRAL: Verb.REFERRAL_VIEW}
WAY_OF = {Channel.LETTER: Way.LETTER, Channel.PHONE: Way.PHONE, Channel.EMAIL: Way.EMAIL}


def matter_row(actor: Actor, matter: Matter, *, doing: Verb) -> Protected:
    """Find the row of a matter. Only inside a door.

    Raises NotFound for whoever may not see it, Forbidden for whoever may not do the deed to it.
    """
    model: Any = apps.get_model(MODELS[matter.kind])
    row: Protected | None = model.objects.within(actor).filter(pk=matter.key).first()
    if row is None:
        raise NotFound
    gate.check(actor, doing, row)
    return row


def recorded(actor: Actor, matter: Matter, row: Protected, item: str) -> Recorded | None:
    """Tell what referrals keep of an item of consent: the matter itself, or those that led to a case.

    The latest that says anything counts; None where no referral is in reach. `row` is any row of the matter's subject.
    Only inside a door.
    """
    model: Any = apps.get_model(MODELS[About.REFERRAL])
    rows = model.objects.within(actor)
    rows = (
        rows.filter(pk=matter.key) if matter.kind is About.REFERRAL else rows.filter(subject__linked_to=row.subject_id)
    )
    said = [Recorded(str(each.agreed_to(actor, item))) for each in rows.order_by("-received_at", "-pk")]
    return next((each for each in said if each is not Recorded.NOT_ASKED), said[0] if said else None)


def records(actor: Actor, rows: Iterable[OfMatter]) -> dict[UUID, str]:
    """Give the record numbers of the matters of these rows, as far as somebody may see the matter itself.

    One query a kind of matter. Only inside a door.
    """
    wanted: dict[About, set[UUID]] = {}
    for each in rows:
        wanted.setdefault(About(each.about_kind), set()).add(each.about)
    found: dict[UUID, str] = {}
    for kind, keys in wanted.items():
        if gate.may(actor, SEEN_BY[kind]):
            model: Any = apps.get_model(MODELS[kind])
            found |= dict(model.objects.within(actor).filter(pk__in=keys).values_list("pk", "reference"))
    return found


def forbidden_ways(actor: Actor, row: Protected) -> frozenset[Way]:
    """Give the ways on which the client must not be reached at all, as the client said. Only inside a door."""
    subject: UUID = row.subject.linked_to_id or row.subject_id
    person = Person.objects.within(actor).filter(subject=subject).first()
    if person is None:
        return frozenset()
    wishes = clients.wishes(clients.wish_rows(actor, people=[person.pk]), person.pk)
    return frozenset(
        WAY_OF[each.channel] for each in wishes if each.channel in WAY_OF and not each.is_allowed and not each.value
    )


def plain(value: Any) -> str:
    """Open a text for whoever must act on it, without the marks of what is about somebody else."""
    text: str = value.open() if value else ""
    return text if passages.problem(text) is not None else passages.read(text).plain
