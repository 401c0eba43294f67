"""Whose visit does this cookie stand for?

A visit is one row. The cookie carries a random key; the row knows only a keyed hash of it, and what the visit
remembers (`data`) is encrypted under that key and one outside the database, bound to row, login, second factor and
site. So a copy of the table opens nobody's visit, and a row that was written or changed by anybody else is none: every
visit has sealed data, also one that remembers nothing.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.db import connection, transaction
from django.utils.timezone import now

from kajo.access.roles import Actor, Role, StepUp
from kajo.accounts.models import Login, Session
from kajo.accounts.sign_in.sealing import Unopenable, keyed
from kajo.accounts.terms import Ended, Factor
from kajo.law.calendar import legal_day
from kajo.ledger.guarded import row_id

IDLE_MINUTES = 15
IDLE_MINUTES_ON_DUTY = 60
LIFE = timedelta(hours=10)
LIFE_BEFORE_SIGN_IN = timedelta(hours=1)  # as long as a kept text waits
AT_ONCE = 2
SEEN_EVERY = timedelta(minutes=1)
KEPT_AFTER_END = timedelta(days=1)
STEP_UP = "step_up"

# One statement for visit, login, person, office and roles: it runs on every request.
WHO = """
       l.id, l.login, l.is_active and (%(demo)s or not l.is_demo), p.id, p.name, p.organisation,
       (select o.office from accounts_posting o
         where o.staff_id = p.id and o.from_on <= %(day)s and (o.until_on is null or o.until_on > %(day)s)
         order by o.from_on desc limit 1),
       array(select r.role from accounts_roleassignment r
              where r.staff_id = p.id and r.ended_at is null
                and r.from_on <= %(day)s and (r.until_on is null or r.until_on > %(day)s))
"""
PERSON = "left join accounts_staff p on p.login_id = l.id and (p.until_on is null or p.until_on > %(day)s)"
FIND = f"""
select v.id, v.site, v.strong, v.data, v.made_at, v.seen_at, v.until_at, v.idle_minutes, v.ended_at, v.ended_because,
       {WHO}
  from accounts_session v left join accounts_login l on l.id = v.login_id {PERSON}
 where v.key_hash = %(hash)s
"""  # noqa: S608  (constants above)
LOOK_UP = f"select {WHO} from accounts_login l {PERSON} where l.id = %(login)s"  # noqa: S608  (constants above)


@dataclass(frozen=True, slots=True)
class Person:
    """Who stands behind a login today: all empty where there is nobody."""

    login_id: UUID | None
    login: str | None
    is_active: bool | None
    staff_id: UUID | None
    name: str | None
    organisation: str | None
    office: int | None
    roles: list[str]

    def enters(self, site: str) -> bool:
        """Tell whether this person signs in at this site: our own people at staff, partners' people at partner."""
        here = "staff" if self.organisation == "" else "partner"
        return bool(self.is_active and self.staff_id and self.roles) and here == site

    def actor(self, step_up: StepUp | None = None) -> Actor:
        """Give who acts, with the roles of the day."""
        roles = frozenset(Role(role) for role in self.roles)
        return Actor(id=self.staff_id, name=self.name or "", roles=roles, office=self.office, step_up=step_up)


@dataclass(frozen=True, slots=True)
class Visit:
    """A session row as found, with the person it belongs to."""

    id: UUID
    site: str
    strong: str
    data: bytes
    made_at: datetime
    seen_at: datetime
    until_at: datetime
    idle_minutes: int
    ended_at: datetime | None
    ended_because: str
    person: Person

    def end(self, at: datetime, site: str) -> Ended | None:
        """Tell why this visit is over at a moment, None while it goes on."""
        if self.ended_at is not None:
            return Ended(self.ended_because)
        if self.site != site:
            return Ended.ELSEWHERE
        if at >= self.until_at:
            return Ended.HOURS
        if at - self.seen_at >= timedelta(minutes=self.idle_minutes):
            return Ended.IDLE
        if self.person.login_id is not None and not self.person.enters(site):
            return Ended.ROLES
        return None


def hash_of(key: str) -> bytes:
    """Give the keyed hash under which the database knows a visit's key."""
    return keyed("visit", key.encode())


