"""Addresses of the sign-in, on the staff and the partner site.

Names without a room are those the sign-in library asks for by itself.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from kajo.accounts import views

own: list[URLPattern | URLResolver] = [
    path("sign-in/passkey/", views.by_passkey, name="by_passkey"),
    path("sign-in/password/", views.new_password, name="new_password"),
    path("sign-in/second-factor/", views.enrol, name="enrol"),
    path("sign-in/recovery-codes/", views.codes, name="codes"),
    path("step-up/", views.step_up, name="step_up"),
    path("step-up/go-on/", views.go_on, name="go_on"),
    path("my-sign-in/", views.own, name="own"),
    path("my-sign-in/passkeys/add/", views.add_passkey, name="add_passkey"),
    path("my-sign-in/passkeys/<int:key>/remove/", views.remove_passkey, name="remove_passkey"),
    path("my-sign-in/app/", views.set_app, name="set_app"),
    path("my-sign-in/recovery-codes/", views.new_codes, name="new_codes"),
    path("my-sign-in/password/", views.change_password, name="change_password"),
    path("my-sign-in/visits/<uuid:visit>/end/", views.end_visit, name="end_visit"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/code/", views.code, name="mfa_authenticate"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("", include((own, "accounts"))),
]
if settings.OIDC_ISSUER:
    urlpatterns.append(path("sign-in/", include("allauth.socialaccount.providers.openid_connect.urls")))
