"""Addresses of the public site."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kajo.site.urls")),
]

handler400 = "kajo.ui.errors.bad_request"
handler403 = "kajo.ui.errors.forbidden"
handler404 = "kajo.ui.errors.not_found"
handler500 = "kajo.ui.errors.failed"
