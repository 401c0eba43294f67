"""What may be seen of one person?"""

from __future__ import annotations

from itertools import chain
from uuid import UUID

from django.db.models import F

from kajo.access import gate
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.models import covers
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.clients.models import Category, Detail, Person, SafeContact
from kajo.clients.queries import parts
from kajo.clients.queries.rows import Known, Page, Period, Related
from kajo.clients.terms import ClientCategory, DetailKind

KIND = "clients.person"
DEEDS = (
    Verb.CASE_IDENTIFY,
    Verb.CLIENT_AMEND,
    Verb.CLIENT_APPLY_REPRESENTATIVE,
    Verb.CLIENT_APPOINT_REPRESENTATIVE,
    Verb.CLIENT_CATEGORY,
    Verb.CLIENT_END_REPRESENTATIVE,
)
MOST_SHOWN = 200


@reading(Verb.CASE_VIEW)
def person(actor: Actor, key: UUID, /, *, doing: Verb = Verb.CASE_VIEW) -> Page:
    """Give all that is known of a person, and what held before. Eight queries.

    Raises NotFound for somebody who is not there, not in the actor's reach, or to whom the deed may not be done.
    """
    row = Person.objects.within(actor).filter(pk=key).first()
    if row is None:
        raise NotFound
    gate.check(actor, doing, row)
    act = current()
    relations = parts.relation_rows(actor, person=key)
    adults = [each.adult_id for each in relations if each.adult_id]
    guarding = parts.guarding(relations)
    named = parts.details_of(actor, adults) if adults else {}
    wished = _wishes(actor, key)
    holding = [each for each in wished if each.superseded_at is None]
    if guarding:
        holding = parts.wish_rows(actor, people=[key, *guarding])
    beside = parts.beside(row.subject_id, chain.from_iterable(named.values()), holding)
    act.note(Verb.CASE_VIEW, "read", kind=KIND, record=row.pk, subject=row.subject_id, shown=beside)
    act.ring.prefetch([row.subject_id, *beside])
    noted = _details(actor, key)
    details = [_known(each) for each in noted]
    return Page(
        person=parts.profile(row, [each for each in noted if each.superseded_at is None]),
        wishes=parts.wishes(holding, key),
        former_wishes=tuple(parts.wish(each, key) for each in wished if each.superseded_at is not None),
        details=tuple(each for each in details if each.superseded_at is None),
        former_details=tuple(each for each in details if each.superseded_at is not None),
        relations=parts.related(relations, named),
        categories=tuple(_categories(actor, key)),
        representations=parts.representations(actor, key),
        personal_code=row.personal_code.open() if row.personal_code else "",
        may=frozenset(verb for verb in DEEDS if gate.may(actor, verb) and covers(actor, verb, row)),
    )


@reading(Verb.CASE_VIEW)
def with_relation(actor: Actor, key: UUID, /, *, relation: UUID, ended_too: bool) -> tuple[Page, Related]:
    """Give a person and one of their relations that is to be ended, or perhaps has ended already. Raises NotFound."""
    found = person(actor, key, doing=Verb.CLIENT_AMEND)
    noted = next((each for each in found.relations if each.id == relation and (each.holds or ended_too)), None)
    if noted is None:
        raise NotFound
    return found, noted


def _details(actor: Actor, key: UUID) -> list[Detail]:
    rows = Detail.objects.within(actor).filter(person=key)
    return list(rows.order_by(F("superseded_at").desc(nulls_first=True), "made_at", "pk")[:MOST_SHOWN])


def _known(row: Detail) -> Known:
    return Known(row.pk, DetailKind(row.what), row.text.open(), row.made_at, row.superseded_at)


def _wishes(actor: Actor, key: UUID) -> list[SafeContact]:
    rows = SafeContact.objects.within(actor).filter(person=key).annotate(by=F("made_by__name"))
    return list(rows.order_by(F("superseded_at").desc(nulls_first=True), "is_allowed", "channel", "pk")[:MOST_SHOWN])


def _categories(actor: Actor, key: UUID) -> list[Period]:
    rows = Category.objects.within(actor).filter(person=key).select_related("made_by").order_by("-from_on", "-pk")
    return [
        Period(
            category=ClientCategory(each.category),
            from_on=each.from_on,
            until_on=each.until_on,
            made_by=each.made_by.name if each.made_by else "",
        )
        for each in rows
    ]
