"""Addresses of referrals."""

from __future__ import annotations

from django.urls import path

from kajo.referrals.views import ends, knowing, referral, weighing

app_name = "referrals"
urlpatterns = [
    path("", referral.queue, name="queue"),
    path("decided/", referral.decided, name="decided"),
    path("new/", referral.receive, name="receive"),
    path("<uuid:key>/", referral.referral, name="referral"),
    path("<uuid:key>/amend/", referral.amend, name="amend"),
    path("<uuid:key>/identify/", knowing.identify, name="identify"),
    path("<uuid:key>/child/", knowing.hear_child, name="hear_child"),
    path("<uuid:key>/check/", knowing.check_known, name="check_known"),
    path("<uuid:key>/consent/", referral.consent, name="consent"),
    path("<uuid:key>/where/", referral.where, name="where"),
    path("<uuid:key>/assign/", referral.assign, name="assign"),
    path("<uuid:key>/assess/", referral.assess, name="assess"),
    path("<uuid:key>/supplement/", referral.supplement, name="supplement"),
    path("<uuid:key>/estimate/", referral.estimate, name="estimate"),
    path("<uuid:key>/weigh/", weighing.weigh, name="weigh"),
    path("<uuid:key>/propose/", referral.propose, name="propose"),
    path("<uuid:key>/admit/", referral.admit, name="admit"),
    path("<uuid:key>/propose-refusal/", ends.propose_refusal, name="propose_refusal"),
    path("<uuid:key>/refuse/", ends.refuse, name="refuse"),
    path("<uuid:key>/withdraw/", ends.withdraw, name="withdraw"),
    path("<uuid:key>/lapse/", ends.lapse, name="lapse"),
    path("<uuid:key>/transfer/", ends.transfer, name="transfer"),
    path("<uuid:key>/consent/<uuid:consent>/withdraw/", ends.withdraw_consent, name="withdraw_consent"),
]
