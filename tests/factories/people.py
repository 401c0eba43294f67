"""People who can sign in, and their way in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client
from django.utils.timezone import now

from kajo.access.roles import CONSOLE, Actor, Role, StepUp
from kajo.accounts import actions
from kajo.accounts.models import Login, Staff
from kajo.accounts.sign_in import factors
from kajo.accounts.sign_in.sessions import STEP_UP, SessionStore, person_of
from kajo.accounts.terms import PARTNER_ROLES, Factor
from kajo.law.calendar import legal_day

PASSWORD = "four-words-in-a-row"
SECRET = "KRSXG5DTNFXGOIDXNF2GQIDL"


def hired(
    login: str, *roles: Role, office: int | None = 1, enrolled: bool = True, own_password: bool = True, name: str = ""
) -> Staff:
    """A person with these roles, with the tests' password and authenticator secret."""
    at = datetime.now(UTC)
    partner = bool(PARTNER_ROLES & set(roles))
    staff = actions.make_staff(
        CONSOLE, None, login=login, name=name or login.capitalize(), password=PASSWORD, at=at,
        office=None if partner else office, organisation="Example Provider" if partner else "",
    )  # fmt: skip
    for role in roles:
        actions.grant_role(CONSOLE, staff, role=role, from_on=legal_day(at), at=at)
    if own_password:
        Login.objects.filter(pk=staff.login_id).update(password_until_at=None)
    if enrolled:
        factors.put_app(staff.login, SECRET)
    return staff


def code(steps: int = 0, secret: str = SECRET) -> str:
    """The code of the authenticator app now, or some steps later."""
    return str(format_hotp_value(hotp_value(secret, int(datetime.now(UTC).timestamp()) // 30 + steps)))


def visiting(actor: Actor, client: Client | None = None, *, ago: timedelta = timedelta(0), **remembered: Any) -> Client:
    """A browser in which this person is signed in already, without the pages of the sign-in."""
    client = client or Client()
    store = SessionStore()
    login = Staff.objects.select_related("login").get(pk=actor.id).login
    store.belong_to(person_of(login.pk, now()), strong=Factor.TOTP, at=now() - ago)
    store.update(remembered)
    store.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
    return client


def confirmed(verb: str, target: str = "", *, ago: timedelta = timedelta(0)) -> dict[str, dict[str, str]]:
    """What a visit remembers of a fresh second factor: `visiting(aino, **confirmed("role.grant"))`."""
    return {STEP_UP: {"at": (now() - ago).isoformat(), "verb": verb, "target": target}}


def acting_as(staff: Staff, step_up: str = "") -> Actor:
    """The actor of a person as of today, perhaps with a fresh second factor for one verb."""
    actor = person_of(staff.login_id, now()).actor()
    return proven(actor, step_up) if step_up else actor


def proven(actor: Actor, verb: str, target: Any = "") -> Actor:
    """The same actor with a fresh second factor for one deed on one record."""
    return actor.stepped_up(StepUp(now(), verb, str(getattr(target, "pk", target))))
