"""Does this installation start with a door left open?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Critical, register

NEVER = {
    "MFA_TOTP_INSECURE_BYPASS_CODE": "a code that opens every account",
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": "passkeys of any origin",
    "MFA_TRUST_ENABLED": "browsers that need no second factor",
    "MFA_PASSKEY_SIGNUP_ENABLED": "accounts that people make themselves",
    "ACCOUNT_LOGIN_BY_CODE_ENABLED": "a sign-in by e-mail",
    "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED": "a new password by e-mail",
    "SOCIALACCOUNT_EMAIL_AUTHENTICATION": "a sign-in by the e-mail address another authority tells",
    "SOCIALACCOUNT_AUTO_SIGNUP": "accounts that people make themselves",
}
ALWAYS = {
    "MFA_WEBAUTHN_USER_VERIFICATION": "required",
    "ACCOUNT_ADAPTER": "kajo.accounts.sign_in.adapter.AccountAdapter",
    "MFA_ADAPTER": "kajo.accounts.sign_in.adapter.SecondFactorAdapter",
    "SOCIALACCOUNT_ADAPTER": "kajo.accounts.sign_in.adapter.AuthorityAdapter",
    "SESSION_ENGINE": "kajo.accounts.sign_in.sessions",
    "AUTHENTICATION_BACKENDS": ["kajo.accounts.sign_in.backend.Passwords"],
}


@register()
def sign_in_is_closed(app_configs: Any, **_others: Any) -> list[CheckMessage]:
    """List every setting that would weaken the sign-in; the start is refused while there is one."""
    found: list[CheckMessage] = []
    for name, what in NEVER.items():
        if getattr(settings, name, False):
            found.append(Critical(f"{name} would allow {what}.", id="accounts.E001"))
    for name, value in ALWAYS.items():
        if getattr(settings, name, None) != value:
            found.append(Critical(f"{name} must be {value!r}.", id="accounts.E002"))
    return found
