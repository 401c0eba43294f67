"""Addresses of figures."""

from __future__ import annotations

from django.urls import path

from kajo.statistics import views

app_name = "statistics"
urlpatterns = [
    path("", views.figures, name="figures"),
]
