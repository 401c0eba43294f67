"""Who is named as a deputy, and for which days?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kajo.ui import forms


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
