"""Addresses of referrals."""

from __future__ import annotations

from django.urls import path

from kajo.referrals import views

app_name = "referrals"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("decided/", views.decided, name="decided"),
    path("new/", views.receive, name="receive"),
    path("<uuid:key>/", views.referral, name="referral"),
    path("<uuid:key>/amend/", views.amend, name="amend"),
    path("<uuid:key>/consent/", views.consent, name="consent"),
    path("<uuid:key>/where/", views.where, name="where"),
    path("<uuid:key>/assign/", views.assign, name="assign"),
    path("<uuid:key>/assess/", views.assess, name="assess"),
    path("<uuid:key>/supplement/", views.supplement, name="supplement"),
    path("<uuid:key>/propose/", views.propose, name="propose"),
    path("<uuid:key>/admit/", views.admit, name="admit"),
]
