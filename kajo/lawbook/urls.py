"""Addresses of the law: rules, one rule, and rights."""

from __future__ import annotations

from django.urls import path

from kajo.lawbook import views

app_name = "lawbook"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("rights/", views.rights, name="rights"),
    path("<str:name>/", views.rule, name="rule"),
]
