"""What does a duty officer write of a call?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms as widgets
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kajo.clients.terms import Tongue
from kajo.contacts.terms import LONGEST_NOTE, Caller, Danger, Outcome, Privacy, Told, Topic, Urgency
from kajo.facts.terms import Form as Exploitation
from kajo.law.calendar import legal_day
from kajo.law.municipalities import counties
from kajo.referrals.terms import AgeBand
from kajo.ui import forms

REFER = "refer"
ENDINGS = [(str(each), _(each.label)) for each in Outcome]
LONGEST_CALL = timedelta(hours=24)
WRITTEN = ("note", "privacy", "danger", "language", "topic", "caller", "form", "region", "age_band", "urgency", "ring")
"""What a note that is being written keeps of the form."""
SHORT = [name for name in WRITTEN if name != "note"]
LONGEST_WORD = 60


class ByButton(widgets.HiddenInput):
    """A value that the pressed button sends. The field draws nothing: an empty twin would win over the button."""

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        """Draw nothing."""
        return SafeString("")


class Key(widgets.Field):
    """The key of a note, made when its page is drawn."""

    widget = widgets.HiddenInput

    def to_python(self, value: Any) -> UUID | None:
        """Give the key; what is none was not made by a page of ours."""
        if value in self.empty_values:
            return None
        try:
            return UUID(str(value))
        except ValueError:
            raise ValidationError(_("Open the page for a new call again and write there."), code="invalid") from None


class Step(forms.Whole):
    """How often a note was kept."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget = widgets.HiddenInput()


class AfterCall(forms.Form):
    """What the figures are made of: filled in from what was said, during the call or after it."""

    danger = forms.Choice(Danger, label=_("Is somebody in danger now?"), layout="chips", initial=Danger.UNKNOWN)
    language = forms.Choice(label=_("Language of the call"), radios=False, required=False)
    topic = forms.Choice(Topic, label=_("What it is about"), layout="chips", radios=True, required=False)
    caller = forms.Choice(Caller, label=_("Who calls"), layout="chips", radios=True, required=False)
    form = forms.Choice(Exploitation, label=_("Form that is suspected"), radios=False, required=False)
    region = forms.Choice(label=_("Region"), radios=False, required=False)
    age_band = forms.Choice(AgeBand, label=_("Age of the person it is about"), radios=False, required=False)

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.offer("language", Tongue.listed(gettext))
        self.offer("region", [(each.code, each.name_fi) for each in counties(legal_day(at))])

    def told(self) -> Told:
        """Give what was said, as far as the figures ask for it."""
        given = self.cleaned_data
        return Told(
            danger=given["danger"],
            caller=given["caller"] or Caller.UNKNOWN,
            topic=given["topic"],
            language=given["language"] or "",
            form=str(given["form"] or ""),
            region=given["region"] or "",
            age_band=str(given["age_band"] or ""),
        )

    def facts(self) -> dict[str, Any]:
        """Give what was said."""
        return {"told": self.told()}


class Call(AfterCall):
    """A call: free text first, then quick choices. There is no place for a name or a number."""

    note = forms.Text(label=_("What is told"), max_length=LONGEST_NOTE, rows=12, passages=True, required=False)
    privacy = forms.Choice(Privacy, label=_("What may be kept of it"), layout="chips", required=False)
    urgency = forms.Choice(Urgency, label=_("If it goes on: how soon"), layout="chips", required=False)
    started_at = forms.Moment(
        required=False, widget=widgets.DateTimeInput(format="%d.%m.%Y %H.%M", attrs={"type": "hidden"})
    )
    draft = Key(required=False)
    ring = Key(required=False)
    step = Step(required=False, initial=0)
    outcome = forms.Choice([*ENDINGS, (REFER, _("become a referral"))], required=False, widget=ByButton())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].widget.attrs["autofocus"] = True

    @property
    def becomes_a_referral(self) -> bool:
        """Tell whether the call goes on as a referral."""
        return bool(self.cleaned_data.get("outcome") == REFER)

    @property
    def began(self) -> datetime | None:
        """Tell when the page was opened, unless that makes no sense."""
        began: datetime | None = self.cleaned_data["started_at"]
        return began if began is not None and self.at - LONGEST_CALL <= began <= self.at else None

    @property
    def shown_since(self) -> datetime:
        """Tell since when the page counts the minutes of the call."""
        if not self.is_bound:
            return self.initial.get("started_at") or self.at
        if not hasattr(self, "cleaned_data"):  # a form that came back is shown before it is looked at
            self.full_clean()
        return (self.began if "started_at" in self.cleaned_data else None) or self.at

    def kept(self) -> dict[str, Any] | None:
        """Give what is kept of a note as it stands, right or wrong; None for what cannot be kept."""
        self.full_clean()
        given = self.cleaned_data
        words = {name: str(self.data.get(name, "")) for name in WRITTEN}
        too_long = len(words["note"]) > LONGEST_NOTE or any(len(words[each]) > LONGEST_WORD for each in SHORT)
        if too_long or not given.get("draft") or given.get("step") is None:
            return None
        began = self.began if "started_at" in given else None
        return {"key": given["draft"], "step": given["step"], "words": words, "began_at": began or self.at}

    def facts(self) -> dict[str, Any]:
        """Give the call's facts; it began when the page was opened, unless that makes no sense."""
        given = self.cleaned_data
        outcome = given["outcome"]
        return {
            "note": given["note"],
            "told": self.told(),
            "privacy": given["privacy"] or None,
            "urgency": given["urgency"] or None,
            "started_at": self.began,
            "outcome": Outcome(outcome) if outcome and outcome != REFER else None,
            "draft": given["draft"],
            "ring": given["ring"],
        }


class Close(forms.Form):
    """How a call ended that had stayed open."""

    outcome = forms.Choice(
        [ending for ending in ENDINGS if ending[0] != Outcome.FOLLOW_UP], label=_("How the call ended"), radios=True
    )

    def facts(self) -> dict[str, Any]:
        """Give the outcome."""
        return {"outcome": Outcome(self.cleaned_data["outcome"])}
