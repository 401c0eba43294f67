"""What is written of a decision?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kajo.decisions.terms import LEGACY, DecisionKind, ServedBy
from kajo.ui import forms

KINDS = [kind for kind in DecisionKind if kind not in LEGACY]


class Service(forms.Form):
    """How the decision reached its party."""

    served_by = forms.Choice(
        ServedBy,
        label=_("How it was served"),
        hints={
            ServedBy.POST: _("Only to an address that is safe. It counts as received on the seventh day."),
            ServedBy.HANDED_OVER: _("The party signs for it. The safest way."),
            ServedBy.PROOF_OF_RECEIPT: _("Somebody else at the address may sign for it: think of safety."),
        },
    )
    sent_on = forms.Day(label=_("Sent or handed over on"))
    received_on = forms.Day(
        label=_("Received on, as shown"),
        help_text=_("The day on the certificate. For a letter only if another day than the seventh is shown."),
        required=False,
    )

    def __init__(self, *args: Any, decided_on: date | None, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("sent_on", "received_on"):
            field = self.fields[name]
            field.latest = on  # type: ignore[attr-defined]  # a field of `Day`
            field.earliest = decided_on or field.earliest  # type: ignore[attr-defined]


class Delegation(forms.Form):
    """To whom, for which kinds of decision, from when until when."""

    staff = forms.Choice(label=_("Official"), radios=False)
    kinds = forms.Choices(KINDS, coerce=DecisionKind, label=_("Kinds of decision"))
    from_on = forms.Day(label=_("From"))
    until_on = forms.Day(
        label=_("Until"), help_text=_("The first day it does not hold any more. Empty: until further notice."),
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, officials: Iterable[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("staff", [(str(key), name) for key, name in officials])

    @property
    def official(self) -> UUID:
        """Give the key of whoever gets the right."""
        return UUID(self.cleaned_data["staff"])

    def facts(self) -> dict[str, Any]:
        """Give what is delegated and when; to whom is the target of the deed."""
        return {name: value for name, value in self.cleaned_data.items() if name != "staff"}
