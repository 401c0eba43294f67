"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import path

from kajo.site import views

app_name = "site"
urlpatterns = [
    path("", views.door, name="door"),
    path("x/", views.leave, name="leave"),
    path("<str:language>/", views.home, name="home"),
]
