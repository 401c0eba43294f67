"""Who are the people of the demonstration, whom everybody may sign in as?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from kajo.access.gate import Refused
from kajo.access.roles import Actor, Role
from kajo.accounts import actions
from kajo.accounts.models import Login, Staff
from kajo.accounts.sign_in import factors
from kajo.law.finding import N_ as _
from kajo.run.history.places import OFFICES, OULU
from kajo.run.history.staff import TEAMS

# Published in the contract: they open invented data only, and nothing where the demonstration is not on.
PASSWORD = "kajo-demo-password"  # noqa: S105
SECRET = "KRSXG5DTNFXGOIDXNF2GQIDL"  # noqa: S105
SINCE = date(2006, 1, 1)
BEGAN = {OULU: OFFICES[OULU][0]}


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast: login, name, title, role, and the office, with a team if any, or the partner's organisation."""

    login: str
    name: str
    title: str
    role: Role
    office: int | None = None
    organisation: str = ""
    team: str = ""


# Titles stand in letters, which are Finnish or Swedish.
CAST = (
    Member("aino", "Aino", "Johtaja", Role.DIRECTOR, 1),
    Member("veikko", "Veikko", "Sosiaaliohjaaja", Role.CASE_WORKER, 1, team="Joutseno 1"),
    Member("hilla", "Hilla", "Sosiaaliohjaaja", Role.CASE_WORKER, 2, team="Tampere"),
    Member("tuuli", "Tuuli", "Sosiaaliohjaaja", Role.CASE_WORKER, 3, team="Helsinki"),
    Member("mikko", "Mikko", "Päivystäjä", Role.DUTY_OFFICER, 1, team="Joutseno 1"),
    Member("marja", "Marja", "Esihenkilö", Role.MANAGER, 1),
    Member("tove", "Tove", "Tietosuojavastaava", Role.DATA_PROTECTION, 1),
    Member("outi", "Outi", "Sosiaaliohjaaja", Role.CASE_WORKER, 1, team="Joutseno 2"),
    Member("pekka", "Pekka", "Sosiaalityöntekijä", Role.COUNTY, None, "Example wellbeing services county"),
    Member("pihla", "Pihla", "Asumisneuvoja", Role.PROVIDER, None, "Example Housing"),
)


def make(actor: Actor, *, at: datetime) -> dict[str, Staff]:
    """Make the cast with the published password and second factor, and the teams; gives their staff rows by login.

    Raises Refused where the demonstration is not on.
    """
    if not settings.DEMO:
        raise Refused(_("The people of the demonstration are made only where demo data are on."))
    teams = {
        name: actions.make_team(actor, None, name=name, office=office, from_on=BEGAN.get(office, SINCE), at=at).pk
        for office, names in TEAMS.items()
        for name in names
    }
    made = {}
    for each in CAST:
        staff = actions.make_staff(
            actor, None, login=each.login, name=each.name, title=each.title, password=PASSWORD,
            office=each.office, team=teams.get(each.team), organisation=each.organisation, from_on=SINCE, at=at,
        )  # fmt: skip
        actions.grant_role(actor, staff, role=each.role, from_on=SINCE, at=at)
        Login.objects.filter(pk=staff.login_id).update(password_until_at=None, is_demo=True)
        factors.put_app(staff.login, SECRET)
        made[each.login] = staff
    return made
