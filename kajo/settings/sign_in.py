"""How people sign in: one login, one password, always a second factor, no e-mail, no sign-up."""

from __future__ import annotations

import os

AUTH_USER_MODEL = "accounts.Login"
AUTHENTICATION_BACKENDS = ["kajo.accounts.sign_in.backend.Passwords"]
PASSWORD_HASHERS = ["kajo.accounts.sign_in.hashing.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["login"]},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# -- visits: limits stand in kajo.accounts.sign_in.sessions --

SESSION_ENGINE = "kajo.accounts.sign_in.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# -- the library --

ACCOUNT_ADAPTER = "kajo.accounts.sign_in.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGIN_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = False  # counted in kajo.accounts.sign_in.throttle: the library counts per process

MFA_ADAPTER = "kajo.accounts.sign_in.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_PERIOD = 30
MFA_TOTP_DIGITS = 6
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 10
MFA_RECOVERY_CODE_DIGITS = 12
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TRUST_ENABLED = False
MFA_RATE_LIMITS = False
# Where a fresh second factor is wanted, our own step-up asks for it: the library's passes silently for whoever
# signs in only through the authority.
MFA_REAUTHENTICATION_REQUIRED = False

ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("KAJO_TRUSTED_PROXIES", "0"))

# -- the authority's own sign-in (OpenID Connect), offered only if it is set up --

SOCIALACCOUNT_ADAPTER = "kajo.accounts.sign_in.adapter.AuthorityAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_PROVIDERS: dict[str, object] = {}
OIDC_ISSUER = os.environ.get("KAJO_OIDC_ISSUER", "")
OIDC_NAME = os.environ.get("KAJO_OIDC_NAME", "OpenID Connect")
if OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "authority",
                    "name": OIDC_NAME,
                    "client_id": os.environ["KAJO_OIDC_CLIENT"],
                    "secret": os.environ["KAJO_OIDC_SECRET"],
                    "settings": {"server_url": OIDC_ISSUER, "fetch_userinfo": False},
                }
            ],
        }
    }
    # The answer of another host's page must find the visit it belongs to.
    SESSION_COOKIE_SAMESITE = "Lax"
else:
    SESSION_COOKIE_SAMESITE = "Strict"
