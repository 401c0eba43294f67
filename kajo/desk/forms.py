"""What is written of a court's answer?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kajo.decisions.terms import CourtOutcome
from kajo.ui import forms


class CourtAnswer(forms.Form):
    """What the court decided."""

    outcome = forms.Choice(CourtOutcome, label=_("What the court decided"))
    answered_on = forms.Day(label=_("Decided on"))
    court_record = forms.Line(label=_("Record number of the court"), max_length=60, required=False)
    answer = forms.Text(
        label=_("The court's reasons in short"), max_length=20_000, rows=6, passages=True, required=False
    )

    def __init__(self, *args: Any, on: date, since: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("answered_on", since, on)
