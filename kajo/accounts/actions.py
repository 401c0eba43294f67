"""What may be done with people, their roles and their sign-ins?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from kajo.access.doors import action
from kajo.access.gate import Forbidden, NotFound, Refused
from kajo.access.roles import Actor, Role
from kajo.access.ties import open_subject
from kajo.access.verbs import Verb
from kajo.accounts.models import Login, Office, Posting, Reach, RoleAssignment, Session, Staff, Team
from kajo.accounts.sign_in import factors, flows, sessions
from kajo.accounts.terms import LOGIN_SHAPE, LONGEST_NAME, PARTNER_ROLES, Ended
from kajo.bridges.carrying import Means, fits
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.vault.lookup import Match, normal
from kajo.vault.models import Kind

START_PASSWORD_LIFE = timedelta(days=7)
NO_NUMBER = _("Write the whole number, for instance +358 40 123 4567.")
NO_ADDRESS = _("Write the whole address, for instance name@example.org.")
ANOTHER_OFFICES = _("This team belongs to another office.")


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Whom an empty installation begins with: login, name, and the password handed over in person."""

    login: str
    name: str
    password: str


@action(Verb.STAFF_FIRST)
def first_administrators(
    actor: Actor, _nothing: None = None, /, *, people: Sequence[NewPerson], at: datetime
) -> list[Staff]:
    """Make the two administrators of an empty installation. Works once.

    Raises Refused if anybody is here already, or if they are not two.
    """
    if Staff.objects.exists():
        raise Refused(_("There are people in this installation already; its administrators make new ones."))
    if len(people) != 2:
        raise Refused(_("An installation begins with two administrators, because nobody grants a role to oneself."))
    made = [
        make_staff(actor, None, login=each.login, name=each.name, password=each.password, office=1, at=at)
        for each in people
    ]
    for staff in made:
        grant_role(actor, staff, role=Role.ADMINISTRATOR, from_on=legal_day(at), at=at)
    return made


@action(Verb.STAFF_MAKE)
def make_staff(
    actor: Actor,
    _nothing: None = None,
    /,
    *,
    login: str,
    name: str,
    password: str,
    office: int | None = None,
    team: UUID | None = None,
    title: str = "",
    organisation: str = "",
    from_on: date | None = None,
    at: datetime,
) -> Staff:
    """Make a person with a login and the password that is handed over in person; it works for seven days.

    Our own people belong to an office, and a team of it if any, partners' people to an organisation. Raises Refused
    if the login is taken, and for what is no login and no name.
    """
    name_typed = login.strip().lower()
    if not re.fullmatch(LOGIN_SHAPE, name_typed):
        raise Refused(_("A login has 2 to 40 small letters, digits, points and hyphens."), field="login")
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused(_("A name has at most 120 signs, and is not empty."), field="name")
    if (office is None) == (organisation == ""):
        raise Refused(_("Name either an office or the partner's organisation."), field="office")
    if team is not None and office is None:
        raise Refused(ANOTHER_OFFICES, field="team")
    if Login.objects.filter(login=name_typed).exists():
        raise Refused(_("This login is taken."), field="login")
    start = from_on or legal_day(at)
    row = Login(login=name_typed, made_at=at, password_until_at=at + START_PASSWORD_LIFE)
    row.set_password(password)
    row.save(force_insert=True)
    staff = Staff.objects.create(login=row, name=name, title=title, organisation=organisation, from_on=start)
    if office is not None:
        place = _office(office, start)
        Posting.objects.create(staff=staff, office=place, team=team_there(team, place.code, start), from_on=start)
    return staff


@action(Verb.STAFF_POST)
def post(
    actor: Actor, staff: Staff | UUID, /, *, office: int, team: UUID | None = None, from_on: date, at: datetime
) -> Posting:
    """Post a person to an office, and a team of it, from a day on; the former posting ends that day.

    Raises Refused if the office or team was not there then, the team is another office's, or the former posting began
    later.
    """
    person = _person(staff)
    place = _office(office, from_on)
    group = team_there(team, place.code, from_on)
    former = Posting.objects.select_for_update().filter(staff=person, until_on=None).first()
    if former is not None:
        if from_on < former.from_on:
            raise Refused(_("The person was posted after that day already."), field="from_on")
        Posting.objects.filter(pk=former.pk).update(until_on=from_on)
    sessions.end_all(person.login_id, Ended.ROLES, at)
    return Posting.objects.create(staff=person, office=place, team=group, from_on=from_on)


