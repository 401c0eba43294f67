"""What is written of requests, answers, notifications and what anybody is told?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kajo.disclosures.terms import Asked, Holder, Need, Purpose, Recipient, Way
from kajo.ui import forms

OWN_PAGES = {Purpose.REFLECTION, Purpose.CHILD}
"""What is told for these has pages of its own."""
PURPOSES = [(each, _(each.label)) for each in Purpose if each not in OWN_PAGES]
ASKERS = [(each, _(each.label)) for each in Recipient]
RECIPIENTS = [(each, _(each.label)) for each in Recipient if each is not Recipient.CHILD_WELFARE]


def _of_others(label: Any, **more: Any) -> forms.Text:
    return forms.Text(label=label, max_length=5000, passages=True, **more)


class Ask(forms.Form):
    """A request to somebody who may know something that our task needs."""

    holder = forms.Choice(Holder, coerce=Holder, label=_("Who is asked"), radios=False)
    unit = forms.Line(label=_("Name of the unit or the person"), max_length=200)
    need = forms.Choice(Need, coerce=Need, label=_("What it is needed for"))
    necessary = forms.Tick(label=_("The task necessarily needs it"))
    has_consent = forms.Tick(
        label=_("The person has agreed that they are asked"),
        help_text=_("Only an authority that the law names may be asked without."),
    )
    extent = _of_others(_("What is asked for"), rows=4)
    way = forms.Choice(Way, coerce=Way, label=_("By which way"), radios=False)
    asked_on = forms.Day(label=_("Day of the request"))
    due_on = forms.Day(label=_("Answer by"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("asked_on", last=on)


class Reminder(forms.Form):
    """A reminder, and the day by which the answer is awaited now."""

    reminded_on = forms.Day(label=_("Reminded on"))
    due_on = forms.Day(label=_("Answer by"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("reminded_on", last=on)


class Filed(forms.Form):
    """The answer to a request of ours."""

    answered_on = forms.Day(label=_("Answered on"))
    way = forms.Choice(Way, coerce=Way, label=_("By which way"), radios=False)
    has_nothing = forms.Tick(label=_("They answered that there is nothing to tell"))
    answer = forms.Text(
        label=_("What was answered"), max_length=20_000, rows=8, required=False, passages=True
    )  # fmt: skip

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("answered_on", last=on)


class Reason(forms.Form):
    """Why something is taken back or not told."""

    reason = forms.Text(label=_("Why"), max_length=2000, rows=3)


class Received(forms.Form):
    """A request from others, as they made it."""

    asker = forms.Choice(ASKERS, coerce=Recipient, label=_("Who asks"), radios=False)
    unit = forms.Line(label=_("Name of the unit or the person"), max_length=200)
    claimed = forms.Text(label=_("On which ground, as they say"), max_length=500, rows=2)
    extent = _of_others(_("What they ask for"), rows=4)
    asked_on = forms.Day(label=_("Day of the request"))
    due_on = forms.Day(label=_("Answer by"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("asked_on", last=on)


class Answer(forms.Form):
    """What somebody who asked is to be told."""

    purpose = forms.Choice(PURPOSES, coerce=Purpose, label=_("What it is told for"), radios=False)
    necessary = forms.Tick(label=_("Their task necessarily needs it"))
    wish = forms.Tick(label=_("The person wants it told"))
    about_child = forms.Tick(label=_("It is about a child"))
    words = _of_others(_("What is told, in words"), rows=6)


class Refusal(forms.Form):
    """Why somebody who asked is told nothing."""

    refused_on = forms.Day(label=_("Refused on"))
    reason = forms.Text(label=_("Why"), max_length=5000, rows=4)
    is_advised = forms.Tick(
        label=_("The asker was told that a decision may be asked for"), help_text=_("A decision can be appealed.")
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("refused_on", last=on)


class Tell(forms.Form):
    """What somebody is to be told of the person, for what, and what the law asks about it."""

    recipient = forms.Choice(RECIPIENTS, coerce=Recipient, label=_("Who is told"), radios=False)
    unit = forms.Line(label=_("Name of the unit or the person"), max_length=200)
    purpose = forms.Choice(PURPOSES, coerce=Purpose, label=_("What it is told for"), radios=False)
    on_request = forms.Tick(label=_("They asked for it"))
    necessary = forms.Tick(label=_("It is necessary for this"))
    threat = forms.Tick(label=_("There is a serious threat to life, health or freedom"))
    wish = forms.Tick(label=_("The person wants it told"))
    about_child = forms.Tick(label=_("It is about a child"))
    words = _of_others(_("What is told, in words"), rows=6)

    def facts(self) -> dict[str, Any]:
        """Give the facts of the rule together, and the words."""
        said = dict(self.cleaned_data)
        unit, words = said.pop("unit"), said.pop("words")
        return {"asked": Asked(**said), "unit": unit, "words": words}


class Given(forms.Form):
    """When and by which way it was told."""

    told_on = forms.Day(label=_("Told on"))
    way = forms.Choice(Way, coerce=Way, label=_("By which way"), radios=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("told_on", last=on)


class Suspected(forms.Form):
    """A child who may need child welfare."""

    child = forms.Line(label=_("Which child"), max_length=200)
    suspicion = _of_others(_("What is suspected, and what it rests on"), rows=5)
    is_listed = forms.YesNo(
        label=_("Is a sexual offence, or a graver one against life or health, suspected against the child?"),
        help_text=_("The police are told of it together with child welfare."),
    )
    suspected_on = forms.Day(label=_("The suspicion arose on"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("suspected_on", last=on)


class Notify(forms.Form):
    """The notification as it was made."""

    unit = forms.Line(label=_("Which county and unit was notified"), max_length=200)
    offence_unit = forms.Line(
        label=_("Who was told of the suspected offence"),
        help_text=_("The unit of the police, where such an offence is suspected."),
        max_length=200,
        required=False,
    )
    words = _of_others(_("What was told, in words"), rows=5)
    way = forms.Choice(Way, coerce=Way, label=_("By which way"), radios=False)
    made_on = forms.Day(label=_("Notified on"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("made_on", last=on)


class Acknowledged(forms.Form):
    """When child welfare said that it has the notification."""

    acknowledged_on = forms.Day(label=_("Acknowledged on"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("acknowledged_on", last=on)


class Concluded(forms.Form):
    """What child welfare answered."""

    answered_on = forms.Day(label=_("Answered on"))
    words = _of_others(_("What was answered"), rows=5)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("answered_on", last=on)
