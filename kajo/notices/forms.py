"""What is said of a notice that is stuck?"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kajo.notices.terms import GivenUp
from kajo.ui import forms


class Redo(forms.Form):
    """To send it anew."""

    is_wish_read = forms.Tick(
        label=_("I have read what the client asked for, and this message keeps to it"),
        help_text=_("Only needed where words stand beside this way of contact."),
    )

    def __init__(self, *args: Any, is_to_client: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_to_client:
            del self.fields["is_wish_read"]


class GiveUp(forms.Form):
    """Why it is not sent after all."""

    because = forms.Choice(GivenUp, coerce=GivenUp, label=_("Why it is not sent"))
