"""The address of the front page."""

from __future__ import annotations

from django.urls import path

from kajo.desk import views

app_name = "desk"
urlpatterns = [path("", views.mine, name="mine")]
