"""What is written of a client's risk?"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kajo.cases.terms import HousingLevel, Risk, RiskChannel
from kajo.ui import forms


def _text(label: Any, help_text: Any, *, rows: int = 4, limit: int = 2000, required: bool = False) -> forms.Text:
    return forms.Text(label=label, help_text=help_text, rows=rows, max_length=limit, required=required, passages=True)


class RiskNote(forms.Form):
    """What threatens the client, whom, by which ways, and what is done about it."""

    source = _text(
        _("What or who threatens"),
        _("As the client tells it. It stands here alone: nobody is registered by it."),
        limit=5000,
    )
    target = _text(_("Whom it threatens"), _("The client, children, relatives, others, staff."), rows=2)
    channels = forms.Choices(
        RiskChannel, coerce=RiskChannel, label=_("By which ways it may reach the client"), required=False
    )
    channels_words = _text(_("More on these ways"), _("Which phone, which account, who knows the password."), rows=2)
    housing = forms.Choice(HousingLevel, coerce=HousingLevel, label=_("How safe the housing has to be"))
    known_by = _text(_("Who knows where the client lives"), _("Never write the address itself here."), rows=2)
    plan = _text(
        _("What is done about it"), _("Also write here if nothing threatens now, and why."), limit=5000, required=True
    )
    review_on = forms.Day(label=_("Look at it again on"))

    def __init__(self, *args: Any, last: date, first: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("review_on", first, last)

    def facts(self) -> dict[str, Any]:
        """Give the risk as one thing, and the day."""
        given = self.cleaned_data
        facts = {each.name: given[each.name] for each in fields(Risk)}
        return {"risk": Risk(**facts | {"channels": tuple(given["channels"])}), "review_on": given["review_on"]}


def written(risk: Risk) -> dict[str, Any]:
    """Give what the form begins with: the words of the note in force."""
    return {each.name: getattr(risk, each.name) for each in fields(Risk)} | {"channels": list(risk.channels)}
