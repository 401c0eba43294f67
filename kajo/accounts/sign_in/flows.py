"""By which steps does a visitor become somebody?"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from allauth.account.internal.flows.login import perform_login, perform_password_login, record_authentication
from allauth.account.models import Login as Entrance
from allauth.account.stages import LoginStage
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpResponse

from kajo.access.doors import record
from kajo.access.gate import Refused
from kajo.access.roles import VISITOR
from kajo.access.verbs import Verb
from kajo.accounts.models import Login
from kajo.accounts.sign_in import factors, throttle
from kajo.accounts.sign_in.request import Request, address_of
from kajo.accounts.sign_in.sealing import Unopenable
from kajo.accounts.sign_in.sessions import person_of
from kajo.law.finding import N_ as _

# One sentence for an unknown login, a wrong password, a closed account and a person of the other site.
WRONG = _("The login or the password is not right.")
WRONG_CODE = _("The code is not right, or it was used already. Wait for the next one.")
NO_PASSKEY = _("This passkey is not known here.")


def next_address(request: Request) -> str | None:
    """Give the page the person was on the way to, if it is one of ours."""
    address = get_next_redirect_url(request)
    return str(address) if address else None


def by_password(request: Request, *, login: str, password: str, at: datetime) -> HttpResponse:
    """Check login and password and lead on to the second factor. Raises Refused."""
    name, address = login.strip().lower(), address_of(request)
    claimed = throttle.claim("password", name, address, at)
    found = authenticate(request, login=name, password=password)
    if not isinstance(found, Login) or not person_of(found.pk, at).enters(settings.SITE):
        record(VISITOR, Verb.SESSION_SIGN_IN, "refused", reason="password")
        raise Refused(WRONG)
    throttle.forgive(claimed, address)
    onward: HttpResponse = perform_password_login(request, {}, Entrance(user=found, redirect_url=next_address(request)))
    return onward


def by_code(request: Request, stage: LoginStage, *, code: str, at: datetime) -> HttpResponse:
    """Check the code of the second factor and go on. Raises Refused."""
    login: Login = stage.login.user
    factor = check_code(request, login, code, at)
    record_authentication(request, login, "mfa", type="totp" if factor == "totp" else "recovery_codes")
    onward: HttpResponse = stage.exit()
    return onward


def check_code(request: Request, login: Login, code: str, at: datetime) -> str:
    """Take a code of the person and say of which kind it was. Raises Refused."""
    address = address_of(request)
    claimed = throttle.claim("code", str(login.pk), address, at)
    try:
        factor = factors.accept_code(login, code, at)
    except Unopenable:  # the row was moved or altered, or the key is another installation's
        factor = None
    if factor is None:
        record(VISITOR, Verb.SESSION_SIGN_IN, "refused", reason="code")
        raise Refused(WRONG_CODE, field="code")
    throttle.forgive(claimed, address)
    return str(factor)


def passkey_wanted(login: Login | None = None) -> str:
    """Ask the browser for a passkey of this person, or of anybody: the options as JSON."""
    return json.dumps(webauthn.begin_authentication(login))


def passkey_offered(login: Login) -> str:
    """Ask the browser to make a passkey for this person: the options as JSON."""
    return json.dumps(webauthn.begin_registration(login, True))


def check_passkey(login: Login | None, credential: dict[str, Any]) -> Login:
    """Check what the browser answered and say whose passkey it was. Raises Refused."""
    try:
        webauthn.parse_authentication_response(credential)
        owner = login or webauthn.extract_user_from_response(credential)
        found = factors.passkey_that_answered(owner, credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):  # whatever broken answers do to parsers
        record(VISITOR, Verb.SESSION_SIGN_IN, "refused", reason="passkey")
        raise Refused(NO_PASSKEY) from None
    if not owner.is_active:
        record(VISITOR, Verb.SESSION_SIGN_IN, "refused", reason="passkey")
        raise Refused(NO_PASSKEY)
    found.record_usage()
    return owner


def add_passkey(login: Login, *, name: str, credential: dict[str, Any]) -> None:
    """Keep a new passkey. Raises Refused if it is not the answer to what was asked, or knows no fingerprint or PIN."""
    try:
        webauthn.parse_registration_response(credential)
        binding = webauthn.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        raise Refused(NO_PASSKEY) from None
    if not binding.is_user_verified():
        raise Refused(NO_PASSKEY)
    factors.keep_passkey(login, name, credential)


def by_passkey(request: Request, *, credential: dict[str, Any]) -> HttpResponse:
    """Sign in with a passkey alone: it is both factors, since it asks for fingerprint or PIN. Raises Refused."""
    login = check_passkey(None, credential)
    record_authentication(request, login, "mfa", type="webauthn", passwordless=True)
    onward: HttpResponse = perform_login(request, Entrance(user=login, redirect_url=next_address(request)))
    return onward


def by_passkey_after_password(request: Request, stage: LoginStage, *, credential: dict[str, Any]) -> HttpResponse:
    """Take a passkey as second factor and go on. Raises Refused."""
    login = check_passkey(stage.login.user, credential)
    record_authentication(request, login, "mfa", type="webauthn")
    onward: HttpResponse = stage.exit()
    return onward


def choose_password(login: Login, *, password: str) -> None:
    """Make this the person's own password in place of the one that was handed over."""
    login.set_password(password)
    login.password_until_at = None
    login.save(update_fields=["password", "password_until_at"])


def enrol_app(login: Login, *, secret: str, code: str, at: datetime) -> None:
    """Make the authenticator app the person's second factor. Raises Refused if the code is not its."""
    if not factors.set_app(login, secret, code, at):
        raise Refused(WRONG_CODE, field="code")
