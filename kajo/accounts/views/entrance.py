"""How does one come in, prove it again, and go?"""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.logout import logout
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kajo.access.doors import record
from kajo.access.gate import Refused
from kajo.access.roles import StepUp
from kajo.access.verbs import Verb
from kajo.accounts import forms
from kajo.accounts.sign_in import factors, flows, pictures, stages
from kajo.accounts.sign_in.marks import open_to_all
from kajo.accounts.sign_in.middleware import DEED
from kajo.accounts.sign_in.request import Request
from kajo.accounts.terms import Ended
from kajo.ui import drafts
from kajo.ui.forms import Form
from kajo.ui.headers import leave_no_trace
from kajo.ui.pages import page

SECRET = "new_app_secret"  # noqa: S105  (the name of a place in the visit, which is encrypted)
CODES = "recovery_codes"
GET_OR_POST = require_http_methods(["GET", "POST"])


@open_to_all
@GET_OR_POST
@sensitive_post_parameters("password")
def sign_in(request: Request) -> HttpResponse:
    """Ask for login and password, or a passkey."""
    if request.actor.id is not None:
        return redirect(flows.next_address(request) or "/")
    form = forms.SignIn(request.POST or None)
    if form.is_valid():
        try:
            return flows.by_password(request, **form.facts(), at=now())
        except Refused as refusal:
            form.refuse(refusal)
    return page(
        request,
        "accounts/sign_in.html",
        {
            "form": form,
            "next": flows.next_address(request) or "",
            "why": _why(request),
            "text_waits": drafts.is_waiting(request),
            "authority": _authority(),
        },
        title=_("Sign in"),
    )


@open_to_all
@GET_OR_POST
def code(request: Request) -> HttpResponse:
    """Ask for the second factor of the person whose password was right."""
    stage = stages.at_code(request)
    if stage is None:
        return redirect("account_login")
    form, passkey = posted(request, forms.Code, forms.Credential)
    try:
        if form.is_valid():
            return flows.by_code(request, stage, **form.facts(), at=now())
        if passkey.is_valid():
            return flows.by_passkey_after_password(request, stage, **passkey.facts())
    except Refused as refusal:
        (form if form.is_bound else passkey).refuse(refusal)
    login = stage.login.user
    words = {
        "form": form,
        "passkey": passkey,
        "options": flows.passkey_wanted(login) if factors.passkeys(login) else "",
    }
    return page(request, "accounts/code.html", words, title=_("Sign in"))


@open_to_all
@GET_OR_POST
def by_passkey(request: Request) -> HttpResponse:
    """Give a passkey's question, or take its answer and sign in with it alone."""
    if request.method == "GET":
        return JsonResponse({"options": flows.passkey_wanted()})
    form = forms.Credential(request.POST)
    if form.is_valid():
        try:
            return flows.by_passkey(request, **form.facts())
        except Refused as refusal:
            form.refuse(refusal)
    words = {"form": forms.SignIn(), "passkey": form, "next": flows.next_address(request) or ""}
    return page(request, "accounts/sign_in.html", words, title=_("Sign in"))


@open_to_all
@GET_OR_POST
@sensitive_post_parameters("password", "again")
def new_password(request: Request) -> HttpResponse:
    """Let whoever came with a password that was handed over choose an own one."""
    stage = stages.at_new_password(request)
    if stage is None:
        return redirect("account_login")
    form = forms.NewPassword(request.POST or None, login=stage.login.user)
    if form.is_valid():
        flows.choose_password(stage.login.user, **form.facts())
        onward: HttpResponse = stage.exit()
        return onward
    return page(request, "accounts/new_password.html", {"form": form}, title=_("Choose a password"))


