"""What is told of a referral, agreed to, and asked for?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kajo.clients.terms import Tongue
from kajo.referrals.terms import (
    AgeBand,
    Agreed,
    ConsentGiver,
    ConsentItem,
    ConsentWay,
    Ground,
    Guardian,
    Missing,
    Path,
    Referrer,
    Told,
    Why,
    bands_of,
)
from kajo.ui import forms

CAME_WITHIN = timedelta(days=365)
CONSENT_WITHIN = timedelta(days=365)
SUPPLEMENT_DAYS = 14
LONGEST_SUPPLEMENT = timedelta(days=365)
LOOK = "look"
GROUNDS = [(str(each), _(each.label)) for each in (Ground.S35_1, Ground.S35_2)]


def speaking(*, may_ask_guardian: bool) -> list[ConsentGiver]:
    """List who may speak for a person: a guardian only who may be contacted."""
    return [each for each in ConsentGiver if may_ask_guardian or each is not ConsentGiver.GUARDIAN]


class Amendment(forms.Form):
    """What a referral tells, all of it. Nothing is compulsory."""

    need = forms.Text(label=_("What is needed now"), max_length=5000, rows=3, passages=True, required=False)
    reach = forms.Line(
        label=_("How to reach the person safely"),
        help_text=_("When, by what, and what to say if somebody else answers."),
        max_length=500,
        required=False,
    )
    whereabouts = forms.Line(label=_("Where the person is"), max_length=500, required=False)
    is_urgent = forms.Tick(label=_("Urgent: in danger, or without a safe place tonight"))
    age_band = forms.Choice(AgeBand, label=_("Age"), layout="row", initial=AgeBand.UNKNOWN)
    born_on = forms.PartDay(label=_("Born"), required=False)
    guardian = forms.Choice(
        Guardian,
        label=_("If a child: the guardian"),
        help_text=_("A suspected guardian is never contacted."),
        layout="row",
        required=False,
    )
    name = forms.Line(label=_("Name in use"), required=False)
    language = forms.Choice(label=_("Language"), radios=False, required=False)
    is_in_finland = forms.YesNo(label=_("Is the person in Finland?"), unknown=True, initial="unknown")
    referrer_kind = forms.Choice(Referrer, label=_("Who refers"), radios=False, initial=Referrer.UNKNOWN)
    account = forms.Text(label=_("What has happened"), max_length=20_000, rows=8, passages=True, required=False)

    path = "call"

    def __init__(self, *args: Any, on: date, has_whereabouts: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.offer("language", Tongue.listed(gettext))
        self.fields["whereabouts"].help_text = (
            _("It is recorded and not shown. Write only to put something else in its place.")
            if has_whereabouts
            else _("Kept under a lock of its own and not shown on the page.")
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a birth that lies ahead or contradicts the age; an age that follows from the birth is filled in."""
        given = super().clean() or self.cleaned_data
        born, band = given.get("born_on"), given.get("age_band")
        if born is None or band is None:
            return given
        fitting = bands_of(str(born), self.on)
        if not fitting:
            self.add_error("born_on", ValidationError(_("Nobody was born then who lives now."), code="born"))
        elif band is AgeBand.UNKNOWN and len(fitting) == 1:
            given["age_band"] = next(iter(fitting))
        elif band is not AgeBand.UNKNOWN and band not in fitting:
            self.add_error("born_on", ValidationError(_("This does not fit the age above."), code="age"))
        return given

    def facts(self) -> dict[str, Any]:
        """Give what was told."""
        given = self.cleaned_data
        told = Told(
            path=str(given.get("path") or self.path),
            referrer_kind=str(given["referrer_kind"]),
            age_band=str(given["age_band"]),
            guardian=str(given["guardian"] or "") if given["age_band"] != AgeBand.ADULT else "",
            is_in_finland=given["is_in_finland"],
            **{
                name: str(given[name] or "") or None
                for name in ("name", "language", "born_on", "reach", "whereabouts", "account", "need")
            },
        )
        return {"told": told, "is_urgent": given["is_urgent"]}


