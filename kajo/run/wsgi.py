"""The WSGI application of one site process."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kajo.settings.prod")
application = get_wsgi_application()
