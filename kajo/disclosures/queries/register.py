"""Who was told what, on which ground, by whom? And which notifications are overdue?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from kajo.access import gate
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.gate import NotFound
from kajo.access.models import covers
from kajo.access.roles import Actor, Role
from kajo.access.verbs import Verb
from kajo.disclosures.models import Disclosure, Notification
from kajo.disclosures.queries import matters
from kajo.disclosures.queries.matters import plain
from kajo.disclosures.queries.rows import Line, Register
from kajo.disclosures.terms import (
    About,
    Approver,
    DisclosureState,
    Extent,
    Matter,
    Purpose,
    Recipient,
    Told,
    Way,
)
from kajo.law.finding import N_ as _

PAGE = 25
PEOPLE = ("made_by", "approved_by", "declined_by")
OF_A_DECISION = {
    "decision": _("that there is a decision"),
    "days": _("its days"),
}
"""The words of a list by which the police are told of a decision on a reflection period, beside those of its form."""


@reading(Verb.DISCLOSURE_LIST)
def register(actor: Actor, _: None = None, /, *, after: UUID | None = None) -> Register:
    """List what was given, of everybody in reach, the latest first, without opening what it was. Four queries."""
    rows = Disclosure.objects.within(actor).filter(state=str(DisclosureState.GIVEN)).select_related(*PEOPLE)
    if after is not None:
        last = Disclosure.objects.within(actor).filter(pk=after).values_list("told_on", flat=True).first()
        if last is None:
            raise NotFound
        rows = rows.filter(Q(told_on__lt=last) | Q(told_on=last, pk__lt=after))
    found = list(rows.order_by("-told_on", "-pk")[: PAGE + 1])
    current().note(
        Verb.DISCLOSURE_LIST, "read", kind="disclosures.disclosure", shown=[each.subject_id for each in found[:PAGE]]
    )
    known = matters.records(actor, found[:PAGE])
    shown = tuple(line(actor, each, known, is_opened=False) for each in found[:PAGE])
    return Register(shown, found[PAGE - 1].pk if len(found) > PAGE else None)


@reading(Verb.DISCLOSURE_VIEW)
def disclosed(actor: Actor, _: None, /, *, matter: Matter) -> Register:
    """List what was told of a matter's person, and what waits to be, the latest first. Raises NotFound. Four queries.

    What was told while there was only a referral stands on the page of the case too, because the two are linked.
    """
    row = matters.matter_row(actor, matter, doing=Verb.DISCLOSURE_VIEW)
    current().note(Verb.DISCLOSURE_VIEW, "read", kind=row._meta.label_lower, record=row.pk, subject=row.subject_id)
    of_person = Q(subject=row.subject_id) | Q(subject__linked_to=row.subject_id)
    found = lines(actor, Disclosure.objects.within(actor).filter(of_person))
    return Register(found, matter=matter, record=getattr(row, "reference", ""))


@reading(Verb.DISCLOSURE_VIEW)
def disclosure(actor: Actor, key: UUID, /, *, doing: Verb = Verb.DISCLOSURE_VIEW) -> Line:
    """Give one line with all its words. Raises NotFound, also for whoever may not do the deed the page is for."""
    row = Disclosure.objects.within(actor).filter(pk=key).select_related(*PEOPLE).first()
    if row is None:
        raise NotFound
    # The fresh second factor is asked when it is done, not when it is read.
    if not (gate.may(actor, doing) and covers(actor, doing, row)):
        raise NotFound
    current().note(Verb.DISCLOSURE_VIEW, "read", kind="disclosures.disclosure", record=row.pk, subject=row.subject_id)
    return line(actor, row, matters.records(actor, [row]))


def lines(actor: Actor, rows: QuerySet[Disclosure]) -> tuple[Line, ...]:
    """Open lines for a page, the latest first. Three queries at most. Only inside a door."""
    found = list(rows.select_related(*PEOPLE).order_by("-made_at", "-pk"))
    known = matters.records(actor, found)
    return tuple(line(actor, each, known) for each in found)


def line(actor: Actor, row: Disclosure, known: Mapping[UUID, str], *, is_opened: bool = True) -> Line:
    """Give a line as a page shows it; without opening it, the words and the unit stay sealed. Only inside a door.

    `known` holds the record numbers of the matters that may be named.
    """
    state, kind = DisclosureState(row.state), About(row.about_kind)
    approver, is_mine = Approver(row.approver), row.made_by_id == actor.id
    is_fit = not is_mine and (approver is not Approver.DIRECTOR or Role.DIRECTOR in actor.roles)
    ends = state in (DisclosureState.PREPARED, DisclosureState.APPROVED)
    return Line(
        id=row.pk,
        edition=row.edition,
        matter=Matter(kind, row.about) if row.about in known else None,
        record=known.get(row.about, ""),
        state=state,
        recipient=Recipient(row.recipient),
        purpose=Purpose(row.purpose),
        unit=row.unit.open() if is_opened else "",
        basis=row.basis,
        extent=_extent(row.extent.split()),
        words=plain(row.words) if is_opened else "",
        approver=approver,
        inquiry=row.inquiry_id,
        notification=row.notification_id,
        made_by=row.made_by.name if row.made_by else "",
        made_at=row.made_at,
        approved_by=row.approved_by.name if row.approved_by else "",
        approved_at=row.approved_at,
        told_on=row.told_on,
        way=Way(row.way) if row.way else None,
        declined_because=row.declined_because.open() if is_opened and row.declined_because else "",
        declined_by=row.declined_by.name if row.declined_by else "",
        is_mine=is_mine,
        may_approve=state is DisclosureState.PREPARED and is_fit and _may(actor, Verb.DISCLOSURE_APPROVE, row),
        may_decline=ends and _may(actor, Verb.DISCLOSURE_DECLINE, row),
        may_give=state is DisclosureState.APPROVED and _may(actor, Verb.DISCLOSURE_GIVE, row),
    )


def overdue(actor: Actor, on: date) -> QuerySet[Notification]:
    """Ask for the child welfare notifications that should have been made, the longest overdue first."""
    rows = Notification.objects.within(actor).filter(state="suspected", due_on__lt=on)
    return rows.order_by("due_on", "pk")


def _may(actor: Actor, verb: Verb, row: Disclosure) -> bool:
    return gate.may(actor, verb) and covers(actor, verb, row)


def _extent(words: Iterable[str]) -> tuple[str, ...]:
    known = {str(each): each.label for each in (*Extent, *Told)} | OF_A_DECISION
    return tuple(known.get(each, each) for each in words)