class Receipt(Amendment):
    """A referral that came in any way, with the true time of its arrival."""

    path = forms.Choice(Path, label=_("How it came"), layout="row", initial=Path.LETTER)  # type: ignore[assignment]
    arrived_at = forms.Moment(label=_("When it came"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        self.fields["arrived_at"].earliest = on - CAME_WITHIN  # type: ignore[attr-defined]  # a field of `Moment`

    def facts(self) -> dict[str, Any]:
        """Give what was told and when it came."""
        return {**super().facts(), "arrived_at": self.cleaned_data["arrived_at"]}


class Consent(forms.Form):
    """Who agreed to what or said no, when, how, in which language, with which interpreter.

    A guardian is among those asked only where the guardian may be contacted.
    """

    item = forms.Choice(ConsentItem, label=_("To what"), radios=True, initial=ConsentItem.CONTACT)
    is_given = forms.Choice(
        [("yes", _("has agreed")), ("no", _("has said no"))],
        label=_("Whoever was asked"),
        layout="row",
    )
    given_by = forms.Choice(ConsentGiver, label=_("Who was asked"), layout="row", initial=ConsentGiver.PERSON)
    how = forms.Choice(ConsentWay, label=_("How"), layout="row", initial=ConsentWay.SPOKEN)
    given_at = forms.Moment(label=_("When"))
    language = forms.Choice(label=_("In which language"), radios=False, required=False)
    interpreter = forms.Line(
        label=_("Interpreter"),
        help_text=_("Name or number of the service. Never somebody the person fears."),
        required=False,
    )

    def __init__(self, *args: Any, on: date, may_ask_guardian: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", Tongue.listed(gettext))
        self.offer("given_by", speaking(may_ask_guardian=may_ask_guardian))
        self.fields["given_at"].earliest = on - CONSENT_WITHIN  # type: ignore[attr-defined]  # a field of `Moment`

    def facts(self) -> dict[str, Any]:
        """Give the item of consent."""
        given = self.cleaned_data
        agreed = Agreed(
            given_by=str(given["given_by"]),
            is_given=given["is_given"] == "yes",
            given_at=given["given_at"],
            item=str(given["item"]),
            how=str(given["how"]),
            language=given["language"] or None,
            interpreter=given["interpreter"] or None,
        )
        return {"agreed": agreed}


class Supplement(forms.Form):
    """What is asked for, and until when."""

    wanted = forms.Choices(Missing, label=_("What is asked for"), required=False)
    words = forms.Text(label=_("In your own words"), max_length=5000, rows=4, passages=True, required=False)
    until_on = forms.Day(label=_("Until, and including"))

    def __init__(self, *args: Any, on: date, may_ask_guardian: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = [each for each in Missing if may_ask_guardian or each is not Missing.CONSENT_OF_GUARDIAN]
        self.offer("wanted", wanted)
        self.between("until_on", last=on + LONGEST_SUPPLEMENT)


class Expected(forms.Form):
    """When a decision may be expected, as the party was told."""

    expected_on = forms.Day(label=_("A decision may be expected on"))
    words = forms.Text(label=_("In your own words"), max_length=5000, rows=3, passages=True, required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("expected_on", last=on + LONGEST_SUPPLEMENT)


class Assignment(forms.Form):
    """Who assesses the referral."""

    worker = forms.Choice(label=_("Case worker"), radios=False)

    def __init__(self, *args: Any, workers: Iterable[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("worker", [(str(key), name) for key, name in workers])

    def facts(self) -> dict[str, Any]:
        """Give the worker's key."""
        return {"worker": UUID(self.cleaned_data["worker"])}


class Reveal(forms.Form):
    """Why somebody is shown where the person is."""

    why = forms.Choice(Why, label=_("Why you need to know"), radios=True)
