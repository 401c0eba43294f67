"""Addresses of messages that wait for somebody."""

from __future__ import annotations

from django.urls import path

from kajo.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.undelivered, name="undelivered"),
    path("<uuid:key>/", views.notice, name="notice"),
    path("<uuid:key>/redo/", views.redo, name="redo"),
    path("<uuid:key>/give-up/", views.give_up, name="give_up"),
]
