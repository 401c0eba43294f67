"""What stands between a right password and a signed-in visit?

The library walks these after its own stage for the second factor; until all have passed, the visit is nobody's.
"""

from __future__ import annotations

from allauth.account.stages import LoginStage, LoginStageController
from allauth.core.internal.httpkit import headed_redirect_response
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpResponse

from kajo.accounts.sign_in import factors
from kajo.accounts.sign_in.request import Request


class NewPassword(LoginStage):
    """Whoever comes with a password that was handed over chooses an own one first."""

    key = "new_password"
    urlname = "accounts:new_password"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Lead to the page, or on."""
        if self.login.user.password_until_at is None:
            return None, True
        return headed_redirect_response(self.urlname), True


class Enrol(LoginStage):
    """Whoever has no second factor yet sets one up before anything else."""

    key = "enrol"
    urlname = "accounts:enrol"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Lead to the page, or on."""
        if factors.is_enrolled(self.login.user):
            return None, True
        return headed_redirect_response(self.urlname), True


def at_code(request: Request) -> LoginStage | None:
    """Give the stage of the second factor if this visit stands there."""
    return _at(request, AuthenticateStage.key)


def at_new_password(request: Request) -> LoginStage | None:
    """Give the stage of the own password if this visit stands there."""
    return _at(request, NewPassword.key)


def at_enrolment(request: Request) -> LoginStage | None:
    """Give the stage of the first second factor if this visit stands there."""
    return _at(request, Enrol.key)


def _at(request: Request, key: str) -> LoginStage | None:
    if request.user.is_authenticated:
        return None
    return LoginStageController.enter(request, key)
