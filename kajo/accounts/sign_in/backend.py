"""Is this the password of this login?"""

from __future__ import annotations

import functools
from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_variables

from kajo.accounts.models import Login


class Passwords(BaseBackend):
    """Checks a password at the same price whether or not there is such a login."""

    @sensitive_variables("password")
    def authenticate(
        self, request: HttpRequest | None, login: str | None = None, password: str | None = None, **_others: Any
    ) -> Login | None:
        """Give the active login with this password; None otherwise, after the same work."""
        if login is None or password is None:
            return None
        found = Login.objects.filter(login=login).first()
        right = (found if found and found.has_usable_password() else _nobody()).check_password(password)
        if not right or found is None or not found.is_active:
            return None
        if found.password_until_at is not None and now() >= found.password_until_at:
            return None
        return found

    def get_user(self, user_id: UUID) -> Login | None:
        """Give the login with this key; sessions do not come through here."""
        return Login.objects.filter(pk=user_id, is_active=True).first()


@functools.cache
def _nobody() -> Login:
    nobody = Login()
    nobody.set_password(get_random_string(32))
    return nobody
