"""What waits for me?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from kajo.access import gate
from kajo.access.crossing import current
from kajo.access.doors import reading
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.cases.models import Case
from kajo.decisions import queries as decisions
from kajo.decisions.models import Decision
from kajo.decisions.terms import REFLECTION, DecisionKind
from kajo.referrals import queries as referrals
from kajo.referrals.models import Referral
from kajo.referrals.queries import Line
from kajo.work import queries as work
from kajo.work.queries import Waiting

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that waits for the actor's signature; `matter` is the referral or the case it decides."""

    id: UUID
    reference: str
    kind: DecisionKind
    matter: UUID
    prepared_by: str
    prepared_at: datetime
    is_correction: bool
    is_anew: bool

    @property
    def is_of_a_case(self) -> bool:
        """Tell whether it is decided on the page of a case: a child's admission, a reflection period, a removal."""
        return self.kind in (DecisionKind.ADMIT_35_3, DecisionKind.REMOVE) or self.kind in REFLECTION


@dataclass(frozen=True, slots=True)
class Desk:
    """What the front page shows. Where there is more than it shows, `has_more_…` says so."""

    tasks: tuple[Waiting, ...]
    urgent: tuple[Line, ...]
    drafts: tuple[Draft, ...]
    has_more_tasks: bool
    has_more_urgent: bool
    may_log_calls: bool
    may_list_referrals: bool
    may_see_unattended: bool


@reading(Verb.DESK_VIEW)
def mine(actor: Actor, _: None = None, /, *, on: date) -> Desk:
    """Give the actor's tasks, the urgent referrals and the drafts to sign, ten of each; five queries at most.

    Drafts to sign are those whose kind the actor may decide: all for the director, the delegated ones for others.
    A draft on a referral that has ended otherwise waits for nobody.
    """
    tasks = list(work.own_tasks(actor, on)[: SHOWN + 1]) if gate.may(actor, Verb.TASK_VIEW) else []
    urgent = _urgent(actor) if gate.may(actor, Verb.REFERRAL_LIST) else []
    drafts = _drafts(actor) if gate.may(actor, Verb.DECISION_SIGN) else []
    subjects = {each.subject_id for each in (*tasks[:SHOWN], *urgent[:SHOWN], *drafts)}
    current().note(Verb.DESK_VIEW, "read", shown=sorted(subjects))
    return Desk(
        tasks=work.lines(actor, tasks[:SHOWN], on),
        urgent=referrals.lines(actor, urgent[:SHOWN]),
        drafts=tuple(
            Draft(
                id=each.pk,
                reference=each.reference,
                kind=DecisionKind(each.decision_kind),
                matter=each.matter,
                prepared_by=each.prepared_by.name if each.prepared_by else "",
                prepared_at=each.prepared_at,
                is_correction=each.corrects_id is not None,
                is_anew=bool(each.anew),
            )
            for each in drafts
        ),
        has_more_tasks=len(tasks) > SHOWN,
        has_more_urgent=len(urgent) > SHOWN,
        may_log_calls=gate.may(actor, Verb.CONTACT_LOG),
        may_list_referrals=gate.may(actor, Verb.REFERRAL_LIST),
        may_see_unattended=gate.may(actor, Verb.DESK_UNATTENDED),
    )


def _urgent(actor: Actor) -> list[Referral]:
    return list(referrals.waiting(actor).filter(is_urgent=True)[: SHOWN + 1])


def _drafts(actor: Actor) -> list[Decision]:
    rows = Decision.objects.within(actor, Verb.DECISION_SIGN).filter(state="draft").exclude(prepared_by=actor.id)
    if not decisions.decides_all(actor):
        rows = rows.filter(decision_kind__in=decisions.delegated(actor.id, decisions.TODAY))
    ended = Referral.objects.within(actor).filter(pk=OuterRef("matter")).exclude(state__in=referrals.WAITING)
    rows = (
        rows.filter(Q(corrects__isnull=False) | ~Exists(ended))
        .select_related("prepared_by")
        .defer("texts", "party", "alone_reason")
    )
    of_child: Any = Q(decision_kind=str(DecisionKind.ADMIT_35_3)) | Exists(
        Referral.objects.within(actor).filter(pk=OuterRef("matter"), age_band__in=referrals.CHILDREN)
    )
    childs = Case.objects.within(actor).filter(pk=OuterRef("matter"))
    of_child |= Exists(childs.filter(Q(category="child") | Q(is_admitted_as_minor=True)))
    urgent = Exists(Referral.objects.within(actor).filter(pk=OuterRef("matter"), is_urgent=True))
    rows = rows.annotate(is_childs=ExpressionWrapper(of_child, BooleanField()), is_urgent=urgent)
    rows = rows.annotate(place=work.queue_place(is_childs=Q(is_childs=True), is_urgent=Q(is_urgent=True)))
    return list(rows.order_by("place", "prepared_at", "pk")[:SHOWN])
