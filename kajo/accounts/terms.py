"""Words of the sign-in."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kajo.access.roles import Role

LOGIN_SHAPE = r"^[a-z0-9][a-z0-9.-]{1,39}$"
LONGEST_NAME = 120
PARTNER_ROLES = frozenset({Role.COUNTY, Role.PROVIDER})
ROLE_WORDS = {
    Role.DIRECTOR: _("director"),
    Role.MANAGER: _("manager"),
    Role.CASE_WORKER: _("case worker"),
    Role.DUTY_OFFICER: _("duty officer"),
    Role.DATA_PROTECTION: _("data protection officer"),
    Role.ADMINISTRATOR: _("administrator"),
    Role.COUNTY: _("wellbeing services county"),
    Role.PROVIDER: _("service provider"),
}


class Ended(TextChoices):
    """Why a visit ended; each is a whole sentence for the person."""

    IDLE = "idle", _("You were signed out because nothing happened for a while.")
    HOURS = "hours", _("You were signed out because ten hours had passed.")
    THIRD = "third", _("You were signed out because you signed in on two other devices.")
    ROLES = "roles", _("You were signed out because your roles changed.")
    LEFT = "left", _("You were signed out because your account was closed.")
    PASSWORD = "password", _("You were signed out because your password or second factor changed.")
    BY_HAND = "by_hand", _("You were signed out from another device.")
    SIGNED_OUT = "signed_out", _("You have signed out.")
    ELSEWHERE = "elsewhere", _("You are not signed in here.")


class Factor(TextChoices):
    """By which second factor a person signed in."""

    TOTP = "totp", _("code of an authenticator app")
    PASSKEY = "passkey", _("passkey")
    RECOVERY = "recovery", _("recovery code")
