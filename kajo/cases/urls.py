"""Addresses of cases."""

from __future__ import annotations

from django.urls import path

from kajo.cases import views

app_name = "cases"
urlpatterns = [
    path("", views.cases, name="cases"),
    path("of/<uuid:person>/", views.of_person, name="of_person"),
    path("of/<uuid:person>/identity/", views.identify, name="identify"),
    path("<uuid:key>/", views.case, name="case"),
    path("<uuid:key>/standing/", views.record_standing, name="record_standing"),
    path("<uuid:key>/assign/", views.assign, name="assign"),
    path("<uuid:key>/children/add/", views.add_child, name="add_child"),
    path("<uuid:key>/children/<uuid:decision>/admit/", views.admit_child, name="admit_child"),
]
