"""What was found, and what is decided on it?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.forms.utils import ErrorDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kajo.clients.terms import EXPLAINED, OFFICIAL
from kajo.facts.terms import Figures, Place
from kajo.facts.terms import Form as Exploitation
from kajo.referrals.rules import admission_grounds, may_be_refused
from kajo.referrals.terms import Admission, Found, Ground, Situation
from kajo.ui import forms

LOOK = "look"
GROUNDS = [(str(each), _(each.label)) for each in (Ground.S35_1, Ground.S35_2)]


class Assessed(forms.Form):
    """What the assessment found, the reasons, and the languages of the decision."""

    found = forms.Choices(Found, label=_("What the assessment found"), required=False)
    reasons = forms.Text(
        label=_("Reasons"),
        help_text=_("Facts first, then what follows from them. This stands in the letter."),
        max_length=10_000,
        rows=9,
    )
    language = forms.Choice(OFFICIAL, label=_("Language of the decision"), layout="row", initial="fi")
    explained_in = forms.Choice(EXPLAINED, label=_("Language of the plain explanation"), layout="row", initial="en")

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
        given = {name: self.cleaned_data[name] for name in ("reasons", "language", "explained_in")}
        return {**given, "situation": self.situation}


class Preparation(Assessed):
    """What the assessment found, the ground it opens, and the reasons."""

    ground = forms.Choice(GROUNDS, label=_("Ground"), radios=True)

    field_order: Iterable[str] | None = ("found", "ground", "reasons", "language", "explained_in")

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

    def facts(self) -> dict[str, Any]:
        """Give the draft's facts with the ground."""
        return {**super().facts(), "ground": self.cleaned_data["ground"]}


class Refusal(Assessed):
    """What the assessment found, and why the person is not admitted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked = self.situation
        self.finding = may_be_refused(looked) if looked is not None else None


class Signature(forms.Form):
    """What the decider adds to a draft that lies ready: a worker, and two facts for the figures."""

    person = forms.Choice(
        label=_("Who is it?"),
        help_text=_("Somebody with exactly this identity code or number was a client here before."),
        radios=True,
        required=False,
    )
    worker = forms.Choice(label=_("Case worker"), radios=False, required=False)
    main_form = forms.Choice(Exploitation, label=_("Main form of the exploitation"), radios=False, required=False)
    exploited_in = forms.Choice(Place, label=_("Where it took place"), radios=False, required=False)

    def __init__(
        self,
        *args: Any,
        workers: Iterable[tuple[UUID, str]] = (),
        people: Iterable[tuple[UUID, str]] = (),
        told: Figures | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", [(str(key), words) for key, words in people])
        self.offer("worker", [(str(key), name) for key, name in workers])
        # What was told is the one truth: nobody names a second one here.
        if told is not None and told.is_form_told:
            del self.fields["main_form"]
        if told is not None and told.is_place_told:
            del self.fields["exploited_in"]

    def facts(self) -> dict[str, Any]:
        """Give what opens the case."""
        return {"opening": Admission(**self._opening())}

    def _opening(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "person": UUID(given["person"]) if given["person"] else None,
            "worker": UUID(given["worker"]) if given["worker"] else None,
            "main_form": str(given.get("main_form") or ""),
            "exploited_in": str(given.get("exploited_in") or ""),
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
