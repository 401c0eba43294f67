"""Is the person of a referral known here already, and who may learn what of it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from kajo.access import known
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.models import covers
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases.models import Case
from kajo.clients import queries as people
from kajo.clients.models import Person
from kajo.facts import queries as facts
from kajo.facts.terms import Figures
from kajo.law.finding import Finding
from kajo.referrals import rules
from kajo.referrals.models import Check, Referral
from kajo.referrals.queries.held import allowed, consents_of
from kajo.referrals.queries.page import referral, with_signing
from kajo.referrals.queries.rows import Page, Worker
from kajo.referrals.terms import AgeBand, ConsentItem, Known, Standing
from kajo.vault.lookup import Match, matching, normal

CHECKS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Answered:
    """One look-up: what was answered, to whom and when."""

    known: Known
    by: str
    at: datetime


class ToAdmit(NamedTuple):
    """What the decider reads: the referral, who works cases, what stands against the signature, and what is known."""

    found: Page
    workers: tuple[Worker, ...]
    against: tuple[Finding[bool], ...]
    told: Figures
    former: tuple[FormerClient, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What the page of a look-up shows: the referral, whether it may be done, and earlier answers."""

    page: Page
    may: Finding[bool]
    answers: tuple[Answered, ...]

    @property
    def is_somebody_known(self) -> bool:
        """Tell whether an answer says something to act on: an open case, or another referral that is handled."""
        return any(each.known.standing is Standing.OPEN or each.known.is_handled for each in self.answers)


@dataclass(frozen=True, slots=True)
class FormerClient:
    """Somebody who has exactly the referral's identity code or number, as the decider sees them: never a likeness."""

    id: UUID
    reference: str
    name: str
    case: UUID
    case_reference: str
    opened_on: date
    removed_on: date | None


@reading(Verb.REFERRAL_IDENTIFY)
def identified(actor: Actor, key: UUID, /, *, doing: Verb = Verb.REFERRAL_IDENTIFY) -> tuple[Page, Finding[bool]]:
    """Give a referral with whether it may say who the person is. Raises NotFound."""
    found = referral(actor, key, doing=doing)
    return found, _may_identify(actor, found.id)


@reading(Verb.REFERRAL_CHECK_KNOWN)
def looked_up(actor: Actor, key: UUID, /) -> Looked:
    """Give a referral with the look-ups that were made for it, to whoever may make one. Raises NotFound."""
    found = referral(actor, key, doing=Verb.REFERRAL_CHECK_KNOWN)
    rows = Check.objects.within(actor).filter(referral=key).select_related("asked_by").order_by("-asked_at", "-pk")
    answers = tuple(
        Answered(Known.read(each.answer.open()), each.asked_by.name if each.asked_by else "", each.asked_at)
        for each in rows[:CHECKS_SHOWN]
    )
    return Looked(found, _may_identify(actor, found.id), answers)


@reading(Verb.REFERRAL_ADMIT)
def for_admission(actor: Actor, key: UUID, /, *, on: date) -> ToAdmit:
    """Give a referral to the decider: who works cases, what stands against the signature, and what is known already.

    Known are the main form and place that were told and, among those in reach, who was a client before.
    Raises NotFound.
    """
    found, workers, against = with_signing(actor, key, doing=Verb.REFERRAL_ADMIT, on=on)
    told = facts.figures(actor, Referral.objects.within(actor).get(pk=key))
    known_before = _former_clients(actor, found) if found.personal_code or found.client_number else ()
    return ToAdmit(found, workers, against, told, known_before)


def known_of(actor: Actor, row: Referral, /) -> tuple[Known, int]:
    """Ask the gate what is known of whoever has a referral's code or number, and how often the actor asked this hour.

    The gate answers only within the deeds that look up and admit, about a referral in the actor's reach, and to
    everybody in the same form. It looks at all persons, also at those whom the actor may not see. Raises NotFound.
    """
    if not covers(actor, current().verb, row):
        raise NotFound
    number = row.client_number.open() if row.client_number else ""
    standing, year, is_handled, asked = known.of_referral(row.pk, plain_number(number))
    return Known(Standing(standing), year, is_handled), asked


def plain_number(number: str) -> str:
    """Bring a number from an earlier case into the form in which numbers are given."""
    return normal(Match.REFERENCE, number).upper()


def same_people(actor: Actor, *, personal_code: str, client_number: str) -> list[Person]:
    """Give the persons in reach with exactly this identity code, or this number of theirs or of a case of theirs.

    Only inside a door.
    """
    number = plain_number(client_number)
    same = matching(Person, "personal_code", personal_code) if personal_code else Q(pk__in=[])
    if number:
        of_case = Case.objects.within(actor).filter(reference=number).values("person")
        same |= Q(reference=number) | Q(pk__in=of_case)
    return list(Person.objects.within(actor).filter(same).order_by("met_at", "pk"))


def _may_identify(actor: Actor, key: UUID) -> Finding[bool]:
    row = Referral.objects.within(actor).only("age_band", "guardian", "subject").get(pk=key)
    said = allowed(row, consents_of(actor, [key]), ConsentItem.CONTACT)
    return rules.may_be_identified(AgeBand(row.age_band), said)


def _former_clients(actor: Actor, found: Page) -> tuple[FormerClient, ...]:
    rows = same_people(actor, personal_code=found.personal_code, client_number=found.client_number)
    last: dict[UUID, Case] = {}
    for each in Case.objects.within(actor).filter(person__in=rows).order_by("opened_on", "pk"):
        last[each.person_id] = each
    subjects = [each.subject_id for each in rows]
    act = current()
    act.note(Verb.REFERRAL_ADMIT, "read", kind="clients.person", shown=subjects)
    act.ring.prefetch(subjects)
    details = people.details_of(actor, [each.pk for each in rows])
    return tuple(
        FormerClient(
            id=each.pk,
            reference=each.reference,
            name=people.name_in(details.get(each.pk, [])),
            case=last[each.pk].pk,
            case_reference=last[each.pk].reference,
            opened_on=last[each.pk].opened_on,
            removed_on=last[each.pk].removed_on,
        )
        for each in rows
        if each.pk in last
    )
