"""What do pages of higher rooms need of a person? Parts of a reading: the door around them records it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from uuid import UUID

from django.db.models import F, QuerySet

from kajo.access.compiled import Compiled
from kajo.access.crossing import current
from kajo.access.models import Protected
from kajo.access.roles import Actor
from kajo.clients.models import Category, Death, Detail, Person, Relation, Representation, SafeContact
from kajo.clients.queries.rows import Profile, Related, Represented, Wish
from kajo.clients.terms import (
    Applicant,
    BirthPrecision,
    Channel,
    CitizenshipGroup,
    ClientCategory,
    DetailKind,
    Kinship,
    RepresentationEnd,
    RepresentationState,
    Sex,
    Tongue,
)
from kajo.law.calendar import legal_day
from kajo.vault import passages
from kajo.vault.lookup import Match, normal

OTHER_NAMES = (DetailKind.OFFICIAL_NAME, DetailKind.FORMER_NAME)
OLD_DAYS = 90
UNDERSTOOD = (DetailKind.INTERPRETS, DetailKind.SPEAKS, DetailKind.READS)


def details_of(actor: Actor, people: Iterable[UUID]) -> dict[UUID, list[Detail]]:
    """Give the details that hold today of several people, one query, in the order they became known."""
    found: dict[UUID, list[Detail]] = {}
    for each in detail_rows(actor, people=list(people)):
        found.setdefault(each.person_id, []).append(each)
    return found


def name_in(details: Sequence[Detail]) -> str:
    """Open the name in use among a person's details; empty if none is known."""
    return next((each.text.open() for each in details if each.what == DetailKind.NAME), "")


def profile(person: Person, details: Sequence[Detail]) -> Profile:
    """Open what the page of a person shows, without a query of its own."""
    told: dict[str, list[str]] = {}
    for each in details:
        told.setdefault(each.what, []).append(each.text.open())
    understood = dict.fromkeys(code for kind in UNDERSTOOD for code in told.get(kind, ()))
    return Profile(
        key=person.pk,
        edition=person.edition,
        reference=person.reference,
        name=next(iter(told.get(DetailKind.NAME, ())), ""),
        other_names=tuple(name for kind in OTHER_NAMES for name in told.get(kind, ())),
        born_on=person.born_on.open() if person.born_on else None,
        birth_precision=BirthPrecision(person.birth_precision),
        sex=Sex(person.sex),
        citizenship_group=CitizenshipGroup(person.citizenship_group),
        citizenships=tuple(told.get(DetailKind.CITIZENSHIP, ())),
        languages=tuple(Tongue.named(code) for code in understood),
        interpret_into=next((Tongue.named(code) for code in told.get(DetailKind.INTERPRETS, ())), ""),
        non_disclosure=next(iter(told.get(DetailKind.NON_DISCLOSURE, ())), None),
    )


def wishes(rows: Iterable[SafeContact], person: UUID) -> tuple[Wish, ...]:
    """Open how a person may be reached today, what is forbidden first, without a query of its own.

    The rows are the person's, and those of parents who are clients too: their wishes hold for whoever calls about the
    child.
    """
    return ranked(wish(each, person) for each in rows)


def beside(subject: UUID, *rows: Iterable[Protected]) -> list[UUID]:
    """List the subjects of everybody whose rows a page shows beside the one that it is about, for its event."""
    return sorted({each.subject_id for each in chain(*rows)} - {subject})


def ranked(holding: Iterable[Wish]) -> tuple[Wish, ...]:
    """Put wishes that hold into the order of safety: what is forbidden, a channel as a whole before single numbers.

    What is allowed and yet forbidden by another of them comes next, as overruled: a channel that is forbidden as a
    whole forbids every number, a parent's ban binds the child's page too. What may be used comes last.
    """
    found = list(holding)
    banned = {(each.channel, normal(Match.CONTACT, each.value)) for each in found if not each.is_allowed}
    told = [
        replace(each, is_overruled=True)
        if each.is_allowed and banned & {(each.channel, ""), (each.channel, normal(Match.CONTACT, each.value))}
        else each
        for each in found
    ]
    return tuple(sorted(told, key=lambda each: (each.is_allowed, not each.is_overruled, each.value != "")))


