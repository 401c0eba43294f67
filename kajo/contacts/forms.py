"""What does a duty officer write of a call?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms as widgets
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kajo.clients.terms import Tongue
from kajo.contacts.terms import Advice, Advised, Asker, Caller, Danger, Outcome, Topic
from kajo.facts.terms import Form as Exploitation
from kajo.law.municipalities import counties
from kajo.referrals.terms import AgeBand, Agreed, ConsentGiver, ConsentWay, Guardian, Told
from kajo.ui import forms

REFER = "refer"
ENDINGS = [(str(each), _(each.label)) for each in Outcome]
LONGEST_CALL = timedelta(hours=24)
CONSENT_WITHIN = timedelta(days=365)


class ByButton(widgets.HiddenInput):
    """A value that the pressed button sends. The field draws nothing: an empty twin would win over the button."""

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        """Draw nothing."""
        return SafeString("")


class Call(forms.Form):
    """A call: free text first, and three quick choices. There is no place for a name or a number."""

    note = forms.Text(label=_("What is told"), max_length=20_000, rows=9, passages=True, required=False)
    danger = forms.Choice(Danger, label=_("Is somebody in danger now?"), layout="row", initial=Danger.UNKNOWN)
    language = forms.Choice(label=_("Language of the call"), radios=False, required=False)
    topic = forms.Choice(Topic, label=_("What it is about"), radios=False, required=False)
    caller = forms.Choice(Caller, label=_("Who calls"), radios=False, required=False)
    started_at = forms.Moment(
        required=False, widget=widgets.DateTimeInput(format="%d.%m.%Y %H.%M", attrs={"type": "hidden"})
    )
    outcome = forms.Choice([*ENDINGS, (REFER, _("become a referral"))], required=False, widget=ByButton())

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["note"].widget.attrs["autofocus"] = True
        self.offer("language", Tongue.listed(gettext))

    @property
    def becomes_a_referral(self) -> bool:
        """Tell whether the call goes on as a referral."""
        return bool(self.cleaned_data.get("outcome") == REFER)

    def facts(self) -> dict[str, Any]:
        """Give the call's facts; it began when the page was opened, unless that makes no sense."""
        given = self.cleaned_data
        began = given["started_at"]
        fits = began is not None and self.at - LONGEST_CALL <= began <= self.at
        outcome = given["outcome"]
        return {
            "note": given["note"],
            "danger": given["danger"],
            "language": given["language"] or "",
            "topic": given["topic"],
            "caller": given["caller"] or Caller.UNKNOWN,
            "started_at": began if fits else None,
            "outcome": Outcome(outcome) if outcome and outcome != REFER else None,
        }


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


class Close(forms.Form):
    """How a call ended that had stayed open."""

    outcome = forms.Choice(
        [ending for ending in ENDINGS if ending[0] != Outcome.FOLLOW_UP], label=_("How the call ended"), radios=True
    )

    def facts(self) -> dict[str, Any]:
        """Give the outcome."""
        return {"outcome": Outcome(self.cleaned_data["outcome"])}


class Refer(forms.Form):
    """Three things make an urgent referral: what is needed, how to reach, where. All else may be empty."""

    need = forms.Text(label=_("What is needed now"), max_length=5000, rows=3, passages=True)
    reach = forms.Line(
        label=_("How to reach the person safely"),
        help_text=_("When, by what, and what to say if somebody else answers."),
        max_length=500,
        required=False,
    )
    whereabouts = forms.Line(
        label=_("Where the person is"),
        help_text=_("Kept under a lock of its own and not shown on the page."),
        max_length=500,
        required=False,
    )
    is_urgent = forms.Tick(label=_("Urgent: in danger, or without a safe place tonight"))
    age_band = forms.Choice(AgeBand, label=_("Age"), layout="row", initial=AgeBand.UNKNOWN)
    guardian = forms.Choice(
        Guardian,
        label=_("If a child: the guardian"),
        help_text=_("A suspected guardian is never contacted."),
        layout="row",
        required=False,
    )
    name = forms.Line(label=_("Name in use"), help_text=_("As the person says it. It may wait."), required=False)
    language = forms.Choice(label=_("Language"), radios=False, required=False)
    account = forms.Text(label=_("What has happened"), max_length=20_000, rows=6, passages=True, required=False)
    consent = forms.Choice(
        [("yes", _("has agreed")), ("no", _("has said no")), ("unasked", _("was not asked yet"))],
        label=_("The person, or whoever speaks for the person,"),
        layout="row",
        initial="unasked",
    )
    given_by = forms.Choice(ConsentGiver, label=_("Who said it"), layout="row", initial=ConsentGiver.PERSON)
    how = forms.Choice(ConsentWay, label=_("How"), layout="row", initial=ConsentWay.SPOKEN)
    given_at = forms.Moment(label=_("When"))
    consent_language = forms.Choice(label=_("In which language"), radios=False, required=False)
    interpreter = forms.Line(
        label=_("Interpreter"),
        help_text=_("Name or number of the service. Never somebody the person fears."),
        required=False,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", Tongue.listed(gettext))
        self.offer("consent_language", Tongue.listed(gettext))
        self.fields["given_at"].earliest = on - CONSENT_WITHIN  # type: ignore[attr-defined]  # a field of `Moment`

    def facts(self) -> dict[str, Any]:
        """Give what was told and, if anybody was asked, the answer."""
        given = self.cleaned_data
        told = Told(
            path="call",
            age_band=str(given["age_band"]),
            guardian=str(given["guardian"] or "") if given["age_band"] != AgeBand.ADULT else "",
            name=given["name"] or None,
            language=given["language"] or None,
            reach=given["reach"] or None,
            whereabouts=given["whereabouts"] or None,
            account=given["account"] or None,
            need=given["need"],
        )
        return {"told": told, "is_urgent": given["is_urgent"], "agreed": self._agreed(given)}

    def _agreed(self, given: dict[str, Any]) -> Agreed | None:
        if given["consent"] == "unasked":
            return None
        return Agreed(
            given_by=str(given["given_by"]),
            is_given=given["consent"] == "yes",
            given_at=given["given_at"],
            how=str(given["how"]),
            language=given["consent_language"] or None,
            interpreter=given["interpreter"] or None,
        )
