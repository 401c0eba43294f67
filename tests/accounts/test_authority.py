"""The authority's own sign-in (OpenID Connect): never alone, never for strangers, absent where it is not set up."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from kajo.access.roles import VISITOR, Role
from kajo.accounts.models import Login, Session, Staff
from kajo.accounts.sign_in.sessions import SessionStore
from tests.factories.people import acting_as, hired

IDP = "https://idp.example/"
SET_UP = {
    "KAJO_OIDC_ISSUER": IDP,
    "KAJO_OIDC_CLIENT": "kajo",
    "KAJO_OIDC_SECRET": "not a real one",
    "KAJO_OIDC_NAME": "The authority",
}
LOOK = """
import django; django.setup()
from django.conf import settings
from django.test import Client
from django.urls import reverse
settings.DEBUG_PROPAGATE_EXCEPTIONS = True
page = Client().get("/sign-in/").content.decode()
print(reverse("openid_connect_login", args=["authority"]), "The authority" in page, settings.SESSION_COOKIE_SAMESITE)
"""


@pytest.fixture
def veikko() -> Staff:
    return hired("veikko", Role.CASE_WORKER)


@pytest.fixture(autouse=True)
def authority(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the authority up as the environment would."""
    one = {"provider_id": "authority", "name": "The authority", "client_id": "kajo", "secret": "not a real one"}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [one | {"settings": {"server_url": IDP}}]}}
    registry.get_class("openid_connect")  # fills the list of providers before one is added
    monkeypatch.setitem(registry.provider_map, "openid_connect", OpenIDConnectProvider)


def asked(actor: Any = VISITOR, user: Any = None) -> HttpRequest:
    request: Any = RequestFactory().get("/sign-in/authority/login/callback/")
    request.session, request.actor, request.user = SessionStore(), actor, user or AnonymousUser()
    return request  # type: ignore[no-any-return]


def vouched(request: HttpRequest, uid: str = "person-7", process: str = "login") -> Any:
    account = SocialAccount(provider="authority", uid=uid, extra_data={"name": "A planted name"})
    with context.request_context(request):
        sign_in = SocialLogin(user=Login(), account=account, provider=get_adapter().get_provider(request, "authority"))
        sign_in.state = {"process": process}
        return complete_login(request, sign_in)


@pytest.mark.django_db
def test_a_stranger_whom_the_authority_vouches_for_is_turned_away():
    answer = vouched(asked())

    assert answer.headers["Location"] == "/sign-in/?why=elsewhere"
    assert not Login.objects.exists()
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_a_linked_person_still_shows_the_second_factor(veikko):
    SocialAccount.objects.create(user=veikko.login, provider="authority", uid="person-7", extra_data={})
    request = asked()

    answer = vouched(request)

    assert answer.headers["Location"] == "/sign-in/code/"
    assert not request.user.is_authenticated
    assert not Session.objects.exclude(login=None).exists()


@pytest.mark.django_db
def test_a_linked_person_of_the_other_site_is_turned_away():
    pihla = hired("pihla", Role.PROVIDER)
    SocialAccount.objects.create(user=pihla.login, provider="authority", uid="person-7", extra_data={})

    assert vouched(asked()).headers["Location"] == "/sign-in/?why=elsewhere"


@pytest.mark.django_db
def test_linking_wants_a_fresh_second_factor_and_keeps_nothing_but_the_link(veikko):
    without = vouched(asked(acting_as(veikko), veikko.login), process="connect")
    assert without.headers["Location"] == "/my-sign-in/authority/"
    assert not SocialAccount.objects.exists()

    vouched(asked(acting_as(veikko, step_up="session.factor"), veikko.login), process="connect")

    kept = SocialAccount.objects.get()
    assert (kept.user_id, kept.uid, kept.extra_data) == (veikko.login_id, "person-7", {})


def test_it_is_offered_where_it_is_set_up() -> None:
    found = subprocess.run(
        [sys.executable, "-c", LOOK],
        env={**os.environ, **SET_UP, "DJANGO_SETTINGS_MODULE": "kajo.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert found.stdout.split("\n")[0] == "/sign-in/authority/login/ True Lax", found.stderr[-2000:]


def test_it_is_absent_elsewhere(client, settings):
    assert settings.OIDC_ISSUER == ""
    assert client.get("/sign-in/authority/login/").status_code == 404
