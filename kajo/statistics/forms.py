"""Which day are figures asked for?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kajo.statistics.terms import FIRST_YEAR
from kajo.ui import forms


class On(forms.Form):
    """The day at whose end the figures are told."""

    on = forms.Day(label=_("At the end of"), help_text="")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("on", date(FIRST_YEAR, 1, 1), today)
