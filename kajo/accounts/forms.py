"""What does somebody type to sign in, and an administrator about people?"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from kajo.access.roles import Role
from kajo.accounts.terms import LOGIN_SHAPE
from kajo.bridges.carrying import Means
from kajo.ui.forms import Choice, Day, Form, Line

PASSWORD_LENGTH = 128
CODE_LENGTH = 20
CREDENTIAL_LENGTH = 20_000
ASSERTION = ("clientDataJSON", "authenticatorData", "signature")
ATTESTATION = ("clientDataJSON", "attestationObject")


def _password(label: Any, autocomplete: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=PASSWORD_LENGTH,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete, "dir": "ltr"}),
    )


def _code(label: Any, hint: Any) -> Line:
    return Line(
        label=label,
        help_text=hint,
        max_length=CODE_LENGTH,
        ltr=True,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "size": "12"}
        ),
    )


def _team() -> Choice:
    return Choice(
        label=_("Team"), radios=False, required=False, coerce=UUID, help_text=_("A team of that office, if any.")
    )


class SignIn(Form):
    """Login and password."""

    login = Line(
        label=_("Login"),
        max_length=40,
        ltr=True,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = _password(_("Password"), "current-password")


class Code(Form):
    """A code of the authenticator app, or a recovery code."""

    code = _code(_("Code"), _("Six digits from your authenticator app, or one of your recovery codes."))


class AppCode(Form):
    """The first code of a new authenticator app."""

    code = _code(_("Code"), _("Six digits that your authenticator app shows now."))


class Credential(Form):
    """What the browser answered about a passkey: words of the browser, not of the person."""

    parts: tuple[str, ...] = ASSERTION
    credential = forms.CharField(max_length=CREDENTIAL_LENGTH, widget=forms.HiddenInput)

    def clean_credential(self) -> dict[str, Any]:
        """Read the answer; anything that is not one is refused before the library sees it."""
        try:
            answer = json.loads(self.cleaned_data["credential"])
        except ValueError:
            answer = None
        response = answer.get("response") if isinstance(answer, dict) else None
        texts = [answer.get("id"), answer.get("rawId")] if isinstance(answer, dict) else [None]
        texts += [response.get(part) for part in self.parts] if isinstance(response, dict) else [None]
        if not all(isinstance(text, str) and text.isascii() for text in texts) or answer["type"] != "public-key":
            raise forms.ValidationError(_("The passkey did not answer. Try again."), code="passkey")
        return {**answer, "response": response}


class NewCredential(Credential):
    """A passkey to be added, with the name its owner knows it by."""

    parts = ATTESTATION
    name = Line(label=_("Name of the passkey"), max_length=60, help_text=_("For example: key ring, work computer."))


class OwnReach(Form):
    """How messages of the system reach one on duty; what is left empty is no way."""

    text = Line(
        label=_("Number for text messages"),
        required=False,
        max_length=40,
        ltr=True,
        help_text=_("Of your telephone at work, for example +358 40 123 4567."),
    )
    voice = Line(label=_("Number for calls"), required=False, max_length=40, ltr=True)
    mail = Line(label=_("E-mail address of work"), required=False, max_length=200, ltr=True)

    def facts(self) -> dict[str, Any]:
        """Give the ways by means."""
        return {"ways": {means: self.cleaned_data[str(means)] for means in Means}}


class NewPassword(Form):
    """An own password, twice."""

    password = _password(_("New password"), "new-password")
    again = _password(_("New password again"), "new-password")

    def __init__(self, *args: Any, login: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.login = login
        self.fields["password"].help_text = _("At least 15 characters. A sentence of several words is good.")

    def clean_password(self) -> str:
        """Refuse short, common and telling passwords."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.login)
        return password

    def clean(self) -> dict[str, Any]:
        """Refuse two that differ."""
        given = super().clean() or self.cleaned_data
        if "password" in given and "again" in given and given["password"] != given["again"]:
            self.add_error("again", forms.ValidationError(_("This differs from the password above."), code="again"))
        return given

    def facts(self) -> dict[str, Any]:
        """Give the password once."""
        return {"password": self.cleaned_data["password"]}


class Person(Form):
    """A new person: our own, with an office, or a partner's, with the organisation."""

    login = Line(
        label=_("Login"),
        max_length=40,
        ltr=True,
        help_text=_("Small letters, digits, points and hyphens. It is never used for anybody else."),
        validators=[RegexValidator(LOGIN_SHAPE, _("Use small letters, digits, points and hyphens."))],
    )
    name = Line(label=_("Name"), max_length=120)
    title = Line(label=_("Job title"), max_length=120, required=False)
    office = Choice(label=_("Office"), required=False, radios=False)
    team = _team()
    organisation = Line(label=_("Partner's organisation"), max_length=160, required=False)

    def __init__(
        self, *args: Any, offices: list[tuple[int, str]], teams: list[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"] = Choice(
            offices,
            label=_("Office"),
            required=False,
            radios=False,
            coerce=int,
            help_text=_("Only for our own people. For a partner's person, write the organisation instead."),
        )
        self.offer("team", teams)


class Grant(Form):
    """A role from a day on, and until a day where it is known."""

    role = Choice(label=_("Role"), radios=False)
    from_on = Day(label=_("Valid from"))
    until_on = Day(label=_("Valid until"), required=False, help_text=_("The first day without the role."))

    def __init__(self, *args: Any, roles: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = Choice(roles, label=_("Role"), radios=False, coerce=Role)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        given = super().clean() or self.cleaned_data
        start, end = given.get("from_on"), given.get("until_on")
        if start and end and end <= start:
            self.add_error("until_on", forms.ValidationError(_("The end is not after the start."), code="end"))
        return given


class Posting(Form):
    """Another office or team from a day on."""

    office = Choice(label=_("Office"), radios=False)
    team = _team()
    from_on = Day(label=_("From the day"))

    def __init__(
        self, *args: Any, offices: list[tuple[int, str]], teams: list[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"] = Choice(offices, label=_("Office"), radios=False, coerce=int)
        self.offer("team", teams)


class Team(Form):
    """A new team of an office."""

    name = Line(label=_("Name of the team"), max_length=80)
    office = Choice(label=_("Office"), radios=False)
    from_on = Day(label=_("From the day"))

    def __init__(self, *args: Any, offices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"] = Choice(offices, label=_("Office"), radios=False, coerce=int)


class LastDay(Form):
    """Until when a team is there."""

    until_on = Day(label=_("Ends on"), help_text=_("The first day without the team."))
