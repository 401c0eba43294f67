"""The cast: people with their roles, as every test knows them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kajo.access.doors import acting
from kajo.access.roles import CONSOLE, Actor, Role
from kajo.access.verbs import Verb
from kajo.accounts.models import Login, Office, Posting, RoleAssignment, Staff

SINCE = date(2020, 1, 1)
ROLES = {
    "aino": (Role.DIRECTOR, 1),
    "veikko": (Role.CASE_WORKER, 1),
    "hilla": (Role.CASE_WORKER, 2),
    "tuuli": (Role.CASE_WORKER, 3),
    "mikko": (Role.DUTY_OFFICER, 1),
    "marja": (Role.MANAGER, 1),
    "tove": (Role.DATA_PROTECTION, 1),
    "outi": (Role.CASE_WORKER, 1),
    "anna": (Role.ADMINISTRATOR, 1),
    "pekka": (Role.COUNTY, None),
    "pihla": (Role.PROVIDER, None),
}


def member(name: str) -> Actor:
    """Give the actor of one of the cast, making login, staff row, role and posting if they are not there yet."""
    role, office = ROLES[name]
    known = Staff.objects.filter(login__login=name).first()
    staff = known or _made(name, role, office)
    return Actor(staff.pk, staff.name, frozenset({role}), office)


def _made(name: str, role: Role, office: int | None) -> Staff:
    at = datetime.now(UTC)
    with acting(CONSOLE, Verb.STAFF_MAKE, at):
        if office is not None and not Office.objects.filter(code=office).exists():
            label = f"Office {office}"
            Office.objects.create(code=office, name_fi=label, name_sv=label, name_en=label, from_on=SINCE)
        login = Login.objects.create(login=name, made_at=at)
        staff = Staff.objects.create(
            login=login, name=name.capitalize(), organisation="" if office else "Example partner", from_on=SINCE
        )
        RoleAssignment.objects.create(staff=staff, role=str(role), from_on=SINCE, granted_at=at)
        if office is not None:
            Posting.objects.create(staff=staff, office_id=office, from_on=SINCE)
    return staff