def find(key: str, at: datetime) -> Visit | None:
    """Give the visit of a key with its person, office and roles of the day, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, {"hash": hash_of(key), "day": legal_day(at), "demo": settings.DEMO})
        row = cursor.fetchone()
    if row is None:
        return None
    found = [*row[:10], Person(*row[10:])]
    return Visit(*found)


def person_of(login: UUID, at: datetime) -> Person:
    """Give the person of a login, with office and roles of the day."""
    with connection.cursor() as cursor:
        cursor.execute(LOOK_UP, {"login": login, "day": legal_day(at), "demo": settings.DEMO})
        return Person(*cursor.fetchone())


@dataclass(frozen=True, slots=True)
class Bond:
    """What the sealed data of a visit are bound to: its row, whose it is by which factor, and the site."""

    visit: UUID
    login: UUID | None
    strong: str
    site: str

    @property
    def words(self) -> bytes:
        """The associated data: two keys of sixteen bytes, then the words."""
        whose = self.login.bytes if self.login else bytes(16)
        return self.visit.bytes + whose + f"{self.strong}|{self.site}".encode()


def _cipher(key: str) -> AESGCM:
    return AESGCM(keyed("visit data", key.encode()))


def seal(key: str, bond: Bond, remembered: dict[str, Any]) -> bytes:
    """Encrypt what a visit remembers under its own key and the installation's."""
    nonce = os.urandom(12)
    return nonce + _cipher(key).encrypt(nonce, json.dumps(remembered).encode(), bond.words)


def unseal(key: str, bond: Bond, sealed: bytes) -> dict[str, Any]:
    """Give what a visit remembers. Raises Unopenable if the row was not written by us, or changed since."""
    sealed = bytes(sealed)
    try:
        found: dict[str, Any] = json.loads(_cipher(key).decrypt(sealed[:12], sealed[12:], bond.words))
    except (InvalidTag, ValueError):  # too short to hold even a nonce
        raise Unopenable("visit") from None
    return found


