"""Pages for everybody: the way in, and the quick way out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from kajo.accounts.sign_in.marks import open_to_all
from kajo.ui.pages import page

SPOKEN = ("fi", "sv", "en")
# Weather: the same page for everybody, nothing of a visitor in it.
ELSEWHERE = {"fi": "https://www.ilmatieteenlaitos.fi/", "sv": "https://sv.ilmatieteenlaitos.fi/"}
OTHERWISE = "https://en.ilmatieteenlaitos.fi/"


@open_to_all
@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Lead to the page in the browser's language, without a cookie; to English without a match."""
    found = get_language_from_request(request)
    return HttpResponseRedirect(f"/{found if found in SPOKEN else 'en'}/")


@open_to_all
@require_safe
def home(request: HttpRequest, language: str) -> HttpResponse:
    """Say what help there is and how to reach it."""
    if language not in SPOKEN:
        raise Http404
    with translation.override(language):
        request.LANGUAGE_CODE = language
        return page(request, "site/home.html", {})


@open_to_all
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Leave quickly to a page about the weather, in the browser's language, and let the browser forget this one."""
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return HttpResponse(status=204)
    answer = HttpResponseRedirect(ELSEWHERE.get(get_language_from_request(request), OTHERWISE), status=303)
    answer["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer
