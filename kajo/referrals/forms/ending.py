"""How does a referral end without a decision?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kajo.referrals.forms.telling import CAME_WITHIN, speaking
from kajo.referrals.terms import Authority, ConsentGiver, ConsentWay, Lapse, Transfer, Withdrawal
from kajo.ui import forms


class Withdrawn(forms.Form):
    """Who withdraws the referral, when and how, and in which words."""

    said_by = forms.Choice(ConsentGiver, label=_("Who withdraws it"), layout="row", initial=ConsentGiver.PERSON)
    told_at = forms.Moment(label=_("When"))
    way = forms.Choice(ConsentWay, label=_("How"), layout="row", initial=ConsentWay.SPOKEN)
    words = forms.Text(
        label=_("In which words"),
        help_text=_("Nobody has to give a reason."),
        max_length=5000,
        rows=4,
        required=False,
    )

    def __init__(self, *args: Any, on: date, may_ask_guardian: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("said_by", speaking(may_ask_guardian=may_ask_guardian))
        self.fields["told_at"].earliest = on - CAME_WITHIN  # type: ignore[attr-defined]  # a field of `Moment`

    def facts(self) -> dict[str, Any]:
        """Give the withdrawal."""
        return {"withdrawal": Withdrawal(**self.cleaned_data)}


class Lapsed(forms.Form):
    """Why the referral lapses."""

    reason = forms.Choice(Lapse, label=_("Why it lapses"), radios=True)
    words = forms.Text(
        label=_("What was tried, or what was said"),
        help_text=_(
            "For a person who was not reached: how and when it was tried. If a case or another referral goes on"
            " instead: with whom that was agreed."
        ),
        max_length=5000,
        rows=4,
        required=False,
    )


class SentOn(forms.Form):
    """To which authority the referral is sent on, when and why, and what goes along."""

    to = forms.Choice(Authority, label=_("To which authority"), radios=False)
    on = forms.Day(label=_("On which day"))
    words = forms.Text(label=_("Why this authority is competent"), max_length=5000, rows=3)
    is_sender_told = forms.YesNo(label=_("Was the sender told?"))
    is_told_along = forms.YesNo(
        label=_("Does what was told of the person go along?"),
        help_text=_("Only with the person's consent to share with this authority."),
        initial="no",
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("on", first=on - CAME_WITHIN)

    def facts(self) -> dict[str, Any]:
        """Give the transfer."""
        return {"transfer": Transfer(**self.cleaned_data)}
