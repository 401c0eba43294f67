"""Addresses of the front page and of what nobody looks after."""

from __future__ import annotations

from django.urls import path

from kajo.desk import views

app_name = "desk"
urlpatterns = [path("", views.mine, name="mine"), path("unattended/", views.unattended, name="unattended")]
