"""Addresses of the advice line."""

from __future__ import annotations

from django.urls import path

from kajo.contacts import views

app_name = "contacts"
exchange = [path("cti/<str:token>", views.cti, name="cti")]
"""Where the telephone exchange tells of its calls: at the root of the site, as the contract says."""

urlpatterns = [
    path("", views.calls, name="calls"),
    path("new/", views.log_call, name="log"),
    path("drafts/keep/", views.keep, name="keep"),
    path("drafts/<uuid:key>/", views.draft, name="draft"),
    path("drafts/<uuid:key>/take/", views.take_over, name="take_over"),
    path("drafts/<uuid:key>/put-away/", views.put_away, name="put_away"),
    path("ringing/", views.ringing, name="ringing"),
    path("ringing/<uuid:key>/number/", views.keep_number, name="keep_number"),
    path("missed/", views.missed, name="missed"),
    path("missed/<uuid:key>/looked-at/", views.look, name="look"),
    path("consultations/", views.consultations, name="consultations"),
    path("consultations/new/", views.consult, name="consult"),
    path("consultations/<uuid:key>/", views.consultation, name="consultation"),
    path("<uuid:key>/", views.call, name="call"),
    path("<uuid:key>/complete/", views.complete, name="complete"),
    path("<uuid:key>/close/", views.close, name="close"),
    path("<uuid:key>/refer/", views.refer, name="refer"),
]
