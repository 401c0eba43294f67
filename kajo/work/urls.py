"""Addresses of tasks."""

from __future__ import annotations

from django.urls import path

from kajo.work import views

app_name = "work"
urlpatterns = [
    path("", views.tasks, name="tasks"),
    path("all/", views.everybodys, name="all"),
    path("deputy/", views.deputise, name="deputise"),
    path("deputy/<uuid:deputy>/end/", views.end_deputy, name="end_deputy"),
    path("clocks/<uuid:key>/pause/", views.pause, name="pause"),
    path("clocks/<uuid:key>/resume/", views.resume, name="resume"),
    path("<uuid:key>/complete/", views.complete, name="complete"),
]
