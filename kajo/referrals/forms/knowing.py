"""Who is the person of a referral, by papers?"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

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
