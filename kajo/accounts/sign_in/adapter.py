"""What does the sign-in library ask of us?"""

from __future__ import annotations

from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import clear_authentication_records, get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import login as begin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import now

from kajo.access.doors import record
from kajo.access.roles import VISITOR
from kajo.access.verbs import Verb
from kajo.accounts.models import Login
from kajo.accounts.sign_in import sealing, throttle
from kajo.accounts.sign_in.request import Request, address_of, step_up_for
from kajo.accounts.sign_in.sessions import person_of
from kajo.accounts.terms import Factor

FACTORS = {"totp": Factor.TOTP, "recovery_codes": Factor.RECOVERY, "webauthn": Factor.PASSKEY}
STAGES = [
    "allauth.mfa.stages.AuthenticateStage",
    "kajo.accounts.sign_in.stages.NewPassword",
    "kajo.accounts.sign_in.stages.Enrol",
]
PRODUCT = "Kajo"  # says nothing to whoever reads a phone over a shoulder


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in without sign-up, without e-mail, and never without a second factor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by administrators."""
        return False

    def get_login_stages(self) -> list[str]:
        """Name the steps between a right password and a signed-in visit."""
        return STAGES

    def pre_login(self, request: HttpRequest, user: Login, **_others: Any) -> HttpResponse | None:
        """Turn away whoever does not belong to this site, with the same answer as a wrong password."""
        person = person_of(user.pk, now())
        if not person.enters(settings.SITE):
            record(person.actor() if person.staff_id else VISITOR, Verb.SESSION_SIGN_IN, "refused", reason="not here")
            return HttpResponseRedirect(reverse("account_login") + "?why=elsewhere")
        return None

    def login(self, request: Request, user: Login) -> None:
        """Make the visit the person's own: the only place where this happens, after all stages."""
        at = now()
        records = [each for each in get_authentication_records(request, user) if each["method"] == "mfa"]
        strong = FACTORS.get(records[-1]["type"]) if records else None
        person = person_of(user.pk, at)
        begin(request, user, backend="kajo.accounts.sign_in.backend.Passwords")
        clear_authentication_records(request)
        request.session.belong_to(person, strong=strong, at=at)
        request.actor = person.actor()
        throttle.know([("password", user.login), ("code", str(user.pk))], address_of(request), at)
        record(request.actor, Verb.SESSION_SIGN_IN, "done", reason=str(strong))

    def add_message(self, *_args: Any, **_others: Any) -> None:
        """Say nothing: the page that follows tells enough."""

    def send_mail(self, *_args: Any, **_others: Any) -> None:
        """Send nothing: no sign-in goes through e-mail."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the front page."""
        return "/"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets sealed under a key outside the database, and neutral names on the phone."""

    def encrypt(self, text: str) -> str:
        """Seal a secret for the person at hand."""
        return sealing.seal_factor(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret of the person at hand."""
        return sealing.unseal_factor(encrypted_text)

    def get_totp_issuer(self) -> str:
        """Name what the app lists the code under."""
        return PRODUCT

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the host a passkey is for."""
        return {"id": context.request.get_host().partition(":")[0], "name": PRODUCT}

    def get_public_key_credential_user_entity(self, user: Login) -> dict[str, Any]:
        """Name whose passkey it is: the login, never the name."""
        return {"id": user.pk.hex.encode(), "display_name": user.login, "name": user.login}


class AuthorityAdapter(DefaultSocialAccountAdapter):
    """The authority's own sign-in (OpenID Connect): only for logins it was linked to before, and never alone."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Accounts are made by administrators."""
        return False

    def pre_social_login(self, request: Request, sociallogin: Any) -> None:
        """Turn away whoever is not linked to a login here."""
        sociallogin.account.extra_data = {}  # the link is enough; what else the authority tells is not kept
        if sociallogin.state.get("process") == "connect":
            if step_up_for(request, Verb.SESSION_FACTOR) is None:
                raise ImmediateHttpResponse(HttpResponseRedirect(reverse("accounts:link")))
        elif not sociallogin.is_existing:
            self._turn_away()

    def on_authentication_error(self, *_args: Any, **_others: Any) -> NoReturn:
        """Turn away whoever the authority did not vouch for."""
        self._turn_away()

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Lead back to the own sign-in after linking."""
        return reverse("accounts:own")

    def _turn_away(self) -> NoReturn:
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login") + "?why=elsewhere"))
