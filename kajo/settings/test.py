"""Settings of the tests; the server's address is filled in by kajo.run.pgplugin when a test first needs it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from kajo.settings.base import *  # noqa: F403
from kajo.settings.base import DATABASES, ROOT

SECRET_KEY = "only-for-tests-and-public"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", ".localhost", "127.0.0.1"]
DEMO = True
DEVELOPMENT = True
# Beside the test clusters, whose templates outlive a run and were made with these very keys.
_MARK = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
_FOLDER = Path(tempfile.gettempdir()) / f"kajo-test-{os.geteuid()}-{_MARK}"
KAJO_KEY_FOLDER = _FOLDER / "keys"
KAJO_FILES_FOLDER = _FOLDER / "files"
KAJO_CARRIERS = "tray"
KAJO_TRAY_FOLDER = None
# Never a server somebody set in the environment: tests truncate tables.
DATABASES["default"] |= {"HOST": "/nowhere", "NAME": "kajo_test", "USER": "kajo_staff", "PASSWORD": "", "PORT": ""}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
