"""Which offices, people, roles and sign-ins are there?"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import get_language

from kajo.access.roles import PEOPLE_ROLES
from kajo.accounts.sign_in.hashing import bound
from kajo.accounts.terms import LOGIN_SHAPE, LONGEST_NAME
from kajo.bridges.carrying import Means
from kajo.ledger.guarded import Guarded, row_id
from kajo.vault.classes import Birth, Class, Export, Retention
from kajo.vault.fields import SealedText
from kajo.vault.models import Subject

STAFF_BIRTH = Birth(
    retention=Retention.STAFF,
    starts="person left",
    hold=True,
    export=Export.never("about those who work, not a client"),
)
TRANSIENT = Birth(
    retention=Retention.STAFF, starts="made", hold=False, export=Export.never("about a sign-in, gone within two days")
)
ENDS_AFTER_START = Q(until_on__isnull=True) | Q(until_on__gt=F("from_on"))


class Logins(BaseUserManager["Login"]):
    """Logins, found by their name in lower case."""

    def get_by_natural_key(self, username: str | None) -> Login:
        """Give the login of this name."""
        return self.get(login=(username or "").lower())


class Login(AbstractBaseUser):
    """What a person types to sign in. Excused from `Guarded`: the sign-in library writes it outside doors.

    `password_until_at` tells until when a password that was handed over in person works; empty once the person
    has chosen an own one. What is hashed is bound to this very login. `is_demo` marks the demonstration's people, whose
    password everybody knows: where demo data are not on, they do not get in.
    """

    last_login = None  # visits and the ledger know it better

    id = models.UUIDField(primary_key=True, default=row_id, editable=False)
    login = models.CharField(max_length=40, unique=True, validators=[RegexValidator(LOGIN_SHAPE)])
    is_active = models.BooleanField(default=True)
    password_until_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Logins()

    open_fields = {"id", "login", "password", "is_active", "is_demo", "password_until_at", "made_at"}
    born = STAFF_BIRTH

    class Meta:
        constraints = [models.CheckConstraint(name="login_is_lowercase", condition=Q(login__regex=LOGIN_SHAPE))]

    def __str__(self) -> str:
        return f"login {self.pk}"

    def set_password(self, raw_password: str | None) -> None:
        """Make this the password, not yet saved; None for one that nobody has."""
        super().set_password(None if raw_password is None else bound(self.pk, raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """Tell whether this is the password of this very login."""
        return raw_password is not None and check_password(bound(self.pk, raw_password), self.password)


class Office(Guarded):
    """An office of the assistance system, from `from_on` until `until_on` (exclusive; open while empty)."""

    code = models.PositiveSmallIntegerField(unique=True)
    name_fi = models.CharField(max_length=60)
    name_sv = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    open_fields = {"code", "name_fi", "name_sv", "name_en", "from_on", "until_on"}
    born = Birth(retention=Retention.REFERENCE, starts="made", hold=False, export=Export.OPEN)

    class Meta:
        constraints = [models.CheckConstraint(name="office_ends_after_start", condition=ENDS_AFTER_START)]

    @property
    def name(self) -> str:
        """Give the office's name in the language of the page, English where it has none."""
        language = (get_language() or "en").partition("-")[0]
        return str(getattr(self, f"name_{language}", self.name_en))


class Team(Guarded):
    """A team of an office, from `from_on` until `until_on` (exclusive; open while empty).

    Staff are posted to it, cases and tasks belong to it, all of them of the team's own office: the database compares
    the two offices by a foreign key of both columns, which stands in the migrations.
    """

    office = models.ForeignKey(Office, to_field="code", db_column="office", on_delete=models.PROTECT)
    name = models.CharField(max_length=80)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    open_fields = {"office", "name", "from_on", "until_on"}
    born = Birth(retention=Retention.REFERENCE, starts="made", hold=False, export=Export.OPEN)

    class Meta:
        constraints = [
            models.CheckConstraint(name="team_ends_after_start", condition=ENDS_AFTER_START),
            models.UniqueConstraint(
                "office", Lower("name"), name="team_one_open_of_a_name", condition=Q(until_on__isnull=True)
            ),
            models.UniqueConstraint(name="team_of_an_office", fields=["id", "office"]),
        ]


class Staff(Guarded):
    """A person who works here, or a partner's person: then `organisation` names the partner.

    `until_on` is the first day on which the person no longer works here.
    """

    login = models.OneToOneField(Login, on_delete=models.PROTECT, related_name="staff")
    name = models.CharField(max_length=LONGEST_NAME)
    title = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=160, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    open_fields = {"login", "name", "title", "organisation", "from_on", "until_on"}
    born = STAFF_BIRTH

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="staff_ends_after_start", condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))
            )
        ]


