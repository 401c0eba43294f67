"""Which referrals wait, and which were decided?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from kajo.access.compiled import Compiled
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.referrals import rules
from kajo.referrals.models import Consent, Referral
from kajo.referrals.queries.held import bare_consents_of, submitted
from kajo.referrals.queries.rows import Line, Place, Queue
from kajo.referrals.terms import OPEN_STATES, AgeBand, State
from kajo.work.queries import queue_place

PAGE = 25
CHILDREN = [str(AgeBand.FROM_15), str(AgeBand.UNDER_15)]
WAITING = sorted(str(state) for state in OPEN_STATES)
BODIES = (
    "name", "language", "born_on", "personal_code", "client_number", "phone", "reach", "whereabouts", "account", "need",
)  # fmt: skip


@reading(Verb.REFERRAL_LIST)
def queue(actor: Actor, _: None = None, /, *, after: Place | None = None) -> Queue:
    """List the referrals that wait, urgent ones and children first, then the oldest; three queries."""
    if after is None:
        return _stretch(actor, _first_waiting(actor))
    later = Q(received_at__gt=after.received_at) | Q(received_at=after.received_at, pk__gt=after.id)
    further: Any = Q(place=after.place) & later | Q(place__gt=after.place)
    rows = waiting(actor).filter(further)
    return _stretch(actor, list(rows[: PAGE + 1]))


@reading(Verb.REFERRAL_LIST)
def decided(actor: Actor, _: None = None, /, *, after: Place | None = None) -> Queue:
    """List the referrals that wait no more, the newest first; two queries."""
    rows = bare(actor).exclude(state__in=WAITING).order_by("-received_at", "-pk")
    if after is not None:
        rows = rows.filter(Q(received_at__lt=after.received_at) | Q(received_at=after.received_at, pk__lt=after.id))
    return _stretch(actor, list(rows[: PAGE + 1]))


def bare(actor: Actor) -> QuerySet[Referral]:
    """Give the referrals in reach without their sealed columns, with what is told of them. Only inside a door."""
    rows: QuerySet[Referral] = Referral.objects.within(actor).defer(*BODIES)
    return rows.annotate(
        gives_reasons=_is_told(Q(need__isnull=False) | Q(account__isnull=False)),
        gives_reach=_is_told(Q(reach__isnull=False)),
        place=queue_place(is_childs=Q(age_band__in=CHILDREN), is_urgent=Q(is_urgent=True)),
    )


def waiting(actor: Actor) -> QuerySet[Referral]:
    """Give the rows of `bare` that wait, the most pressing first. Only inside a door."""
    rows: Any = bare(actor).filter(state__in=WAITING)
    ordered: QuerySet[Referral] = rows.order_by("place", "received_at", "pk")
    return ordered


def lines(actor: Actor, rows: list[Referral]) -> tuple[Line, ...]:
    """Give rows of `bare` as a list shows them, with what each still lacks. One query. Only inside a door."""
    said: dict[UUID, list[Consent]] = {each.pk: [] for each in rows}
    waits = [each.pk for each in rows if each.state in OPEN_STATES]
    for consent in bare_consents_of(actor, keys=waits) if waits else []:
        said[consent.referral_id].append(consent)
    return tuple(_line(each, said[each.pk]) for each in rows)


def _is_told(condition: Q) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(condition, output_field=BooleanField())


@Compiled
def _first_waiting(actor: Actor) -> QuerySet[Referral]:
    return waiting(actor)[: PAGE + 1]


def _stretch(actor: Actor, found: list[Referral]) -> Queue:
    shown = found[:PAGE]
    current().note(Verb.REFERRAL_LIST, "read", kind="referrals.referral", shown=[each.subject_id for each in shown])
    last = shown[-1] if len(found) > PAGE else None
    return Queue(lines(actor, shown), _place_of(last) if last else None)


def _place_of(row: Any) -> Place:
    return Place(row.place, row.received_at, row.pk)


def _line(row: Referral, consents: list[Consent]) -> Line:
    held = submitted(
        row,
        consents,
        gives_reasons=row.gives_reasons,  # type: ignore[attr-defined]  # annotated by `bare`
        gives_reach=row.gives_reach,  # type: ignore[attr-defined]
    )
    waits = row.state in OPEN_STATES
    return Line(
        id=row.pk,
        reference=row.reference,
        state=State(row.state),
        received_at=row.received_at,
        decided_on=row.decided_on,
        is_urgent=row.is_urgent,
        age_band=AgeBand(row.age_band),
        missing=rules.completeness(held).outcome.missing if waits else (),
        is_prepared=waits and row.draft is not None,
    )
