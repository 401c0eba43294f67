"""What does somebody see who asks for what is not theirs?"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from kajo.access.doors import record
from kajo.access.gate import Forbidden, NotFound
from kajo.ui import errors


class Hidden:
    """Answer "not yours" and "does not exist" with the same page: a stranger learns nothing. Doors record both."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer 404 for a record the person may not know of, and record what was refused before any door."""
        if isinstance(error, Forbidden) and error.args:
            record(request.actor, error.args[0], "forbidden")  # type: ignore[attr-defined]  # set by the sign-in
        return errors.not_found(request) if isinstance(error, Forbidden | NotFound) else None
