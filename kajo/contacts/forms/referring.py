"""What is asked when a call becomes a referral?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kajo.clients.terms import Tongue
from kajo.referrals.terms import AgeBand, Agreed, ConsentGiver, ConsentWay, Guardian, Told
from kajo.ui import forms

CONSENT_WITHIN = timedelta(days=365)


class Refer(forms.Form):
    """Three things make an urgent referral: what is needed, how to reach, where. All else may be empty."""

    need = forms.Text(label=_("What is needed now"), max_length=5000, rows=3, passages=True)
    reach = forms.Line(
        label=_("How to reach the person safely"),
        help_text=_("When, by what, and what to say if somebody else answers."),
        max_length=500,
        required=False,
    )
    whereabouts = forms.Line(
        label=_("Where the person is"),
        help_text=_("Kept under a lock of its own and not shown on the page."),
        max_length=500,
        required=False,
    )
    is_urgent = forms.Tick(label=_("Urgent: in danger, or without a safe place tonight"))
    age_band = forms.Choice(AgeBand, label=_("Age"), layout="row", initial=AgeBand.UNKNOWN)
    guardian = forms.Choice(
        Guardian,
        label=_("If a child: the guardian"),
        help_text=_("A suspected guardian is never contacted."),
        layout="row",
        required=False,
    )
    name = forms.Line(label=_("Name in use"), help_text=_("As the person says it. It may wait."), required=False)
    language = forms.Choice(label=_("Language"), radios=False, required=False)
    account = forms.Text(label=_("What has happened"), max_length=20_000, rows=6, passages=True, required=False)
    consent = forms.Choice(
        [("yes", _("has agreed")), ("no", _("has said no")), ("unasked", _("was not asked yet"))],
        label=_("The person, or whoever speaks for the person,"),
        layout="row",
        initial="unasked",
    )
    given_by = forms.Choice(ConsentGiver, label=_("Who said it"), layout="row", initial=ConsentGiver.PERSON)
    how = forms.Choice(ConsentWay, label=_("How"), layout="row", initial=ConsentWay.SPOKEN)
    given_at = forms.Moment(label=_("When"))
    consent_language = forms.Choice(label=_("In which language"), radios=False, required=False)
    interpreter = forms.Line(
        label=_("Interpreter"),
        help_text=_("Name or number of the service. Never somebody the person fears."),
        required=False,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", Tongue.listed(gettext))
        self.offer("consent_language", Tongue.listed(gettext))
        self.fields["given_at"].earliest = on - CONSENT_WITHIN  # type: ignore[attr-defined]  # a field of `Moment`

    def facts(self) -> dict[str, Any]:
        """Give what was told and, if anybody was asked, the answer."""
        given = self.cleaned_data
        told = Told(
            path="call",
            age_band=str(given["age_band"]),
            guardian=str(given["guardian"] or "") if given["age_band"] != AgeBand.ADULT else "",
            name=given["name"] or None,
            language=given["language"] or None,
            reach=given["reach"] or None,
            whereabouts=given["whereabouts"] or None,
            account=given["account"] or None,
            need=given["need"],
        )
        return {"told": told, "is_urgent": given["is_urgent"], "agreed": self._agreed(given)}

    def _agreed(self, given: dict[str, Any]) -> Agreed | None:
        if given["consent"] == "unasked":
            return None
        return Agreed(
            given_by=str(given["given_by"]),
            is_given=given["consent"] == "yes",
            given_at=given["given_at"],
            how=str(given["how"]),
            language=given["consent_language"] or None,
            interpreter=given["interpreter"] or None,
        )
