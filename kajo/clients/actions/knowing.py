"""What may change of what is known of a person?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.ties import open_subject
from kajo.access.verbs import Verb
from kajo.clients import rules
from kajo.clients.models import Category, Detail, Person, Relation, SafeContact
from kajo.clients.terms import (
    SINGLE,
    BirthPrecision,
    Channel,
    CitizenshipGroup,
    ClientCategory,
    DetailKind,
    Identity,
    Kinship,
    Sex,
)
from kajo.clients.terms import Known as Known  # the history's builders take it from here
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.ledger.numbers import next_numbers
from kajo.vault.lookup import Match, matching, normal
from kajo.vault.models import Kind


def person_row(known: Known, *, subject: UUID, office: int, reference: str, at: datetime) -> Person:
    """Make the row of a person, not yet saved."""
    return Person(
        subject_id=subject,
        office=office,
        reference=reference,
        born_on=known.born_on,
        birth_precision=str(known.birth_precision),
        birth_year=known.born_on.year if known.born_on else None,
        sex=str(known.sex),
        citizenship_group=str(known.citizenship_group),
        personal_code=known.personal_code or None,
        met_at=at,
    )


def detail_rows(person: Person, known: Known, *, at: datetime) -> list[Detail]:
    """Make the rows of name, languages (interpreted into the first one) and citizenships, not yet saved."""
    details = [
        *([(DetailKind.NAME, known.name)] if known.name else []),
        *((DetailKind.SPEAKS if place else DetailKind.INTERPRETS, code) for place, code in enumerate(known.languages)),
        *((DetailKind.CITIZENSHIP, country) for country in known.citizenships),
    ]
    lies = {"subject_id": person.subject_id, "office": person.office, "sealed": person.sealed}
    return [Detail(**lies, person=person, what=str(what), text=text, made_at=at) for what, text in details]


def category_row(
    person: Person, category: ClientCategory, *, from_on: date, made_by: UUID | None, at: datetime
) -> Category:
    """Make the row of a category's period, open and not yet saved."""
    return Category(
        subject_id=person.subject_id,
        office=person.office,
        sealed=person.sealed,
        person=person,
        category=str(category),
        from_on=from_on,
        made_by_id=made_by,
        made_at=at,
    )


def relation_row(
    person: Person, relation: str, *, name: str = "", adult: UUID | None = None, from_on: date, at: datetime
) -> Relation:
    """Make the row of a parent, guardian or representative, not yet saved."""
    return Relation(
        subject_id=person.subject_id,
        office=person.office,
        sealed=person.sealed,
        person=person,
        relation=relation,
        adult_id=adult,
        name=name or None,
        from_on=from_on,
        made_at=at,
    )


@action(Verb.CLIENT_MEET)
def meet(
    actor: Actor, _: None, /, *, known: Known, category: ClientCategory, on: date, office: int, at: datetime
) -> Person:
    """Make the record of a person, with a data key of its own, and begin the period of their category."""
    subject = open_subject(Kind.PERSON, at=at)
    person = person_row(known, subject=subject.pk, office=office, reference=next_numbers("P", on)[0], at=at)
    person.save(force_insert=True)
    Detail.objects.bulk_create(detail_rows(person, known, at=at))
    category_row(person, category, from_on=on, made_by=actor.id, at=at).save(force_insert=True)
    return person


@action(Verb.CLIENT_MEET)
def meet_again(
    actor: Actor, person: Person, /, *, known: Known, category: ClientCategory, on: date, at: datetime
) -> Person:
    """Begin another period of the category of somebody who is known here from before.

    What is on record stays; a name and languages are noted only where none are.
    """
    noted = Detail.objects.within(actor).filter(person=person, superseded_at__isnull=True)
    has = {each.what for each in noted}
    spoken = {str(DetailKind.SPEAKS), str(DetailKind.INTERPRETS)}
    new = [
        each
        for each in detail_rows(person, known, at=at)
        if each.what not in has and not (each.what in spoken and has & spoken)
    ]
    Detail.objects.bulk_create(new)
    present = Category.objects.within(actor).filter(person=person, until_on__isnull=True).first()
    if present is not None and present.from_on < on:
        present.until_on = on
        present.save(update_fields=["until_on"])
        present = None
    if present is None:
        category_row(person, category, from_on=on, made_by=actor.id, at=at).save(force_insert=True)
    elif present.category != str(category):
        raise Refused(_("The category of today can be changed tomorrow."))
    return person


