"""Who is at the other end of this request?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.timezone import now

from kajo.access.gate import StepUpNeeded
from kajo.access.roles import VISITOR, Actor
from kajo.accounts.models import Login
from kajo.accounts.sign_in.marks import is_open
from kajo.accounts.sign_in.request import Request
from kajo.accounts.sign_in.sessions import SessionStore
from kajo.ui import drafts
from kajo.ui.follow import is_polled

DEED = "deed"
SECRETS = {"password", "again", "code", "credential"}


class NoSession(SessionBase):
    """The visit of the public site: remembers nothing beyond the request, sets no cookie."""

    def load(self) -> dict[str, Any]:
        """Remember nothing."""
        return {}

    def exists(self, session_key: str) -> bool:
        """Know nobody."""
        return False

    def create(self) -> None:
        """Make nothing."""

    def save(self, must_create: bool = False) -> None:
        """Keep nothing."""

    def delete(self, session_key: str | None = None) -> None:
        """Have nothing to delete."""


class SignedIn:
    """Sets `request.session`, `request.user` and `request.actor`, and leads visitors to the sign-in.

    Staff and partner sites are closed to visitors but for addresses marked `open_to_all`; the public site knows
    only visitors. Stands above the check of form tokens, so that a form sent after the visit ended is kept and
    not refused.
    """

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response
        self.is_public = settings.SITE == "public"

    def __call__(self, request: Request) -> HttpResponse:
        """Answer as whoever this is."""
        if self.is_public:
            _set(request, NoSession(), None, VISITOR)
            return self.get_response(request)
        session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        request.session = session
        actor = session.actor()
        _set(request, session, _login(session) if actor else None, actor or VISITOR)
        if actor and not is_polled(request):  # a page that asks by itself does not mean that somebody is there
            session.saw(now())
        response = self.get_response(request)
        _let_go(request, response)
        _send_cookie(request, response)
        return response

    def process_view(self, request: Request, view: Callable[..., Any], _words: Any, _named: Any) -> HttpResponse | None:
        """Stop a visitor before a page that is not open to all; bring kept text to the page it belongs to."""
        if self.is_public or is_open(view):
            return None
        return _to_sign_in(request) if request.actor.id is None else None

    def process_exception(self, request: Request, error: Exception) -> HttpResponse | None:
        """Lead whoever needs a fresh second factor to the page that asks for it; what was posted waits meanwhile."""
        if not isinstance(error, StepUpNeeded) or request.actor.id is None:
            return None
        back = reverse("accounts:go_on") if _keep(request) else request.get_full_path()
        request.session[DEED] = {"verb": str(error.verb), "target": error.target, "back": back}
        return HttpResponseRedirect(reverse("accounts:step_up"))


def _set(request: Any, session: SessionBase, login: Login | None, actor: Actor) -> None:
    request.session, request.user, request.actor = session, login or AnonymousUser(), actor


def _login(session: SessionStore) -> Login:
    assert session.visit is not None
    person = session.visit.person
    return Login.from_db("default", ["id", "login", "is_active"], [person.login_id, person.login, person.is_active])


def _to_sign_in(request: Request) -> HttpResponse:
    """Lead to the sign-in and back; a text that was sent after the visit had ended waits meanwhile."""
    words = {"next": reverse("ui:kept") if _keep(request) else request.get_full_path()}
    if request.session.why is not None:
        words["why"] = str(request.session.why)
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode(words)}")


def _keep(request: Request) -> bool:
    """Keep what was posted, unless it holds a secret of the sign-in itself."""
    return not SECRETS & set(request.POST) and drafts.keep(request)


def _let_go(request: Request, response: HttpResponse) -> None:
    """Throw away the deed that waited for a second factor, once it was sent, so that nothing sends it again.

    It stays where it was not taken: for an error, or when it waits anew for a sign-in or another factor.
    """
    was_taken = request.method == "POST" and response.status_code < 400 and request.actor.id is not None
    if was_taken and DEED not in request.session and drafts.WAITED in request.POST:
        drafts.discard(request)


def _send_cookie(request: Request, response: HttpResponse) -> None:
    session = request.session
    cookie = settings.SESSION_COOKIE_NAME
    where: dict[str, Any] = {"path": "/", "samesite": settings.SESSION_COOKIE_SAMESITE}
    patch_vary_headers(response, ("Cookie",))
    if session.modified and not session.is_empty() and response.status_code < 500:
        try:
            session.save()
        except UpdateError:  # signed out meanwhile, on another tab: the cookie goes
            response.delete_cookie(cookie, **where)
            return
        response.set_cookie(
            cookie, session.session_key or "", secure=settings.SESSION_COOKIE_SECURE, httponly=True, **where
        )
    elif cookie in request.COOKIES and session.is_empty() and session.over is None:
        response.delete_cookie(cookie, **where)
