"""Addresses of the partners' pages."""

from __future__ import annotations

from django.urls import path

from kajo.portal import views

app_name = "portal"
urlpatterns = [path("", views.orders, name="orders")]
