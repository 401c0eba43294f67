"""Who works here, and in which roles?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch

from kajo.access.doors import reading
from kajo.access.roles import Actor, Role
from kajo.access.verbs import Verb
from kajo.accounts.models import Posting, RoleAssignment, Staff


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody holds or held."""

    id: UUID
    role: Role
    from_on: date
    until_on: date | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person as the list shows one."""

    id: UUID
    login: str
    name: str
    title: str
    organisation: str
    office: int | None
    until_on: date | None
    roles: tuple[Held, ...]


@reading(Verb.STAFF_LIST)
def staff_list(actor: Actor, _nothing: None = None, /, *, on: date) -> list[Colleague]:
    """List everybody with office and roles on a day, those who have left last; three queries."""
    postings = Posting.objects.filter(from_on__lte=on).exclude(until_on__lte=on).order_by("-from_on", "id")
    roles = RoleAssignment.objects.order_by("role", "from_on", "id")
    rows = (
        Staff.objects.select_related("login")
        .prefetch_related(Prefetch("postings", postings, "today"), Prefetch("roles", roles))
        .order_by("name", "id")
    )
    found = [_colleague(row) for row in rows]
    return sorted(found, key=lambda each: each.until_on is not None and each.until_on <= on)


def _colleague(row: Staff) -> Colleague:
    today: list[Posting] = row.today  # type: ignore[attr-defined]  # named by the prefetch above
    return Colleague(
        id=row.pk,
        login=row.login.login,
        name=row.name,
        title=row.title,
        organisation=row.organisation,
        office=today[0].office_id if today else None,
        until_on=row.until_on,
        roles=tuple(
            Held(each.pk, Role(each.role), each.from_on, each.until_on, each.ended_at) for each in row.roles.all()
        ),
    )