@action(Verb.TEAM_MAKE)
def make_team(actor: Actor, _nothing: None = None, /, *, name: str, office: int, from_on: date, at: datetime) -> Team:
    """Make a team of an office from a day on. Where the office has a last day, the team ends with it.

    Raises Refused if the office was not open then, or has a team of this name that day or later.
    """
    place = _office(office, from_on)
    if Team.objects.filter(office=place, name__iexact=name).exclude(until_on__lte=from_on).exists():
        raise Refused(_("This office has a team of this name already."), field="name")
    return Team.objects.create(office=place, name=name, from_on=from_on, until_on=place.until_on)


@action(Verb.TEAM_END)
def end_team(actor: Actor, team: UUID, /, *, until_on: date, at: datetime) -> Team:
    """End a team: the day is the first one without it. Nothing is taken from anybody.

    Raises Refused for a day that is past or not after the team's first, for a team whose end is known already, and
    while somebody is posted to it on that day or later: they are posted elsewhere first, each by name, because nobody
    else can say where to. Cases do not hold a team back: whoever makes teams sees no cases, each has its workers by
    tie, and the team they had stays as history until the case is next given to somebody. What the team still had to
    do is from then on anybody's who may do it (`work.queries.own_tasks`), so nothing lies where nobody looks.
    """
    row = Team.objects.select_for_update().filter(pk=team).first()
    if row is None:
        raise NotFound
    if row.until_on is not None:
        raise Refused(_("The last day of this team is known already."))
    if until_on < legal_day(at) or until_on <= row.from_on:
        raise Refused(_("A team ends today or later, and after its first day."), field="until_on")
    if Posting.objects.filter(team=row).exclude(until_on__lte=until_on).exists():
        raise Refused(_("People are posted to this team on that day. Post them elsewhere first."), field="until_on")
    row.until_on = until_on
    row.save(update_fields=["until_on"])
    return row


@action(Verb.ROLE_GRANT)
def grant_role(
    actor: Actor, staff: Staff | UUID, /, *, role: Role, from_on: date, until_on: date | None = None, at: datetime
) -> RoleAssignment:
    """Give a person a role from a day on. Ends the person's visits, so that the role counts at once.

    Raises Refused if it is oneself, a partner's role for our own person or the other way, held already on one of the
    days, or if somebody lets it begin before today: only history has roles of the past.
    """
    person = _person(staff)
    if person.pk == actor.id:
        raise Refused(_("Nobody gives a role to oneself: another administrator does it."))
    if (role in PARTNER_ROLES) != (person.organisation != ""):
        raise Refused(_("This role is for people of the other kind."), field="role")
    if person.until_on is not None:
        raise Refused(_("The person has left already."))
    if actor.id is not None and from_on < legal_day(at):
        raise Refused(_("A role does not begin before today."), field="from_on")
    held = RoleAssignment.objects.filter(staff=person, role=role, ended_at=None).exclude(until_on__lte=from_on)
    if (held if until_on is None else held.filter(from_on__lt=until_on)).exists():
        raise Refused(_("The person has this role already on some of these days."), field="role")
    sessions.end_all(person.login_id, Ended.ROLES, at)
    return RoleAssignment.objects.create(
        staff=person, role=role, from_on=from_on, until_on=until_on, granted_by_id=actor.id, granted_at=at
    )


