"""Addresses of tasks."""

from __future__ import annotations

from django.urls import path

from kajo.work import views

app_name = "work"
urlpatterns = [
    path("", views.tasks, name="tasks"),
    path("all/", views.everybodys, name="all"),
    path("<uuid:key>/complete/", views.complete, name="complete"),
]
