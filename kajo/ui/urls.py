"""Addresses of no room."""

from __future__ import annotations

from django.urls import path

from kajo.ui import views

app_name = "ui"
urlpatterns = [
    path("your-text/", views.kept, name="kept"),
    path("keys/", views.keys, name="keys"),
    path("stay/", views.stay, name="stay"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("reports/csp/", views.reports, name="reports"),
]
