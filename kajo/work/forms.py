"""Who is named as a deputy, and why does a clock stand still or go on?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kajo.ui import forms
from kajo.work.terms import Because


class Deputy(forms.Form):
    """A deputy from a first day until a last one."""

    deputy = forms.Choice(label=_("Deputy"), radios=False, coerce=UUID)
    from_on = forms.Day(label=_("First day"))
    last_on = forms.Day(label=_("Last day"))

    def __init__(self, *args: Any, offered: Iterable[tuple[UUID, str]], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("deputy", offered)
        self.between("from_on", on)
        self.between("last_on", on)

    def facts(self) -> dict[str, Any]:
        """Give the deputy and the days, the last one not included."""
        given = self.cleaned_data
        return {
            "deputy": given["deputy"],
            "from_on": given["from_on"],
            "until_on": given["last_on"] + timedelta(days=1),
        }


class Pause(forms.Form):
    """Why an own target stands still from today, and until when, where that is known."""

    words = forms.Text(label=_("Why it stands still"), max_length=2000, rows=4)
    until_on = forms.Day(
        label=_("It goes on again on"), required=False, help_text=_("Empty: until somebody lets it go on.")
    )


class Resume(forms.Form):
    """Which reason to stand still is over, and why."""

    because = forms.Choice(Because, label=_("Which reason is over"))
    words = forms.Text(label=_("Why it goes on"), max_length=2000, rows=4)

    def __init__(self, *args: Any, going: Iterable[Because], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What is over already is not offered, and still understood, so that the deed can say so.
        still, asked = tuple(going), str(self.data.get("because", "")) if self.is_bound else ""
        left = [each for each in Because if each in still or each == asked]
        self.offer("because", left)
        if len(left) == 1:
            self.fields["because"].initial = left[0]
