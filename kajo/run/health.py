"""Can this site serve, and what does a visitor see when it cannot?"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language_from_request, gettext, override

HOTLINE = "+358 29 54 63 177"
FRESH = {"Cache-Control": "no-store"}
PAGE = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title></head>
<body><main><h1>{title}</h1><p>{later}</p>
<p>{call} <a href="tel:+358295463177" dir="ltr">{hotline}</a></p></main></body>
</html>
"""


class Health:
    """Answers /healthz without a session, and every page with 503 and the hotline while the database is gone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer /healthz here, and turn a lost database into the page with the hotline number."""
        if request.path_info == "/healthz":
            return self.healthz(request)
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError):
            return self.unavailable(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for a view that lost the database; everything else goes its ordinary way."""
        if isinstance(error, OperationalError | InterfaceError):
            return self.unavailable(request)
        return None

    def healthz(self, request: HttpRequest) -> HttpResponse:
        """Say ok, or 503 and the failing part; nothing about the machine."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        try:
            with connection.cursor() as cursor:
                cursor.execute("select 1")
        except Error:
            connection.close()
            return JsonResponse({"status": "failing", "part": "database"}, status=503, headers=FRESH)
        return JsonResponse({"status": "ok"}, headers=FRESH)

    def unavailable(self, request: HttpRequest) -> HttpResponse:
        """Return the page that needs nothing: no database, no session, no template, no file."""
        connection.close()  # the next request connects anew
        language = get_language_from_request(request)
        if language not in dict(settings.LANGUAGES):
            language = settings.LANGUAGE_CODE
        with override(language):
            page = PAGE.format(
                language=language,
                title=gettext("This service is not available at the moment"),
                later=gettext("Try again in a few minutes."),
                call=gettext("You can call us at any time:"),
                hotline=HOTLINE,
            )
        return HttpResponse(page, status=503, headers={"Retry-After": "10", **FRESH})
