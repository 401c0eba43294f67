"""Addresses of the staff site."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kajo.contacts import urls as contacts

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kajo.accounts.urls")),
    path("", include("kajo.desk.urls")),
    path("tasks/", include("kajo.work.urls")),
    path("", include(contacts.exchange)),
    path("calls/", include("kajo.contacts.urls")),
    path("referrals/", include("kajo.referrals.urls")),
    path("cases/", include("kajo.cases.urls")),
    path("clients/", include("kajo.clients.urls")),
    path("messages/", include("kajo.notices.urls")),
    path("rota/", include("kajo.rota.urls")),
    path("facts/", include("kajo.facts.urls")),
    path("decisions/", include("kajo.decisions.urls")),
    path("", include("kajo.disclosures.urls")),
    path("figures/", include("kajo.statistics.urls")),
    path("law/", include("kajo.lawbook.urls")),
    path("", include("kajo.ui.urls")),
]

handler400 = "kajo.ui.errors.bad_request"
handler403 = "kajo.ui.errors.forbidden"
handler404 = "kajo.ui.errors.not_found"
handler500 = "kajo.ui.errors.failed"