@open_to_all
@GET_OR_POST
def enrol(request: Request) -> HttpResponse:
    """Let whoever has no second factor yet set one up: there is no way past this page."""
    stage = stages.at_enrolment(request)
    if stage is None:
        return redirect("account_login")
    login = stage.login.user
    form, passkey = posted(request, forms.AppCode, forms.NewCredential)
    secret = request.session.setdefault(SECRET, factors.new_secret())
    try:
        if form.is_valid():
            flows.enrol_app(login, secret=secret, **form.facts(), at=now())
            return _enrolled(request, stage, "totp")
        if passkey.is_valid():
            flows.add_passkey(login, **passkey.facts())
            return _enrolled(request, stage, "webauthn")
    except Refused as refusal:
        (form if form.is_bound else passkey).refuse(refusal)
    words = {
        "form": form,
        "passkey": passkey,
        "options": flows.passkey_offered(login),
        "secret": pictures.grouped(secret),
        "picture": pictures.address_of_app(login, secret),
    }
    return page(request, "accounts/enrol.html", words, title=_("Second factor"))


def _enrolled(request: Request, stage: Any, kind: str) -> HttpResponse:
    login = stage.login.user
    record_authentication(request, login, "mfa", type=kind)
    codes = factors.new_recovery_codes(login)
    onward = stage.exit()
    request.session.pop(SECRET, None)
    request.session[CODES] = {"codes": codes, "onward": onward.headers.get("Location", "/")}
    return redirect("accounts:codes")


@GET_OR_POST
def codes(request: Request) -> HttpResponse:
    """Show new recovery codes until the person says that they are kept."""
    kept = request.session.get(CODES)
    if kept is None:
        return redirect("accounts:own")
    if request.method == "POST":
        del request.session[CODES]
        return HttpResponseRedirect(kept["onward"])
    shown = [pictures.grouped(each) for each in kept["codes"]]
    return page(request, "accounts/codes.html", {"codes": shown}, title=_("Recovery codes"))


@open_to_all
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the visit and ask the browser to forget it."""
    why = ""
    if request.actor.id is not None:
        record(request.actor, Verb.SESSION_SIGN_OUT, "done")
        why = f"?why={Ended.SIGNED_OUT}"
    logout(request, show_message=False)
    request.session.flush()
    response = redirect(f"{reverse('account_login')}{why}")
    leave_no_trace(response)
    return response


@GET_OR_POST
def step_up(request: Request) -> HttpResponse:
    """Ask for a fresh second factor for the one deed that wanted it, then lead back to it."""
    deed = request.session.get(DEED)
    if deed is None:
        return redirect("/")
    login = request.user
    form, passkey = posted(request, forms.Code, forms.Credential)
    try:
        if form.is_valid():
            flows.check_code(request, login, **form.facts(), at=now())
            return _stepped_up(request, deed)
        if passkey.is_valid():
            flows.check_passkey(login, **passkey.facts())
            return _stepped_up(request, deed)
    except Refused as refusal:
        (form if form.is_bound else passkey).refuse(refusal)
    words = {
        "form": form,
        "passkey": passkey,
        "options": flows.passkey_wanted(login) if factors.passkeys(login) else "",
    }
    return page(request, "accounts/step_up.html", words, title=_("Confirm that it is you"))


def _stepped_up(request: Request, deed: dict[str, str]) -> HttpResponse:
    proof = StepUp(at=now(), verb=deed["verb"], target=deed["target"])
    del request.session[DEED]
    request.session.step_up(proof)
    record(request.actor, Verb.SESSION_STEP_UP, "done", reason=deed["verb"])
    return HttpResponseRedirect(deed["back"])


@require_safe
def go_on(request: Request) -> HttpResponse:
    """Show the deed that waited for the second factor, to be done now with one press."""
    if DEED in request.session:
        return redirect("accounts:step_up")
    draft = drafts.waiting(request)
    if draft is None:
        return redirect("/")
    return page(request, "accounts/go_on.html", {"draft": draft}, title=_("Go on"))


def posted(request: Request, first: type[Form], second: type[Form]) -> tuple[Form, Form]:
    """Bind the form that was sent, and only that one."""
    sent = request.POST or None
    if sent is not None and "credential" in sent:
        return first(None), second(sent)
    return first(sent), second(None)


def _why(request: Request) -> Any:
    word = request.GET.get("why", "")
    return Ended(word).label if word in Ended.values else ""


def _authority() -> dict[str, str] | None:
    if not settings.OIDC_ISSUER:
        return None
    return {"name": settings.OIDC_NAME}
