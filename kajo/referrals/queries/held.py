"""What does a referral hold so far, for the rules to judge?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from kajo.access.compiled import Compiled
from kajo.access.roles import Actor, Role
from kajo.accounts.models import RoleAssignment, Staff
from kajo.referrals.models import Consent, Referral
from kajo.referrals.terms import AgeBand, Allowed, ConsentGiver, ConsentItem, Guardian, Submission


def consents_of(actor: Actor, keys: Sequence[UUID]) -> list[Consent]:
    """Give the consents of referrals, the latest word last. Only inside a door."""
    rows = Consent.objects.within(actor).filter(referral__in=keys).select_related("recorded_by")
    return list(rows.order_by("given_at", "recorded_at", "pk"))


@Compiled
def bare_consents_of(actor: Actor, *, keys: Sequence[UUID]) -> QuerySet[Consent]:
    """Give what the rules ask of the consents of referrals, the latest word last. Only inside a door."""
    rows: QuerySet[Consent] = Consent.objects.within(actor).filter(referral__any=keys)
    told = rows.only("referral", "item", "given_by", "is_given", "withdrawn_at")
    return told.order_by("given_at", "recorded_at", "pk")


def submission(row: Referral, consents: Iterable[Consent]) -> Submission:
    """Sum up what a referral holds; the last word of each who consents counts."""
    return submitted(
        row,
        consents,
        gives_reasons=row.need is not None or row.account is not None,
        gives_reach=row.reach is not None,
    )


def submitted(row: Referral, consents: Iterable[Consent], *, gives_reasons: bool, gives_reach: bool) -> Submission:
    """Sum up what a referral holds where its sealed columns were not read."""
    words = {
        ConsentGiver(each.given_by): each.is_given and each.withdrawn_at is None
        for each in consents
        if each.item == ConsentItem.CONTACT
    }
    return Submission(
        gives_reasons=gives_reasons,
        gives_reach=gives_reach,
        age=AgeBand(row.age_band),
        guardian=Guardian(row.guardian) if row.guardian else None,
        consents=frozenset(giver for giver, is_given in words.items() if is_given),
        in_danger=row.is_urgent,
        refusals=frozenset(giver for giver, is_given in words.items() if not is_given),
    )


def allowed(row: Referral, consents: Iterable[Consent], item: ConsentItem) -> Allowed:
    """Sum up what those whose consent is needed have said of an item, as the referral itself tells it."""
    return row.allows(consents, item)


def worker_rows(on: date) -> QuerySet[Staff]:
    """Give the rows of those who hold the role of a case worker on a day."""
    held = RoleAssignment.objects.filter(
        staff=OuterRef("pk"), role=str(Role.CASE_WORKER), from_on__lte=on, ended_at__isnull=True
    ).exclude(until_on__lte=on)
    return Staff.objects.filter(Exists(held), from_on__lte=on).exclude(until_on__lte=on)
