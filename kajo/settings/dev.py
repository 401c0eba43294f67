"""Settings of `bin/run`: one machine, plain HTTP on the loopback address."""

from __future__ import annotations

import os

from kajo.settings.base import *  # noqa: F403
from kajo.settings.secret import secret_key

SECRET_KEY = os.environ.get("KAJO_SECRET_KEY") or secret_key(DATA)  # noqa: F405
DEVELOPMENT = True
ALLOWED_HOSTS = ["localhost", ".localhost", "127.0.0.1", "[::1]"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
