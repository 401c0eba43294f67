"""Settings of a real installation: everything secret comes from outside, nothing has a default."""

from __future__ import annotations

import environ

from kajo.settings.base import *  # noqa: F403
from kajo.settings.base import DATA, SITE

env = environ.Env()

SECRET_KEY = env.str("KAJO_SECRET_KEY")
ALLOWED_HOSTS = env.list("KAJO_HOSTS")
DEMO = False
KAJO_CARRIERS = "real"

STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = f"__Host-kajo_{SITE}"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = f"__Host-kajo_{SITE}_form"
LANGUAGE_COOKIE_SECURE = True
