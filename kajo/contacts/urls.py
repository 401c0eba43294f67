"""Addresses of the advice line."""

from __future__ import annotations

from django.urls import path

from kajo.contacts import views

app_name = "contacts"
urlpatterns = [
    path("", views.calls, name="calls"),
    path("new/", views.log_call, name="log"),
    path("<uuid:key>/", views.call, name="call"),
    path("<uuid:key>/close/", views.close, name="close"),
    path("<uuid:key>/refer/", views.refer, name="refer"),
]