class Posting(Guarded):
    """Where a person of our own works: an office, and a team of it if any, from `from_on` until `until_on`."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="postings")
    office = models.ForeignKey(Office, to_field="code", db_column="office", on_delete=models.PROTECT)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    open_fields = {"staff", "office", "team", "from_on", "until_on"}
    born = STAFF_BIRTH

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="posting_ends_after_start", condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))
            ),
            models.UniqueConstraint(name="posting_one_open", fields=["staff"], condition=Q(until_on__isnull=True)),
        ]


class Reach(Guarded):
    """How somebody who works here is reached by a message on duty: one number or address for each means.

    Everybody notes it themselves, under a key of their own. The former value is gone once another one is noted.
    """

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="reaches")
    means = models.CharField(max_length=8)
    value = SealedText(Class.CONTACT, null=True, blank=True, max_length=200)
    noted_at = models.DateTimeField()

    open_fields = {"staff", "means", "noted_at"}
    born = STAFF_BIRTH

    class Meta:
        constraints = [
            models.UniqueConstraint(name="reach_one_for_each_means", fields=["staff", "means"]),
            models.CheckConstraint(name="reach_means_known", condition=Q(means__in=[str(each) for each in Means])),
        ]


class RoleAssignment(Guarded):
    """A role a person holds from `from_on` until `until_on` (exclusive), or until it was ended before.

    `granted_by` is empty only for roles given at the console of the installation. Nobody grants to oneself.
    """

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=20, choices=[(str(role), str(role)) for role in sorted(PEOPLE_ROLES)])
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    ended_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    open_fields = {
        "staff", "role", "from_on", "until_on", "granted_by", "granted_at", "ended_by", "ended_at",
    }  # fmt: skip
    born = STAFF_BIRTH

    class Meta:
        constraints = [
            models.CheckConstraint(name="role_ends_after_start", condition=ENDS_AFTER_START),
            models.CheckConstraint(
                name="role_nobody_grants_to_oneself",
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("staff")),
            ),
            models.CheckConstraint(
                name="role_end_has_a_moment", condition=Q(ended_by__isnull=True) | Q(ended_at__isnull=False)
            ),
            models.CheckConstraint(name="role_known", condition=Q(role__in=sorted(str(r) for r in PEOPLE_ROLES))),
            models.UniqueConstraint(
                name="role_one_open",
                fields=["staff", "role"],
                condition=Q(until_on__isnull=True, ended_at__isnull=True),
            ),
        ]


class UsedCode(models.Model):
    """A step of the clock whose code a person has used: no code works twice."""

    login = models.ForeignKey(Login, on_delete=models.CASCADE)
    step = models.BigIntegerField()

    open_fields = {"id", "login", "step"}
    born = TRANSIENT

    class Meta:
        constraints = [models.UniqueConstraint(name="code_works_once", fields=["login", "step"])]

    def __str__(self) -> str:
        return f"used code {self.pk}"


class Attempt(models.Model):
    """One try at a password or code, kept for an hour, to slow down guessing.

    `account` is a keyed hash of what was typed, so that the table names nobody.
    """

    account = models.BinaryField(max_length=16)
    at = models.DateTimeField()

    open_fields = {"id", "account", "at"}
    born = TRANSIENT

    class Meta:
        indexes = [models.Index(fields=["account", "at"], name="attempt_account_at")]

    def __str__(self) -> str:
        return f"attempt {self.pk}"


class Session(models.Model):
    """One browser's visit. The cookie's key opens `data`; the database knows only its keyed hash, and no address.

    A row whose `data` does not open is no visit: they are bound to row, login, factor and site under a key outside the
    database. `login` is set only once the second factor was given (`strong` says which); a visit without it is
    nobody's.
    """

    id = models.UUIDField(primary_key=True, default=row_id, editable=False)
    key_hash = models.BinaryField(unique=True, max_length=32)
    site = models.CharField(max_length=10)
    login = models.ForeignKey(Login, null=True, blank=True, on_delete=models.CASCADE)
    strong = models.CharField(max_length=20, blank=True)
    data = models.BinaryField()
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    until_at = models.DateTimeField(db_index=True)
    idle_minutes = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=20, blank=True)

    open_fields = {
        "id", "key_hash", "site", "login", "strong", "data", "made_at", "seen_at", "until_at", "idle_minutes",
        "ended_at", "ended_because",
    }  # fmt: skip
    born = TRANSIENT

    class Meta:
        constraints = [
            models.CheckConstraint(name="session_signed_in_is_strong", condition=Q(login__isnull=True) | ~Q(strong="")),
            models.CheckConstraint(
                name="session_end_has_a_reason",
                condition=Q(ended_at__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
            ),
        ]
        indexes = [models.Index(fields=["login"], name="session_live_of_login", condition=Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return f"session {self.pk}"
