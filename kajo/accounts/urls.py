"""Addresses of the sign-in, on the staff and the partner site.

Names without a room are those the sign-in library asks for by itself.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from kajo.accounts.views import entrance, people
from kajo.accounts.views import own as own_views

own: list[URLPattern | URLResolver] = [
    path("sign-in/passkey/", entrance.by_passkey, name="by_passkey"),
    path("sign-in/password/", entrance.new_password, name="new_password"),
    path("sign-in/second-factor/", entrance.enrol, name="enrol"),
    path("sign-in/recovery-codes/", entrance.codes, name="codes"),
    path("step-up/", entrance.step_up, name="step_up"),
    path("step-up/go-on/", entrance.go_on, name="go_on"),
    path("my-sign-in/", own_views.own, name="own"),
    path("my-sign-in/passkeys/add/", own_views.add_passkey, name="add_passkey"),
    path("my-sign-in/passkeys/<int:passkey>/remove/", own_views.remove_passkey, name="remove_passkey"),
    path("my-sign-in/app/", own_views.set_app, name="set_app"),
    path("my-sign-in/recovery-codes/", own_views.new_codes, name="new_codes"),
    path("my-sign-in/password/", own_views.change_password, name="change_password"),
    path("my-sign-in/authority/", own_views.link, name="link"),
    path("my-sign-in/visits/<uuid:visit>/end/", own_views.end_visit, name="end_visit"),
]
if settings.SITE == "staff":
    own += [
        path("my-sign-in/reach/", own_views.reach, name="reach"),
        path("people/", people.people, name="people"),
        path("people/new/", people.make, name="make"),
        path("people/teams/", people.teams, name="teams"),
        path("people/teams/new/", people.make_team, name="make_team"),
        path("people/teams/<uuid:key>/end/", people.end_team, name="end_team"),
        path("people/<uuid:key>/", people.person, name="person"),
        path("people/<uuid:key>/roles/", people.grant, name="grant"),
        path("people/<uuid:key>/roles/<uuid:role>/end/", people.end_role, name="end_role"),
        path("people/<uuid:key>/office/", people.post, name="post"),
        path("people/<uuid:key>/leave/", people.leave, name="leave"),
        path("people/<uuid:key>/recover/", people.recover, name="recover"),
    ]
urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", entrance.sign_in, name="account_login"),
    path("sign-in/code/", entrance.code, name="mfa_authenticate"),
    path("sign-out/", entrance.sign_out, name="sign-out"),
    path("", include((own, "accounts"))),
]
if settings.OIDC_ISSUER:
    urlpatterns.append(path("sign-in/", include("allauth.socialaccount.providers.openid_connect.urls")))
