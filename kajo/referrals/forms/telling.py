"""What is written of a referral?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kajo.cases.terms import Form as Exploitation
from kajo.cases.terms import Place
from kajo.clients.terms import EXPLAINED, OFFICIAL, Tongue
from kajo.referrals.rules import admission_grounds
from kajo.referrals.terms import (
    Admission,
    AgeBand,
    Agreed,
    ConsentGiver,
    ConsentWay,
    Found,
    Ground,
    Guardian,
    Missing,
    Path,
    Referrer,
    Situation,
    Told,
    Why,
    bands_of,
)
from kajo.ui import forms

CONSENT_WITHIN = timedelta(days=365)
SUPPLEMENT_DAYS = 14
LONGEST_SUPPLEMENT = timedelta(days=365)
LOOK = "look"
GROUNDS = [(str(each), _(each.label)) for each in (Ground.S35_1, Ground.S35_2)]


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
    """A referral that came by letter, e-mail or visit."""

    path = forms.Choice(Path, label=_("How it came"), layout="row", initial=Path.LETTER)  # type: ignore[assignment]


class Consent(forms.Form):
    """Who agreed or said no, when, how, in which language, with which interpreter."""

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

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", Tongue.listed(gettext))
        self.fields["given_at"].earliest = on - CONSENT_WITHIN  # type: ignore[attr-defined]  # a field of `Moment`

    def facts(self) -> dict[str, Any]:
        """Give the item of consent."""
        given = self.cleaned_data
        agreed = Agreed(
            given_by=str(given["given_by"]),
            is_given=given["is_given"] == "yes",
            given_at=given["given_at"],
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

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until_on"].latest = on + LONGEST_SUPPLEMENT  # type: ignore[attr-defined]  # a field of `Day`


class Preparation(forms.Form):
    """What the assessment found, the ground it opens, and the reasons."""

    found = forms.Choices(Found, label=_("What the assessment found"), required=False)
    ground = forms.Choice(GROUNDS, label=_("Ground"), radios=True)
    reasons = forms.Text(
        label=_("Reasons"),
        help_text=_("Facts first, then what follows from them. This stands in the letter."),
        max_length=10_000,
        rows=9,
    )
    language = forms.Choice(OFFICIAL, label=_("Language of the decision"), layout="row", initial="fi")
    explained_in = forms.Choice(EXPLAINED, label=_("Language of the plain explanation"), layout="row", initial="en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked = self.situation
        self.finding = admission_grounds(looked) if looked is not None else None
        if self.finding is not None and self.finding.outcome:
            opened = {str(each.ground): each.force for each in self.finding.outcome}
            self.offer("ground", [(value, words) for value, words in GROUNDS if value in opened])
            self.fields["ground"].hints = {  # type: ignore[attr-defined]  # a field of `Choice`
                value: gettext(force.label) for value, force in opened.items()
            }

    @property
    def is_looked_at(self) -> bool:
        """Tell whether only the grounds are asked for now, and nothing is to be done yet."""
        return self.is_bound and LOOK in self.data

    @property
    def errors(self) -> ErrorDict:
        """Give what is wrong; nothing while only the grounds are looked at."""
        return ErrorDict() if self.is_looked_at else super().errors

    def is_valid(self) -> bool:
        """Tell whether the draft can be made."""
        return not self.is_looked_at and super().is_valid()

    @property
    def situation(self) -> Situation | None:
        """Give what was ticked as the facts of the rule; None before anything was sent."""
        if not self.is_bound:
            return None
        ticked = self.data.getlist("found") if hasattr(self.data, "getlist") else self.data.get("found", [])
        return Situation(**{str(each): str(each) in ticked for each in Found}, minor_child_of_admitted=False)

    def facts(self) -> dict[str, Any]:
        """Give the draft's facts with the situation they rest on."""
        given = {name: self.cleaned_data[name] for name in ("ground", "reasons", "language", "explained_in")}
        return {**given, "situation": self.situation}


class Signature(forms.Form):
    """What the decider adds to a draft that lies ready: a worker, and two facts for the figures."""

    worker = forms.Choice(label=_("Case worker"), radios=False, required=False)
    main_form = forms.Choice(Exploitation, label=_("Main form of the exploitation"), radios=False, required=False)
    exploited_in = forms.Choice(Place, label=_("Where it took place"), radios=False, required=False)

    def __init__(self, *args: Any, workers: Iterable[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("worker", [(str(key), name) for key, name in workers])

    def facts(self) -> dict[str, Any]:
        """Give what opens the case."""
        return {"opening": Admission(**self._opening())}

    def _opening(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "worker": UUID(given["worker"]) if given["worker"] else None,
            "main_form": str(given["main_form"] or ""),
            "exploited_in": str(given["exploited_in"] or ""),
        }


class SignatureOfOwn(Signature):
    """The same where the decider wrote the draft: then also why nobody else can sign it."""

    alone_reason = forms.Text(label=_("Why it cannot wait for another person"), max_length=2000, rows=3)

    def _opening(self) -> dict[str, Any]:
        return {**super()._opening(), "alone_reason": self.cleaned_data["alone_reason"]}


class AdmissionAlone(Preparation, SignatureOfOwn):
    """An urgent admission by one person: the whole draft, and why it cannot wait."""

    field_order = ("found", "ground", "reasons", "language", "explained_in", "alone_reason")

    def facts(self) -> dict[str, Any]:
        """Give the whole draft and what opens the case."""
        return {"opening": Admission(**Preparation.facts(self), **self._opening())}


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
