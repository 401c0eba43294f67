"""What is the same everywhere."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from kajo.settings.carriers import *  # noqa: F403
from kajo.settings.databases import data_folder, database

ROOT = Path(__file__).resolve().parents[2]
DATA = data_folder(ROOT)

# One code base, three sites; the process says which one it is, and with it its database role and cookies.
SITE = os.environ.get("KAJO_SITE", "staff")
PROCESS = os.environ.get("KAJO_PROCESS", SITE)
DEMO = os.environ.get("KAJO_DEMO", "") == "1"

# Keys lie outside the database. A key file is for development and the demo; kajo.vault refuses it elsewhere.
DEVELOPMENT = False
KAJO_KEY_PROVIDER = os.environ.get("KAJO_KEY_PROVIDER", "kajo.vault.keyfile.FileProvider")
KAJO_KEY_FOLDER = DATA / "keys"
KAJO_KEY_DEADLINE_SECONDS = 2.0
KAJO_FILES_FOLDER = DATA / "files"

# Where everything is invented nothing leaves: what would be sent lies in a tray, with no more of a number than its end.
KAJO_CARRIERS = "tray" if DEMO else "real"
KAJO_TRAY_FOLDER: Path | None = DATA / "tray"

DEBUG = False
ROOT_URLCONF = f"kajo.urls.{SITE}"
WSGI_APPLICATION = "kajo.run.wsgi.application"
DATABASES = {"default": database(PROCESS, ROOT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOMS = [
    "kajo.vault",
    "kajo.ledger",
    "kajo.access",
    "kajo.bridges",
    "kajo.ui",
    "kajo.accounts",
    "kajo.work",
    "kajo.content",
    "kajo.clients",
    "kajo.notices",
    "kajo.rota",
    "kajo.facts",
    "kajo.decisions",
    "kajo.disclosures",
    "kajo.cases",
    "kajo.referrals",
    "kajo.contacts",
    "kajo.statistics",
    "kajo.lawbook",
    "kajo.site",
    "kajo.desk",
    "kajo.portal",
    "kajo.run",
]

INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    # It brings an HTTP client into every process, and has no tables: only where the authority's own sign-in is set up.
    *(["allauth.socialaccount.providers.openid_connect"] if os.environ.get("KAJO_OIDC_ISSUER") else []),
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "procrastinate.contrib.django",
    "template_partials.apps.SimpleAppConfig",
]

# Headers outside, the content security policy next: then redirects, files, errors and /healthz carry them too.
MIDDLEWARE = [
    "kajo.ui.headers.Headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "kajo.ui.follow.Follow",
    "kajo.run.health.Health",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kajo.accounts.sign_in.middleware.SignedIn",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "kajo.ui.origin.Origin",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kajo.ui.hidden.Hidden",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            # Partials outside, then the cache, then components: another order breaks one of them.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kajo.ui.context.frame",
            ],
        },
    }
]

FORM_RENDERER = "kajo.ui.renderer.Renderer"
CSRF_FAILURE_VIEW = "kajo.ui.errors.csrf_failure"

# -- words and time --

LANGUAGE_CODE = "en"
LANGUAGES = [("fi", "suomi"), ("sv", "svenska"), ("en", "English")]
LANGUAGES_BIDI = ["ar", "ckb", "fa", "he", "ur"]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True  # moments are UTC in the database; legal days and what is shown are Finnish
TIME_ZONE = "Europe/Helsinki"

# -- browser --

STATIC_URL = "/static/"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = f"kajo_{SITE}"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"kajo_{SITE}_form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
KEYS_COOKIE_NAME = f"kajo_{SITE}_keys"
LANGUAGE_COOKIE_NAME = f"kajo_{SITE}_language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
# A message may hold what a person wrote: never in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default"],  # one policy, kajo/ui/static/ui/js/guard.js: HTML for htmx, never scripts
        **({} if SITE == "public" else {"report-to": ["csp"]}),
    }
}
# A text of ten million signs still comes back with a sentence beside its field; more is answered with 413.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_582_912
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# -- words on standard error: never what a person wrote, see kajo.run.lines --

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "kajo.run.lines.Line"}},
    "handlers": {"error": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["error"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["error"], "level": "WARNING", "propagate": False}},
}

if importlib.util.find_spec("kajo.settings.sign_in"):
    from kajo.settings.sign_in import *  # noqa: F403
