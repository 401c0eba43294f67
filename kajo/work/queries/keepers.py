"""Who may do a task, and which tasks wait where nobody may?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kajo.access import matrix
from kajo.access.doors import reading
from kajo.access.models import Protected, Tie, Tied
from kajo.access.roles import Actor, Role
from kajo.access.scopes import Scope
from kajo.access.verbs import Verb
from kajo.accounts import queries as accounts
from kajo.accounts.models import RoleAssignment, Staff
from kajo.law.calendar import DAY
from kajo.vault.models import Subject
from kajo.work.models import Deputy, Task
from kajo.work.queries.waiting import open_tasks

NEAR = (Tied.ASSIGNED, Tied.GRANT)
MANAGES = (Role.MANAGER, Role.DIRECTOR)


@dataclass(frozen=True, slots=True)
class Named:
    """A deputy of the actor, from the first until the last day."""

    id: UUID
    name: str
    from_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Deputies:
    """Who is the actor's deputy, and who could be."""

    named: tuple[Named, ...]
    offered: tuple[tuple[UUID, str], ...]


def may_be_done_in(team: UUID, about: Protected, *, not_for: UUID | None, on: date) -> bool:
    """Tell whether somebody who is in a team on a day may complete a task about a record. Only inside a door."""
    members = accounts.posting_rows(on).filter(team=team).exclude(staff=not_for).values("staff")
    return able(about.subject_id, is_sealed=about.sealed, on=on).filter(staff__in=members).exists()


def able(subject: UUID, *, is_sealed: bool, on: date) -> QuerySet[RoleAssignment]:
    """Give the roles by which somebody may complete a task of a subject on a day. Only inside a door.

    It is the gate's question, asked of colleagues: by a role that reaches everything that is not sealed, or by a role
    that wants a tie and has one, and never for whoever is barred.
    """
    circle = _circle(subject)
    tied = Tie.objects.filter(subject__in=circle, from_on__lte=on).exclude(until_on__lte=on)
    reach = Q(role__in=_roles(is_own=True), staff__in=tied.filter(how__in=NEAR).values("staff"))
    if not is_sealed:
        reach |= Q(role__in=_roles(is_own=False))
    held = _held(on).filter(reach)
    return held.exclude(staff__in=tied.filter(how=Tied.CONFLICT).values("staff"))


def keeper(
    subject: UUID, *, office: int, is_sealed: bool, on: date, but: set[UUID | None], is_for_worker: bool
) -> UUID | None:
    """Name who may do a task and should: the worker who is assigned, else a manager, of the office first, else the
    director. None where nobody is left. Only inside a door.
    """
    held = able(subject, is_sealed=is_sealed, on=on).exclude(staff__in=[each for each in but if each is not None])
    if is_for_worker:
        assigned = Tie.objects.filter(subject__in=_circle(subject), how=Tied.ASSIGNED, from_on__lte=on)
        workers = held.filter(role=Role.CASE_WORKER, staff__in=assigned.exclude(until_on__lte=on).values("staff"))
        found: UUID | None = workers.order_by("staff__name", "staff").values_list("staff", flat=True).first()
        if found is not None:
            return found
    here = set(accounts.posting_rows(on).filter(office__code=office).values_list("staff", flat=True))
    managing = held.filter(role__in=MANAGES).order_by("staff__name", "staff").values_list("role", "staff")
    ranked = sorted(managing, key=lambda each: (each[0] != Role.MANAGER, each[1] not in here))
    return ranked[0][1] if ranked else None


def deputy_of(staff: UUID, on: date) -> UUID | None:
    """Name who is somebody's deputy on a day, the last one named; None for none. Only inside a door."""
    rows = Deputy.objects.filter(staff=staff, from_on__lte=on, until_on__gt=on)
    found: UUID | None = rows.order_by("-named_at", "-pk").values_list("deputy", flat=True).first()
    return found


def may_stand_in(on: date) -> QuerySet[Staff]:
    """Give those of our own who may do tasks on a day by some role. Only inside a door."""
    roles = [*_roles(is_own=True), *_roles(is_own=False)]
    return Staff.objects.filter(pk__in=_held(on).filter(role__in=roles).values("staff"), organisation="").exclude(
        until_on__lte=on
    )


@reading(Verb.TASK_DEPUTISE)
def deputies(actor: Actor, _: None = None, /, *, on: date) -> Deputies:
    """Give who is and will be the actor's deputy, and who could be; two queries."""
    rows = Deputy.objects.filter(staff=actor.id, until_on__gt=on).select_related("deputy").order_by("from_on", "pk")
    offered = may_stand_in(on).exclude(pk=str(actor.id)).order_by("name", "pk").values_list("pk", "name")
    return Deputies(
        named=tuple(Named(each.pk, each.deputy.name, each.from_on, each.until_on - DAY) for each in rows),
        offered=tuple(offered),
    )


def stuck_tasks(actor: Actor, on: date) -> QuerySet[Task]:
    """Give the tasks that wait where nobody may do them on a day: neither their owner or team, nor whoever they were
    escalated to. Only inside a door.

    What nobody owns, and what a team owns in which nobody is any more, anybody may do who may do such tasks.
    """
    members = accounts.posting_rows(on).filter(team=OuterRef("team"))
    of_members = accounts.posting_rows(on).filter(team=OuterRef(OuterRef("team"))).values("staff")
    owned = Q(owner__isnull=False) & ~_is_able(on, staff=OuterRef("owner"))
    of_team = Q(team__isnull=False) & Exists(members) & ~_is_able(on, staff__in=of_members)
    helped = Q(escalated_to__isnull=False) & _is_able(on, staff=OuterRef("escalated_to"))
    return open_tasks(actor).filter(owned | of_team).exclude(helped)


def _is_able(on: date, **whose: Any) -> Q:
    """Ask of a task's row what `able` asks of one subject: whether one of these people may complete it."""
    circle = Q(pk__in=[])
    for column in ("subject", "subject__linked_to", "subject__linked_to__linked_to"):
        circle |= Q(subject=OuterRef(OuterRef(column)))
    tied = Tie.objects.filter(circle, staff=OuterRef("staff"), from_on__lte=on).exclude(until_on__lte=on)
    held = _held(on).filter(~Exists(tied.filter(how=Tied.CONFLICT)), **whose)
    near = held.filter(Exists(tied.filter(how__in=NEAR)), role__in=_roles(is_own=True))
    return (Q(sealed=False) & Exists(held.filter(role__in=_roles(is_own=False)))) | Q(Exists(near))


def _held(on: date) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(from_on__lte=on, ended_at__isnull=True).exclude(until_on__lte=on)


def _roles(*, is_own: bool) -> list[str]:
    row = matrix.MATRIX[Verb.TASK_COMPLETE]
    return [str(role) for role in row if (row[role] is Scope.OWN) is is_own]


def _circle(subject: UUID) -> list[UUID]:
    """List a subject and those it is linked to: a tie to any of them reaches it."""
    found: list[UUID] = []
    above: UUID | None = subject
    while above is not None:
        found.append(above)
        above = Subject.objects.filter(pk=above).values_list("linked_to", flat=True).first()
    return found
