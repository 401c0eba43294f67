"""Who is the person of a referral, by papers, and what does a child say?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kajo.cases.terms import ChildHeard
from kajo.clients.terms import Tongue
from kajo.referrals.terms import ChildsWords
from kajo.ui import forms


class Identified(forms.Form):
    """Identity code, number from an earlier case, and phone number. Nothing is compulsory."""

    personal_code = forms.Line(
        label=_("Personal identity code"),
        help_text=_("Eleven characters, also a temporary one. Never guess it."),
        max_length=11,
        required=False,
    )
    client_number = forms.Line(
        label=_("Number from an earlier case"),
        help_text=_("As it stands in an earlier letter, such as C-2021-0042."),
        max_length=20,
        required=False,
    )
    phone = forms.Line(
        label=_("Phone number"),
        help_text=_("It is never compared with the number of a call."),
        max_length=40,
        required=False,
    )

    def facts(self) -> dict[str, Any]:
        """Give what was noted."""
        given = self.cleaned_data
        return {
            "personal_code": given["personal_code"].replace(" ", "").upper(),
            "client_number": given["client_number"],
            "phone": given["phone"],
        }


class ChildsView(forms.Form):
    """What the child says, or why it was not asked, and what is in its best interest."""

    heard = forms.Choice(
        ChildHeard,
        coerce=ChildHeard,
        label=_("How was the child heard?"),
        help_text=_("From twelve years on formally, unless it harms the child or is clearly needless."),
    )
    asked_on = forms.Day(label=_("On which day"), help_text=_("Where the child was asked."), required=False)
    language = forms.Choice(label=_("In which language"), radios=False, required=False)
    interpreter = forms.Line(
        label=_("Interpreter"),
        help_text=_("Name or number of the service. Never somebody the person fears."),
        max_length=200,
        required=False,
    )
    view = forms.Text(label=_("The child's own view, or why it was not asked"), max_length=5000, rows=5, passages=True)
    best_interest = forms.Text(label=_("The child's best interest"), max_length=5000, rows=5, passages=True)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", Tongue.listed(gettext))
        self.between("asked_on", last=on)

    def facts(self) -> dict[str, Any]:
        """Give what the child said."""
        given = self.cleaned_data
        return {
            "words": ChildsWords(
                heard=given["heard"],
                view=given["view"],
                best_interest=given["best_interest"],
                asked_on=given["asked_on"],
                language=given["language"] or None,
                interpreter=given["interpreter"] or None,
            )
        }
