"""How does a redirect reach the browser when htmx asked?"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

POLLED = "Kajo-Polled"
NO_MORE = 286  # htmx stops asking


def is_polled(request: HttpRequest) -> bool:
    """Tell whether a page asks by itself, without anybody doing anything."""
    return bool(request.headers.get(POLLED) == "1")


class Follow:
    """Turn a redirect into one of the whole page when htmx asked: else a page would land inside a part of a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        response = self.get_response(request)
        if response.status_code not in (301, 302, 303, 307) or request.headers.get("HX-Request") != "true":
            return response
        if request.headers.get("HX-Boosted") == "true":
            return response
        if is_polled(request):
            # Nobody is led away from what they write because a page asked by itself.
            return HttpResponse(status=NO_MORE)
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = response["Location"]
        answer.cookies = response.cookies
        if response.has_header("Clear-Site-Data"):
            answer["Clear-Site-Data"] = response["Clear-Site-Data"]
        return answer