def wish(row: SafeContact, person: UUID) -> Wish:
    """Open one wish that is shown on the page of a person."""
    since = legal_day(row.made_at)
    return Wish(
        id=row.pk,
        channel=Channel(row.channel),
        is_allowed=row.is_allowed,
        value=row.value.open() if row.value else "",
        wish=_unmarked(row.wish.open()) if row.wish else "",
        since=since,
        by=row.by or "",  # type: ignore[attr-defined]  # annotated by the query
        is_old=(legal_day(current().at) - since).days > OLD_DAYS,
        is_adults=row.person_id != person,
        superseded_at=row.superseded_at,
    )


def category_today(actor: Actor, person: UUID) -> ClientCategory | None:
    """Tell in which category a person is today, None where none was noted. One query."""
    row = Category.objects.within(actor).filter(person=person, until_on__isnull=True).first()
    return ClientCategory(row.category) if row is not None else None


def representations(actor: Actor, person: UUID) -> tuple[Represented, ...]:
    """Give the matters of a child's representative, the newest first. One query. Only inside a door."""
    rows = Representation.objects.within(actor).filter(person=person).order_by("-applied_on", "-pk")
    return tuple(
        Represented(
            id=each.pk,
            edition=each.edition,
            state=RepresentationState(each.state),
            applicant=Applicant(each.applicant),
            applied_on=each.applied_on,
            court=each.court.open() if each.court else "",
            child_view=each.child_view.open(),
            appointed_on=each.appointed_on,
            ended_on=each.ended_on,
            ended_because=RepresentationEnd(each.ended_because) if each.ended_because else None,
        )
        for each in rows
    )


def guarding(rows: Iterable[Relation]) -> list[UUID]:
    """Give the keys of those clients whom a relation of today makes parent or guardian: their wishes hold here too."""
    today = legal_day(current().at)
    return [each.adult_id for each in rows if each.adult_id and each.holds_on(today)]


def related(rows: Iterable[Relation], details: dict[UUID, list[Detail]]) -> tuple[Related, ...]:
    """Open who stands by a person: somebody named, or a client whose details are given. Without a query of its own."""
    today = legal_day(current().at)
    return tuple(
        Related(
            id=each.pk,
            relation=Kinship(each.relation),
            name=each.name.open() if each.name else name_in(details.get(each.adult_id or each.pk, [])),
            adult=each.adult_id,
            from_on=each.from_on,
            until_on=each.until_on,
            holds=each.holds_on(today),
        )
        for each in rows
    )


def _unmarked(text: str) -> str:
    # The marks of what is about somebody else are for copies that leave the house, not for whoever must act on it.
    return text if passages.problem(text) is not None else passages.read(text).plain


def has_died(actor: Actor, person: Person) -> bool:
    """Tell whether the death of a person is recorded. Only inside a door."""
    return Death.objects.within(actor).filter(person=person).exists()


@Compiled
def detail_rows(actor: Actor, *, people: list[UUID]) -> QuerySet[Detail]:
    """Ask for the details that hold today of several people."""
    rows = Detail.objects.within(actor).filter(person__any=people, superseded_at__isnull=True)
    return rows.order_by("made_at", "id")


@Compiled
def wish_rows(actor: Actor, *, people: list[UUID]) -> QuerySet[SafeContact]:
    """Ask for the wishes of several people that hold today, what is forbidden first."""
    rows = SafeContact.objects.within(actor).filter(person__any=people, superseded_at__isnull=True)
    return rows.annotate(by=F("made_by__name")).order_by("is_allowed", "channel", "id")


@Compiled
def relation_rows(actor: Actor, *, person: UUID) -> QuerySet[Relation]:
    """Ask for those who stand by a person."""
    return Relation.objects.within(actor).filter(person=person).order_by("from_on", "id")
