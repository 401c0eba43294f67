"""Which further staff does the demonstration need, whom nobody signs in as?

Case workers who have the cases that the cast cannot have, and a deputy who holds the director's delegation.
"""

from __future__ import annotations

from datetime import datetime

from kajo.access.crossing import current
from kajo.access.roles import Role
from kajo.access.verbs import Verb
from kajo.accounts.models import Login, Posting, RoleAssignment, Staff, Team
from kajo.decisions.models import Delegation
from kajo.decisions.terms import DecisionKind
from kajo.run.history.cast import SINCE
from kajo.run.history.places import JOUTSENO
from kajo.run.history.staff import DECIDES, Colleague, colleagues

WORKER, DEPUTY = "Sosiaaliohjaaja", "Varajohtaja"
DEPUTY_SIGNS = (DecisionKind.ADMIT_35_1, DecisionKind.ADMIT_35_2, DecisionKind.ADMIT_35_3, DecisionKind.REMOVE)


def make(*, at: datetime) -> None:
    """Make them in the act under way. They have neither a password nor a second factor, so nobody gets in as them."""
    act = current()
    everybody = [(each, WORKER, Role.CASE_WORKER) for each in colleagues()]
    everybody.append((Colleague("deputy", "Kertu Vesivalampi", JOUTSENO), DEPUTY, Role.DIRECTOR))
    logins = [Login(login=each.login, is_demo=True, made_at=at) for each, _, _ in everybody]
    for login in logins:
        login.set_unusable_password()
    Login.objects.bulk_create(logins)
    staff = [
        Staff(login=login, name=each.name, title=title, from_on=SINCE)
        for login, (each, title, _) in zip(logins, everybody, strict=True)
    ]
    Staff.objects.bulk_create(staff)
    teams = dict(Team.objects.values_list("name", "pk"))
    Posting.objects.bulk_create(
        Posting(staff=row, office_id=each.office, team_id=teams.get(each.team), from_on=SINCE)
        for row, (each, _, _) in zip(staff, everybody, strict=True)
    )
    RoleAssignment.objects.bulk_create(
        RoleAssignment(staff=row, role=str(role), from_on=SINCE, granted_at=at)
        for row, (_, _, role) in zip(staff, everybody, strict=True)
    )
    for row in staff:
        act.note(Verb.STAFF_MAKE, "done", kind=row._meta.label_lower, record=row.pk)
    kinds = " ".join(sorted(str(kind) for kind in DEPUTY_SIGNS))
    given_by = Staff.objects.get(login__login=DECIDES)
    delegation = Delegation.objects.create(staff=staff[-1], kinds=kinds, from_on=SINCE, given_by=given_by, given_at=at)
    act.note(Verb.DECISION_DELEGATE, "done", kind=delegation._meta.label_lower, record=delegation.pk)
