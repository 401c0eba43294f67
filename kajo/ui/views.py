"""Which pages are of no room: the text that was kept, and the style guide."""

from __future__ import annotations

import json
import logging

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from kajo.ui import drafts, specimens
from kajo.ui.pages import page

log = logging.getLogger("kajo.ui.reports")
LARGEST_REPORT = 16_384
KEPT_FOR = 365 * 24 * 3600


@require_http_methods(["GET", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    """Show the text that was kept while its writer signed in again; a POST throws it away."""
    draft = drafts.waiting(request)
    if request.method == "POST":
        drafts.discard(request)
        return redirect("/")
    if draft is None:
        return redirect("/")
    return page(request, "ui/kept.html", {"draft": draft, "was_signed_out": True}, title=_("Your text is here"))


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Take a sign of life from somebody who writes; whoever is not signed in any more is led to the sign-in."""
    return HttpResponse(status=204)


@require_POST
def keys(request: HttpRequest) -> HttpResponse:
    """Turn the shortcuts off or on in this browser, and go back to where that was asked for."""
    here = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(here, {request.get_host()}, require_https=request.is_secure())
    answer = redirect(here if is_ours and here.isprintable() else "/")
    if request.POST.get("keys") == "off":
        answer.set_cookie(
            settings.KEYS_COOKIE_NAME, "off", max_age=KEPT_FOR, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    else:
        answer.delete_cookie(settings.KEYS_COOKIE_NAME, samesite="Lax")
    return answer


@require_http_methods(["GET", "POST"])
@login_not_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, with invented words. Only where demo data are."""
    if not getattr(settings, "DEMO", False):
        raise Http404
    words = specimens.words()
    form = specimens.Specimen(request.POST or None, seen=3)
    if form.is_valid():
        return redirect(request.path)
    if "errors" in request.GET:
        form = specimens.Specimen(specimens.WRONG)
        form.is_valid()
    if "empty" in request.GET:
        words |= {"entries": [], "rows": []}
    return page(request, "ui/styleguide.html", {**words, "form": form}, part="list", title=_("Style guide"))


@csrf_exempt
@require_POST
@login_not_required
def reports(request: HttpRequest) -> HttpResponse:
    """Take a browser's report that a page broke the content security policy: the directive only, never the address."""
    raw = request.read(LARGEST_REPORT + 1)
    if len(raw) > LARGEST_REPORT:
        return HttpResponse(status=413)
    try:
        found = json.loads(raw)
    except ValueError:
        return HttpResponse(status=422)
    for each in found if isinstance(found, list) else [found]:
        body = each.get("body", {}) if isinstance(each, dict) else {}
        directive = str(body.get("effectiveDirective", ""))[:40] if isinstance(body, dict) else ""
        if directive.replace("-", "").isalpha():
            log.warning("A page broke the content security policy: %s.", directive)
    return HttpResponse(status=204)
