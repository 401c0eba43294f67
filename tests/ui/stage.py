"""A small site for tests of the interface: no database, one person, a page for every case."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.views.i18n import set_language

from kajo.access.roles import VISITOR, Actor, Role
from kajo.ui import drafts, forms, headers
from kajo.ui.pages import page

AINO = Actor(UUID(int=1), "Aino", frozenset({Role.DIRECTOR}), 1)
VEIKKO = Actor(UUID(int=2), "Veikko", frozenset({Role.CASE_WORKER}), 1)
CAST = {"aino": AINO, "veikko": VEIKKO}


class Somebody:
    """Signs in whoever the test's cookie names, and keeps what was posted without one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.session = SessionStore(request.COOKIES.get("stage"))
        request.actor = CAST.get(request.COOKIES.get("who", ""), VISITOR)  # type: ignore[attr-defined]
        minutes = float(request.COOKIES.get("idle", "0"))
        request.session.visit = SimpleNamespace(idle_minutes=minutes)  # type: ignore[attr-defined]
        if request.method == "POST" and request.actor is VISITOR and request.path == "/form/":  # type: ignore[attr-defined]
            drafts.keep(request)
            response: HttpResponse = redirect("/your-text/")
        else:
            response = self.get_response(request)
        if request.session.modified:
            request.session.save()
            response.set_cookie("stage", request.session.session_key)
        return response


class Note(forms.Form):
    name = forms.Line(label="Name used")
    text = forms.Text(label="Text", required=False)


def form(request: HttpRequest) -> HttpResponse:
    note = Note(request.POST or None, seen=4)
    if note.is_valid():
        return HttpResponse(f"saved {note.cleaned_data['name']}")
    return page(request, "ui_stage/form.html", {"form": note}, part="form", title="Note")


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError("a secret that must not be shown")


def gone(request: HttpRequest) -> HttpResponse:
    raise ValueError("while reading") from OperationalError("connection refused")


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def away(request: HttpRequest) -> HttpResponse:
    return redirect("/form/")


def signed_out(request: HttpRequest) -> HttpResponse:
    response: Any = headers.leave_no_trace(redirect("/form/"))
    return response


urlpatterns = [
    path("", include("kajo.ui.urls")),
    path("form/", form),
    path("broken/", broken),
    path("gone/", gone),
    path("forbidden/", forbidden),
    path("away/", away),
    path("signed-out/", signed_out),
    path("language/", set_language, name="set_language"),
]
handler400 = "kajo.ui.errors.bad_request"
handler403 = "kajo.ui.errors.forbidden"
handler404 = "kajo.ui.errors.not_found"
handler500 = "kajo.ui.errors.failed"