@action(Verb.CLIENT_AMEND)
def add_detail(actor: Actor, person: Person, /, *, what: DetailKind, text: str, at: datetime) -> Detail:
    """Note a name, a language, a citizenship or a non-disclosure for safety.

    Of what a person has one of, the new one supersedes the former, which stays in the history. Raises Refused for
    what is noted already.
    """
    present = Detail.objects.within(actor).filter(person=person, what=str(what), superseded_at__isnull=True)
    if any(each.text.open() == text for each in present):
        raise Refused(_("This is noted already."), field="text")
    if what in SINGLE:
        present.update(superseded_at=at)
    noted = Detail.objects.create(
        subject_id=person.subject_id, office=person.office, sealed=person.sealed, person=person, what=str(what),
        text=text, made_at=at,
    )  # fmt: skip
    _count_citizenship(actor, person, what)
    return noted


@action(Verb.CLIENT_AMEND)
def end_detail(actor: Actor, person: Person, /, *, detail: UUID, at: datetime) -> Detail:
    """Note that something does not hold any more, or never did; it stays in the history. Raises NotFound."""
    noted = Detail.objects.within(actor).filter(pk=detail, person=person, superseded_at__isnull=True).first()
    if noted is None:
        raise NotFound
    Detail.objects.filter(pk=noted.pk).update(superseded_at=at)
    _count_citizenship(actor, person, DetailKind(noted.what))
    found: Detail = noted
    return found


@action(Verb.CLIENT_AMEND)
def identify(actor: Actor, person: Person, /, *, known: Identity, at: datetime) -> Person:
    """Note who the person is by papers and registers; what held before stays in the history.

    A code brings its birth date. Raises Refused for what is no identity code, for a code of another birth date, and if
    nothing changes.
    """
    known = _with_code(known)
    former = Identity(
        born_on=person.born_on.open() if person.born_on else None,
        birth_precision=BirthPrecision(person.birth_precision),
        sex=Sex(person.sex),
        personal_code=person.personal_code.open() if person.personal_code else "",
    )
    if known == former:
        raise Refused(_("This is noted already."))
    before = [
        (DetailKind.BORN, former.born, known.born),
        (DetailKind.SEX, str(former.sex) if former.sex is not Sex.UNKNOWN else "", str(known.sex)),
        (DetailKind.PERSONAL_CODE, former.personal_code, known.personal_code),
    ]
    earlier = {each.what: each.superseded_at for each in _identities(actor, person)}
    Detail.objects.bulk_create(
        Detail(
            subject_id=person.subject_id, office=person.office, sealed=person.sealed, person=person, what=str(what),
            text=old, made_at=earlier.get(str(what)) or person.met_at, superseded_at=at,
        )
        for what, old, new in before
        if old and old != new
    )  # fmt: skip
    person.born_on = known.born_on
    person.birth_precision = str(known.birth_precision)
    person.birth_year = known.born_on.year if known.born_on else None
    person.sex = str(known.sex)
    person.personal_code = known.personal_code or None
    person.save(
        update_fields=["born_on", "birth_precision", "birth_year", "sex", "personal_code", "personal_code_token"]
    )
    return person


def _with_code(known: Identity) -> Identity:
    """Give the same with the birth date that an identity code tells. Raises Refused where they do not fit."""
    if not known.personal_code:
        return known
    finding = rules.personal_code(known.personal_code)
    told = finding.outcome.born_on
    if told is None:
        raise Refused(finding.because, field="personal_code")
    written = {"year": "%Y", "estimate": "", "month": "%Y-%m"}.get(str(known.birth_precision), "%Y-%m-%d")
    if known.born_on is not None and told.strftime(written) != known.born_on.strftime(written):
        raise Refused(_("This code belongs to another birth date."), field="personal_code")
    return replace(known, born_on=told, birth_precision=BirthPrecision.DAY)


def _identities(actor: Actor, person: Person) -> list[Detail]:
    """List what held before of a person's identity, the latest last."""
    kinds = [str(each) for each in (DetailKind.BORN, DetailKind.SEX, DetailKind.PERSONAL_CODE)]
    return list(Detail.objects.within(actor).filter(person=person, what__in=kinds).order_by("superseded_at", "pk"))


