"""The room of people, roles and sign-ins."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured


class Accounts(AppConfig):
    name = "kajo.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Refuse to start with a setting that would weaken the sign-in."""
        from kajo.accounts.sign_in import checks

        found = checks.sign_in_is_closed(None)
        if found:
            raise ImproperlyConfigured(" ".join(each.msg for each in found))
