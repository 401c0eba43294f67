"""What is said when something went wrong? A sentence, the hotline, a way on; no database, no session, no secret."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, get_token
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from kajo.ui import context, drafts, once, pages
from kajo.vault.errors import KeysUnavailable

_TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
_GONE = (OperationalError, InterfaceError)
RETRY_SECONDS = "10"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400; or 413 where what was sent is larger than any form of ours can be."""
    if isinstance(exception, _TOO_BIG):
        return too_big(request)
    return _answer(request, 400, "unclear")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return _answer(request, 403, "forbidden")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404, the same for what does not exist and for what this person may not know of."""
    return _answer(request, 404, "not_found")


def too_big(request: HttpRequest) -> HttpResponse:
    """Answer 413."""
    return _answer(request, 413, "too_big")


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500; or 503 when the database or the keeper of the keys is gone, which passes by itself."""
    error = sys.exc_info()[1]
    if _comes_from(error, _GONE):
        return unavailable(request)
    if _comes_from(error, (KeysUnavailable,)):
        return unavailable(request, "keys")
    return _answer(request, 500, "failed")


def unavailable(request: HttpRequest, what: str = "unavailable") -> HttpResponse:
    """Answer 503: the number to call, and that it comes back by itself."""
    response = _answer(request, 503, what)
    response["Retry-After"] = RETRY_SECONDS
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form whose proof is missing or old; the writer's own text comes back to be sent again.

    The text is shown only where the form's token says that we showed the form to this very person.
    """
    actor = getattr(request, "actor", None)
    token = request.POST.get("once", "")
    foreign = reason.startswith(REASON_BAD_ORIGIN.partition("%s")[0])
    if foreign or getattr(actor, "id", None) is None or not once.is_for(token, once.key_of(actor)):
        return _answer(request, 403, "old_form")
    draft = drafts.of(request.POST, request.get_full_path(), had_files=bool(request.FILES))
    words = {"draft": draft, "was_signed_out": False, "csrf_token": get_token(request), "request": request}
    return _answer(request, 403, "old_form", template="ui/kept.html", words=words)


def _answer(
    request: HttpRequest,
    status: int,
    what: str,
    *,
    template: str = "ui/error.html",
    words: dict[str, Any] | None = None,
) -> HttpResponse:
    with translation.override(_language(request)):
        shown = {
            **context.still(getattr(settings, "SITE", "staff")),
            "what": what,
            "status": status,
            "page_title": pages.full_title(_("Something went wrong") if status >= 500 else _("This did not work")),
            "LANGUAGE_BIDI": translation.get_language_bidi(),
            "LANGUAGE_CODE": translation.get_language(),
            **(words or {}),
        }
        # Without the request no context processor runs, so nothing asks who is signed in: that may be what failed.
        return HttpResponse(render_to_string(template, shown), status=status)


def _language(request: HttpRequest) -> str:
    chosen = getattr(request, "LANGUAGE_CODE", None)
    return str(chosen) if chosen else translation.get_language_from_request(request, check_path=True)


def _comes_from(error: BaseException | None, causes: tuple[type[Exception], ...]) -> bool:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, causes):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False