@action(Verb.CLIENT_AMEND)
def wish_contact(
    actor: Actor, person: Person, /, *, channel: Channel, is_allowed: bool, value: str, wish: str, at: datetime
) -> SafeContact:
    """Note how the person may be reached, or must not be.

    It supersedes only the former wish about the same channel and the same number or address, however that is written;
    without one it is about the channel as a whole. All others go on to hold beside it.
    """
    present = SafeContact.objects.within(actor).filter(person=person, channel=str(channel), superseded_at__isnull=True)
    present.filter(_about(value)).update(superseded_at=at)
    return SafeContact.objects.create(
        subject_id=person.subject_id,
        office=person.office,
        sealed=person.sealed,
        person=person,
        channel=str(channel),
        is_allowed=is_allowed,
        value=value if normal(Match.CONTACT, value) else None,
        wish=wish or None,
        made_by_id=actor.id,
        made_at=at,
    )


@action(Verb.CLIENT_AMEND)
def end_wish(actor: Actor, person: Person, /, *, wish: UUID, at: datetime) -> SafeContact:
    """Note that a wish about being reached does not hold any more; it stays in the history. Raises NotFound."""
    noted = SafeContact.objects.within(actor).filter(pk=wish, person=person, superseded_at__isnull=True).first()
    if noted is None:
        raise NotFound
    SafeContact.objects.filter(pk=noted.pk).update(superseded_at=at)
    found: SafeContact = noted
    return found


@action(Verb.CLIENT_AMEND)
def add_relation(
    actor: Actor, person: Person, /, *, relation: Kinship, name: str, from_on: date, at: datetime
) -> Relation:
    """Note who is parent, guardian or representative of the person, from a day on. Raises Refused for a day ahead."""
    if from_on > legal_day(at):
        raise Refused(_("A relation does not begin in the future."), field="from_on")
    noted = relation_row(person, str(relation), name=name, from_on=from_on, at=at)
    noted.save(force_insert=True)
    return noted


@action(Verb.CLIENT_AMEND)
def end_relation(actor: Actor, person: Person, /, *, relation: UUID, until_on: date, at: datetime) -> Relation:
    """Note from which day on somebody is not parent, guardian or representative any more; it stays in the history.

    Raises NotFound, and Refused for a day ahead, for one before it began, and for what has ended already.
    """
    noted = Relation.objects.within(actor).filter(pk=relation, person=person).first()
    if noted is None:
        raise NotFound
    if not noted.holds_on(legal_day(at)):
        raise Refused(_("This relation has ended already."))
    if until_on > legal_day(at):
        raise Refused(_("A relation does not end in the future."), field="until_on")
    if until_on < noted.from_on:
        raise Refused(_("A relation does not end before it began."), field="until_on")
    noted.until_on = until_on
    noted.save(update_fields=["until_on"])
    found: Relation = noted
    return found


@action(Verb.CLIENT_CATEGORY)
def change_category(
    actor: Actor, person: Person, /, *, category: ClientCategory, from_on: date, at: datetime
) -> Category:
    """End the period of the present category and begin another one. Raises Refused if nothing would change."""
    present = Category.objects.within(actor).filter(person=person, until_on__isnull=True).first()
    if present is not None and present.category == str(category):
        raise Refused(_("The person is in this category already."), field="category")
    if present is not None and from_on <= present.from_on:
        raise Refused(_("A new category begins after the present one began."), field="from_on")
    if from_on > legal_day(at):
        raise Refused(_("A category does not begin in the future."), field="from_on")
    if present is not None:
        present.until_on = from_on
        present.save(update_fields=["until_on"])
    following = category_row(person, category, from_on=from_on, made_by=actor.id, at=at)
    following.save(force_insert=True)
    return following


def _about(value: str) -> Q:
    """Build the filter of wishes about this number or address; without one, of those about a channel as a whole."""
    return matching(SafeContact, "value", value) if normal(Match.CONTACT, value) else Q(value_token__isnull=True)


def _count_citizenship(actor: Actor, person: Person, what: DetailKind) -> None:
    if what is not DetailKind.CITIZENSHIP:
        return
    noted = Detail.objects.within(actor).filter(person=person, what=str(what), superseded_at__isnull=True)
    group = CitizenshipGroup.of([each.text.open() for each in noted])
    Person.objects.filter(pk=person.pk).update(citizenship_group=str(group))
