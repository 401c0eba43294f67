"""What is written of a consultation?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kajo.clients.terms import Tongue
from kajo.contacts.terms import Advice, Advised, Asker, Danger, Topic
from kajo.facts.terms import Form as Exploitation
from kajo.law.municipalities import counties
from kajo.ui import forms


class Consultation(forms.Form):
    """Advice about a person whom nobody names: who asks, what was asked and advised, how it ended."""

    asker = forms.Choice(Asker, label=_("Who asks"), radios=False)
    advice = forms.Text(
        label=_("What was asked and advised"),
        help_text=_("Without consent: no name, no identity code, no number, no address."),
        max_length=20_000,
        rows=8,
        passages=True,
    )
    is_confirmed = forms.Tick(label=_("I have read it through: it tells nobody who the person is"))
    danger = forms.Choice(Danger, label=_("Is somebody in danger now?"), layout="row", initial=Danger.UNKNOWN)
    language = forms.Choice(label=_("Language"), radios=False, required=False)
    topic = forms.Choice(Topic, label=_("What it is about"), radios=False, required=False)
    form = forms.Choice(Exploitation, label=_("Form that is suspected"), radios=False, required=False)
    region = forms.Choice(label=_("Region"), radios=False, required=False)
    outcome = forms.Choice(Advised, label=_("How it ended"), radios=True)
    is_answer_wanted = forms.Tick(label=_("The asker wants an answer"))
    reach = forms.Line(
        label=_("How to reach the asker"),
        help_text=_("The asker's own, at work. Only if they want an answer."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", Tongue.listed(gettext))
        self.offer("region", [(each.code, each.name_fi) for each in counties(on)])

    def facts(self) -> dict[str, Any]:
        """Give the consultation."""
        given = dict(self.cleaned_data)
        is_confirmed = given.pop("is_confirmed")
        words = {name: str(given[name] or "") for name in ("language", "form", "region", "reach", "advice")}
        return {"told": Advice(**(given | words)), "is_confirmed": is_confirmed}