@action(Verb.ROLE_END)
def end_role(actor: Actor, assignment: RoleAssignment | UUID, /, *, at: datetime) -> RoleAssignment:
    """End a role now, and the person's visits with it.

    Raises Refused if it has ended already, or if fewer than two administrators would remain.
    """
    key = assignment if isinstance(assignment, UUID) else assignment.pk
    row = RoleAssignment.objects.select_for_update(of=("self",)).select_related("staff").filter(pk=key).first()
    if row is None:
        raise NotFound
    if row.ended_at is not None:
        raise Refused(_("This role has ended already."))
    _leave_two_administrators(row.staff, at, role=row.role)
    _end(row, actor, at)
    sessions.end_all(row.staff.login_id, Ended.ROLES, at)
    return row


@action(Verb.STAFF_LEAVE)
def leave(actor: Actor, staff: Staff | UUID, /, *, at: datetime) -> Staff:
    """Note that a person no longer works here from today: roles, posting, visits and second factors end at once.

    Raises Refused for oneself and if two administrators would not remain.
    """
    row = _person(staff)
    if row.pk == actor.id:
        raise Refused(_("Another administrator does this."))
    if row.until_on is not None:
        raise Refused(_("The person has left already."))
    for assignment in RoleAssignment.objects.select_for_update().filter(staff=row, ended_at=None):
        _leave_two_administrators(row, at, role=assignment.role)
        _end(assignment, actor, at)
    day = legal_day(at)
    Posting.objects.filter(staff=row, until_on=None).update(until_on=day)
    row.until_on = max(day, row.from_on)
    row.save(update_fields=["until_on"])
    Reach.objects.filter(staff=row).update(value=None)
    Login.objects.filter(pk=row.login_id).update(is_active=False)
    factors.forget_all(Login(pk=row.login_id))
    sessions.end_all(row.login_id, Ended.LEFT, at)
    return row


@action(Verb.STAFF_RECOVER)
def recover(actor: Actor, staff: Staff | UUID, /, *, password: str, at: datetime) -> Staff:
    """Let a person who lost password or second factor in again: a new password handed over in person, factors anew.

    Raises Refused for oneself.
    """
    row = _person(staff)
    if row.pk == actor.id:
        raise Refused(_("Another administrator does this."))
    login = Login.objects.select_for_update().get(pk=row.login_id)
    login.set_password(password)
    login.password_until_at = at + START_PASSWORD_LIFE
    login.save(update_fields=["password", "password_until_at"])
    factors.forget_all(login)
    sessions.end_all(login.pk, Ended.PASSWORD, at)
    return row


@action(Verb.SESSION_PASSWORD)
def change_password(
    actor: Actor, _nothing: None = None, /, *, password: str, visit: UUID | None = None, at: datetime
) -> None:
    """Change one's own password; all visits but the present one end."""
    login = own_login(actor)
    login.set_password(password)
    login.password_until_at = None
    login.save(update_fields=["password", "password_until_at"])
    sessions.end_all(login.pk, Ended.PASSWORD, at, but=visit)


@action(Verb.SESSION_FACTOR)
def set_app(
    actor: Actor, _nothing: None = None, /, *, secret: str, code: str, visit: UUID | None = None, at: datetime
) -> None:
    """Change one's own authenticator app; all visits but the present one end. Raises Refused if the code is wrong."""
    login = own_login(actor)
    if not factors.set_app(login, secret, code, at):
        raise Refused(flows.WRONG_CODE, field="code")
    sessions.end_all(login.pk, Ended.PASSWORD, at, but=visit)


@action(Verb.SESSION_FACTOR)
def add_passkey(
    actor: Actor, _nothing: None = None, /, *, name: str, credential: dict[str, object], at: datetime
) -> None:
    """Add a passkey of one's own. Raises Refused if the browser's answer is not the one that was asked for."""
    flows.add_passkey(own_login(actor), name=name, credential=credential)


@action(Verb.SESSION_FACTOR)
def remove_passkey(
    actor: Actor, _nothing: None = None, /, *, passkey: int, visit: UUID | None = None, at: datetime
) -> None:
    """Take one's own passkey away; other visits end.

    Raises Refused if it is the last second factor, NotFound if it is no passkey of one's own.
    """
    login = own_login(actor)
    if not factors.remove_passkey(login, passkey):
        raise Refused(_("This is your only second factor. Add another one first."))
    sessions.end_all(login.pk, Ended.PASSWORD, at, but=visit)


