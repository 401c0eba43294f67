"""How does a view answer: with the whole page, or with the named part that was asked for?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html
from django.utils.translation import gettext


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    part: str | None = None,
    title: Any = "",
    status: int = 200,
) -> HttpResponse:
    """Draw a page, or only its named partial when htmx asks for a piece.

    `title` is what the browser's tab says: never anything of a person, it is read over shoulders and stays in
    histories. A page that shows a form's errors says so first.
    """
    words = dict(context or {})
    words["page_title"] = full_title(title, has_errors=_has_errors(words))
    fragment = part is not None and _wants_a_part(request)
    body = render_to_string(f"{template}#{part}" if fragment else template, words, request)
    if fragment:
        # htmx sets the document's title from a title in the answer, so the tab tells of errors here too.
        body += format_html("<title>{}</title>", words["page_title"])
    response = HttpResponse(body, status=status)
    if part is not None:
        patch_vary_headers(response, ["HX-Request"])
    return response


def full_title(title: Any, *, has_errors: bool = False) -> str:
    """Give the title of the browser's tab: neutral on the public site, the page's own name elsewhere."""
    site = getattr(settings, "SITE", "staff")
    shown = str(title) or (gettext("Advice") if site == "public" else "")
    if site != "public":
        shown = f"{shown} – Kajo" if shown else "Kajo"
    return f"{gettext('Error:')} {shown}" if has_errors else shown


def _has_errors(words: Mapping[str, Any]) -> bool:
    return any(isinstance(each, BaseForm) and each.is_bound and bool(each.errors) for each in words.values())


def _wants_a_part(request: HttpRequest) -> bool:
    htmx = getattr(request, "htmx", None)
    # Going back to a page that left htmx's memory asks for the whole page again.
    return htmx is not None and bool(htmx) and not htmx.boosted and not htmx.history_restore_request
