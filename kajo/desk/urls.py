"""Addresses of the front page, of what nobody looks after, and of what a court answered."""

from __future__ import annotations

from django.urls import path

from kajo.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("unattended/", views.unattended, name="unattended"),
    path("corrections/<uuid:key>/", views.annul, name="annul"),
    path("courts/<uuid:key>/<uuid:appeal>/", views.answer_appeal, name="answer_appeal"),
]