@action(Verb.SESSION_FACTOR)
def new_recovery_codes(actor: Actor, _nothing: None = None, /, *, at: datetime) -> list[str]:
    """Make new recovery codes of one's own, shown once; the former ones stop working."""
    return factors.new_recovery_codes(own_login(actor))


@action(Verb.SESSION_END)
def end_visit(actor: Actor, visit: UUID, /, *, at: datetime) -> None:
    """End one of one's own visits. Raises NotFound for anybody else's."""
    if not Session.objects.filter(pk=visit, login=own_login(actor), ended_at=None).exists():
        raise NotFound
    sessions.end(visit, Ended.BY_HAND, at)


@action(Verb.STAFF_REACH)
def reach(actor: Actor, _nothing: None = None, /, *, ways: Mapping[Means, str], at: datetime) -> Staff:
    """Note how oneself is reached by messages on duty; an empty way is none any more, and the former is gone.

    Raises Refused for what is no number in international form or no address of e-mail, Forbidden for machines.
    """
    if actor.id is None:
        raise Forbidden
    for means, written in ways.items():
        value = written.strip() if means is Means.MAIL else normal(Match.PHONE, written)
        if written.strip() and not fits(means, value):
            raise Refused(NO_ADDRESS if means is Means.MAIL else NO_NUMBER, field=str(means))
        row = Reach.objects.select_for_update().filter(staff=actor.id, means=str(means)).first()
        if row is None and value:
            subject = Reach.objects.filter(staff=actor.id).values_list("subject", flat=True).first()
            subject = subject or open_subject(Kind.STAFF, at=at).pk
            Reach.objects.create(subject_id=subject, staff_id=actor.id, means=str(means), value=value, noted_at=at)
        elif row is not None:
            row.value, row.noted_at = value or None, at
            row.save(update_fields=["value", "noted_at"])
    return Staff.objects.get(pk=actor.id)


def own_login(actor: Actor) -> Login:
    """Give the login of whoever acts. Raises Forbidden for visitors and machines."""
    rows = Login.objects.select_for_update(of=("self",))  # the partner site may not lock rows of staff
    found = rows.filter(staff__id=actor.id, is_active=True).first() if actor.id else None
    if found is None:
        raise Forbidden
    return found


def team_there(key: UUID | None, office: int, on: date) -> Team | None:
    """Give the team of an office on a day, None where none is asked for. Raises Refused if it is not there.

    Locked, so that it does not end while somebody or something is given to it.
    """
    if key is None:
        return None
    found = Team.objects.select_for_update(no_key=True).filter(pk=key).first()
    if found is None or found.office_id != office:
        raise Refused(ANOTHER_OFFICES, field="team")
    if on < found.from_on or (found.until_on is not None and found.until_on <= on):
        raise Refused(_("This team is not there on that day."), field="team")
    return found


def _person(given: Staff | UUID) -> Staff:
    key = given if isinstance(given, UUID) else given.pk
    found = Staff.objects.select_for_update().filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def _office(code: int, on: date) -> Office:
    found = Office.objects.filter(code=code, from_on__lte=on).first()
    if found is None or (found.until_on is not None and found.until_on <= on):
        raise Refused(_("This office was not open on that day."), field="office")
    return found


def _end(assignment: RoleAssignment, actor: Actor, at: datetime) -> None:
    assignment.ended_by_id, assignment.ended_at = actor.id, at
    assignment.save(update_fields=["ended_by", "ended_at"])


def _leave_two_administrators(staff: Staff, at: datetime, *, role: str) -> None:
    """Refuse what would leave fewer than two administrators: nobody could give a role any more."""
    if role != Role.ADMINISTRATOR:
        return
    day = legal_day(at)
    others = RoleAssignment.objects.filter(
        role=Role.ADMINISTRATOR, ended_at=None, from_on__lte=day, until_on=None, staff__until_on=None
    ).exclude(staff=staff)
    if others.values("staff").distinct().count() < 2:
        raise Refused(_("Two administrators must remain: nobody gives a role to oneself."))