class SessionStore(SessionBase):
    """The visit behind `request.session`. It is nobody's until `belong_to` is called."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.visit: Visit | None = None
        self.over: Visit | None = None
        self.why: Ended | None = None
        self.row: UUID | None = None
        self._login: UUID | None = None
        self._strong = ""
        self._bound: dict[str, Any] = {}

    # -- what Django asks of a store --

    def load(self) -> dict[str, Any]:
        """Give what the visit remembers; nothing if it is over, unknown, or not as we wrote it."""
        at = now()
        key = self.session_key
        found = find(key, at) if key else None
        if found is None or key is None:
            return self._is_nobodys(None, None)
        end = found.end(at, settings.SITE)
        if end is not None:
            return self._is_nobodys(found, end)
        login = found.person.login_id
        try:
            remembered = unseal(key, Bond(found.id, login, found.strong, found.site), found.data)
        except Unopenable:
            return self._is_nobodys(found, Ended.ELSEWHERE)
        self.visit, self.row, self._login, self._strong = found, found.id, login, found.strong
        return remembered

    def _is_nobodys(self, over: Visit | None, why: Ended | None) -> dict[str, Any]:
        self.over, self.why, self._session_key = over, why, None
        return {}

    def exists(self, session_key: str) -> bool:
        """Tell whether there is a visit with this key."""
        return Session.objects.filter(key_hash=hash_of(session_key)).exists()

    def _get_new_session_key(self) -> str:
        return secrets.token_urlsafe(32)

    def create(self) -> None:
        """Begin a visit."""
        self._session_key = self._get_new_session_key()
        self.save(must_create=True)
        self.modified = True

    def cycle_key(self) -> None:
        """Give the same visit a new key; the old cookie opens nothing any more."""
        self.keys()  # what is remembered must be read while the old key opens it
        self._session_key = self._get_new_session_key()
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        """Write what the visit remembers. Raises UpdateError if it ended meanwhile."""
        remembered = {} if must_create else dict(self.items())
        if self.session_key is None:
            self._session_key = self._get_new_session_key()
        key = self.session_key
        assert key is not None
        row = self.row or row_id()
        bond = Bond(row, self._login, self._strong, settings.SITE)
        values = {"key_hash": hash_of(key), "data": seal(key, bond, remembered), **self._bound}
        if self.row is None:
            at = now()
            Session.objects.create(
                id=row,
                site=settings.SITE,
                **{
                    "made_at": at,
                    "seen_at": at,
                    "until_at": at + LIFE_BEFORE_SIGN_IN,
                    "idle_minutes": LIFE_BEFORE_SIGN_IN // timedelta(minutes=1),
                    **values,
                },
            )
            self.row = row
        elif not Session.objects.filter(pk=row, ended_at=None).update(**values):
            raise UpdateError
        self._bound = {}

    def delete(self, session_key: str | None = None) -> None:
        """End the visit, as signing out does."""
        if self.row is not None:
            end(self.row, Ended.SIGNED_OUT, now())
        self.row = self.visit = self._login = None
        self._strong = ""

    @classmethod
    def clear_expired(cls) -> None:
        """Delete what nobody needs any more."""
        forget(now())

    # -- what we add --

    def belong_to(self, person: Person, *, strong: Factor | None, at: datetime) -> None:
        """Make this the visit of a person whose second factor was given just now. Ends the oldest beyond two.

        Raises ValueError without a second factor: there is no other way to a signed-in visit.
        """
        if strong is None or person.login_id is None:
            raise ValueError("A visit belongs to somebody only after a second factor.")
        with transaction.atomic():
            Login.objects.select_for_update().get(pk=person.login_id)
            live = Session.objects.filter(login_id=person.login_id, ended_at=None, until_at__gt=at).exclude(
                pk=self.row or row_id()
            )
            for oldest in live.order_by("-seen_at", "-id").values_list("pk", flat=True)[AT_ONCE - 1 :]:
                end(oldest, Ended.THIRD, at)
        forget(at)
        self._login, self._strong = person.login_id, str(strong)
        self._bound = {
            "login_id": self._login,
            "strong": self._strong,
            "made_at": at,
            "seen_at": at,
            "until_at": at + LIFE,
            "idle_minutes": IDLE_MINUTES_ON_DUTY if Role.DUTY_OFFICER in person.roles else IDLE_MINUTES,
        }
        self.modified = True

    def saw(self, at: datetime) -> None:
        """Note that the person is still there, at most once a minute."""
        if self.visit is not None and at - self.visit.seen_at >= SEEN_EVERY:
            Session.objects.filter(pk=self.visit.id, seen_at__lt=at, ended_at=None).update(seen_at=at)

    def actor(self) -> Actor | None:
        """Give who acts in this visit, with the roles of the day and a second factor given lately; None for nobody."""
        remembered = dict(self.items())
        if self.visit is None or self.visit.person.login_id is None:
            return None
        proof = remembered.get(STEP_UP)
        return self.visit.person.actor(
            StepUp(datetime.fromisoformat(proof["at"]), proof["verb"], proof["target"]) if proof else None
        )

    def step_up(self, proof: StepUp) -> None:
        """Remember a fresh second factor for one deed, under a new key. A later one replaces it."""
        self.cycle_key()
        self[STEP_UP] = {"at": proof.at.isoformat(), "verb": proof.verb, "target": proof.target}


def end(visit: UUID, why: Ended, at: datetime) -> bool:
    """End one visit; tell whether it was still going on."""
    return bool(Session.objects.filter(pk=visit, ended_at=None).update(ended_at=at, ended_because=str(why)))


def end_all(login: UUID, why: Ended, at: datetime, *, but: UUID | None = None) -> int:
    """End all visits of a person, except perhaps the present one. Joins the transaction under way."""
    live = Session.objects.filter(login_id=login, ended_at=None)
    live = live if but is None else live.exclude(pk=but)
    return live.update(ended_at=at, ended_because=str(why))


def forget(at: datetime) -> None:
    """Delete visits that ended more than a day ago, and those that never became anybody's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from accounts_session where until_at < %s or (login_id is null and until_at < %s)",
            [at - KEPT_AFTER_END, at],
        )


@dataclass(frozen=True, slots=True)
class Own:
    """One of a person's own visits, as the page lists it."""

    id: UUID
    site: str
    strong: Factor
    made_at: datetime
    seen_at: datetime


def own_visits(login: UUID, at: datetime) -> list[Own]:
    """List a person's visits that go on, the latest first."""
    live = Session.objects.filter(login_id=login, ended_at=None, until_at__gt=at).order_by("-seen_at", "-id")
    return [
        Own(row.pk, row.site, Factor(row.strong), row.made_at, row.seen_at)
        for row in live
        if at - row.seen_at < timedelta(minutes=row.idle_minutes)
    ]
