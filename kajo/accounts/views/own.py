"""What does one sign in with, and where is one signed in?"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kajo.access import gate
from kajo.access.doors import record
from kajo.access.verbs import Verb
from kajo.accounts import actions, forms, queries
from kajo.accounts.sign_in import factors, flows, pictures, sessions
from kajo.accounts.sign_in.request import Request
from kajo.accounts.views.entrance import CODES, SECRET
from kajo.ui.forms import Form
from kajo.ui.pages import page

GET_OR_POST = require_http_methods(["GET", "POST"])


@require_safe
def own(request: Request) -> HttpResponse:
    """Show what one signs in with, and where one is signed in."""
    login = request.user
    words = {
        "passkeys": factors.passkeys(login),
        "has_app": factors.has_app(login),
        "codes_left": factors.codes_left(login),
        "visits": sessions.own_visits(login.pk, now()),
        "here": request.session.row,
        "authority": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
    }
    return page(request, "accounts/own.html", words, title=_("My sign-in"))


@GET_OR_POST
def add_passkey(request: Request) -> HttpResponse:
    """Add a passkey."""
    _require_step_up(request, Verb.SESSION_FACTOR)
    form = forms.NewCredential(request.POST or None)
    if form.is_valid() and form.carry(actions.add_passkey, request.actor, at=now()):
        return redirect("accounts:own")
    options = flows.passkey_offered(request.user)
    return page(request, "accounts/add_passkey.html", {"form": form, "options": options}, title=_("Add a passkey"))


@require_POST
def remove_passkey(request: Request, passkey: int) -> HttpResponse:
    """Take a passkey away."""
    form = Form(request.POST)
    if form.is_valid() and not form.carry(
        actions.remove_passkey, request.actor, passkey=passkey, visit=request.session.row, at=now()
    ):
        for _id, _label, sentence in form.wrong():
            messages.warning(request, sentence)
    return redirect("accounts:own")


@GET_OR_POST
def set_app(request: Request) -> HttpResponse:
    """Set up an authenticator app, or another one."""
    _require_step_up(request, Verb.SESSION_FACTOR)
    secret = request.session.setdefault(SECRET, factors.new_secret())
    form = forms.AppCode(request.POST or None)
    facts = {"secret": secret, "visit": request.session.row, "at": now()}
    if form.is_valid() and form.carry(actions.set_app, request.actor, **facts):
        del request.session[SECRET]
        return redirect("accounts:own")
    words = {
        "form": form,
        "secret": pictures.grouped(secret),
        "picture": pictures.address_of_app(request.user, secret),
    }
    return page(request, "accounts/set_app.html", words, title=_("Authenticator app"))


@require_POST
def new_codes(request: Request) -> HttpResponse:
    """Make new recovery codes and show them once."""
    made = actions.new_recovery_codes(request.actor, None, at=now())
    request.session[CODES] = {"codes": made, "onward": reverse("accounts:own")}
    return redirect("accounts:codes")


@GET_OR_POST
@sensitive_post_parameters("password", "again")
def change_password(request: Request) -> HttpResponse:
    """Change one's own password."""
    _require_step_up(request, Verb.SESSION_PASSWORD)
    form = forms.NewPassword(request.POST or None, login=request.user)
    facts = {"visit": request.session.row, "at": now()}
    if form.is_valid() and form.carry(actions.change_password, request.actor, **facts):
        return redirect("accounts:own")
    return page(request, "accounts/change_password.html", {"form": form}, title=_("Password"))


@require_POST
def end_visit(request: Request, visit: UUID) -> HttpResponse:
    """Sign another browser out."""
    actions.end_visit(request.actor, visit, at=now())
    return redirect("accounts:own")


@GET_OR_POST
def reach(request: Request) -> HttpResponse:
    """Note how messages reach one on duty."""
    known = queries.own_reach(request.actor, None)
    form = forms.OwnReach(request.POST or None, initial={str(means): value for means, value in known.items()})
    if form.is_valid() and form.carry(actions.reach, request.actor, at=now()):
        messages.success(request, _("It is noted how messages reach you."))
        return redirect("accounts:own")
    return page(request, "accounts/reach.html", {"form": form}, part="form", title=_("How messages reach me"))


@require_safe
def link(request: Request) -> HttpResponse:
    """Link the authority's own sign-in to this login, after a fresh second factor."""
    if not settings.OIDC_ISSUER:
        return redirect("accounts:own")
    _require_step_up(request, Verb.SESSION_FACTOR)
    return page(request, "accounts/link.html", {"authority": settings.OIDC_NAME}, title=settings.OIDC_NAME)


def _require_step_up(request: Request, verb: Verb) -> None:
    """Demand a fresh second factor before the page is shown; what was sent without one is recorded as refused."""
    try:
        gate.require_step_up(request.actor, verb, "")
    except gate.StepUpNeeded as refusal:
        if request.method == "POST":
            record(request.actor, verb, "refused", reason=refusal.message)
        raise
