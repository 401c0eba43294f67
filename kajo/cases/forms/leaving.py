"""What is written of a client's way out of the system?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from kajo.cases import rules
from kajo.cases.terms import (
    Answer,
    ChildHeard,
    ContactOutcome,
    ContactWay,
    Proposal,
    Removal,
    RemovalFact,
    Situation,
    Source,
)
from kajo.clients.terms import EXPLAINED, OFFICIAL, DeathSource
from kajo.law.finding import Finding
from kajo.ui import forms

LOOK = "look"
PARTS = ("", "_source", "_words")
OF_THE_CHILD = ("best_interest", "heard", "view")
ANSWERED = {"yes": True, "no": False}


def _holds(fact: RemovalFact) -> forms.YesNo:
    return forms.YesNo(label=_(fact.label))


def _source() -> forms.Choice:
    return forms.Choice(Source, label=_("How it is known"), radios=False)


def _words() -> forms.Text:
    return forms.Text(label=_("In words"), max_length=2000, rows=2, required=False)


class Assessment(forms.Form):
    """The assessment of the whole personal situation."""

    assessed_on = forms.Day(label=_("Assessed on"))
    words = forms.Text(
        label=_("The whole personal situation"),
        help_text=_("Home, health, safety, livelihood, people of trust, and what the client says of it."),
        max_length=10_000,
        rows=9,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("assessed_on", last=on)


class Attempt(forms.Form):
    """An attempt to reach the client."""

    tried_at = forms.Moment(label=_("When"))
    way = forms.Choice(ContactWay, coerce=ContactWay, label=_("By which way"))
    outcome = forms.Choice(ContactOutcome, coerce=ContactOutcome, label=_("How it ended"))
    words = forms.Text(label=_("In words"), max_length=2000, rows=3, required=False)


class Died(forms.Form):
    """On which day a client died, and how it became known."""

    died_on = forms.Day(label=_("On which day"))
    source = forms.Choice(DeathSource, coerce=DeathSource, label=_("How it became known"))
    words = forms.Text(label=_("In words"), max_length=2000, rows=3, required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.between("died_on", last=on)


class AfterHelp(forms.Form):
    """Until when help goes on after the removal, and which."""

    until_on = forms.Day(label=_("Last day of the help"), help_text=_("Give today to end it."))
    words = forms.Text(label=_("Which help goes on, or why it ends"), max_length=2000, rows=4)

    def facts(self) -> dict[str, Any]:
        """Give the first day without the help, and the words."""
        return {"until_on": self.cleaned_data["until_on"] + timedelta(days=1), "words": self.cleaned_data["words"]}


class RemovalDraft(forms.Form):
    """The facts of a removal one by one, the ground that they open, the reasons, and what follows."""

    still_needs_assistance = _holds(RemovalFact.STILL_NEEDS_ASSISTANCE)
    still_needs_assistance_source = _source()
    still_needs_assistance_words = _words()
    left_country = _holds(RemovalFact.LEFT_COUNTRY)
    left_country_source = _source()
    left_country_words = _words()
    removed_from_country = _holds(RemovalFact.REMOVED_FROM_COUNTRY)
    removed_from_country_source = _source()
    removed_from_country_words = _words()
    wants_to_leave = _holds(RemovalFact.WANTS_TO_LEAVE)
    wants_to_leave_source = _source()
    wants_to_leave_words = _words()
    disappeared = _holds(RemovalFact.DISAPPEARED)
    disappeared_source = _source()
    disappeared_words = _words()
    serious_danger = _holds(RemovalFact.SERIOUS_DANGER)
    serious_danger_source = _source()
    serious_danger_words = _words()
    ground = forms.Choice(Removal, coerce=Removal, label=_("Ground of the removal"), radios=True)
    reasons = forms.Text(
        label=_("Reasons"),
        help_text=_("Facts first, then what follows from them. This stands in the letter."),
        max_length=10_000,
        rows=7,
    )
    best_interest = forms.Text(
        label=_("The child's best interest"),
        help_text=_("This stands in the letter."),
        max_length=5000,
        rows=4,
        required=False,
    )
    heard = forms.Choice(
        ChildHeard,
        coerce=ChildHeard,
        label=_("How was the child heard?"),
        help_text=_("From twelve years on formally, unless it harms the child or is clearly needless."),
        required=False,
    )
    view = forms.Text(label=_("The child's own view, or why it was not asked"), max_length=5000, rows=4, required=False)
    is_only_when_final = forms.Tick(label=_("Not enforced before it is final"))
    after_until = forms.Day(
        label=_("Last day of help after leaving"),
        help_text=_("Only if some help goes on for a time."),
        required=False,
    )
    after_words = forms.Text(label=_("Which help goes on"), max_length=2000, rows=3, required=False)
    decided_in = forms.Choice(OFFICIAL, label=_("Language of the decision"), layout="row", initial="fi")
    explained_in = forms.Choice(EXPLAINED, label=_("Language of the plain explanation"), layout="row", initial="en")

    def __init__(self, *args: Any, is_assessed: bool, is_childs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_childs:
            for name in OF_THE_CHILD:
                del self.fields[name]
        if self.is_looked_at:
            for name in self.fields:
                self.fields[name].required = any(name in (f"{fact}", f"{fact}_source") for fact in RemovalFact)
        self.found = self._found(is_assessed)
        opened = self.found.outcome if self.found else ()
        asked = str(self.data.get("ground", "")) if self.is_bound else ""
        # A ground that is not offered is still understood, so that the deed can say why it is not open.
        self.offer("ground", [each for each in Removal if each in opened or each == asked])

    @property
    def is_looked_at(self) -> bool:
        """Tell whether only the open grounds are asked for now, and nothing is to be drafted yet."""
        return self.is_bound and LOOK in self.data

    def is_valid(self) -> bool:
        """Tell whether the draft can be made. A form that is only looked at gets the errors of its facts."""
        return super().is_valid() and not self.is_looked_at

    def facts(self) -> dict[str, Any]:
        """Give the proposal."""
        given = self.cleaned_data
        until = given["after_until"]
        return {
            "proposal": Proposal(
                ground=given["ground"],
                answers={
                    fact: Answer(given[f"{fact}"], Source(given[f"{fact}_source"]), given[f"{fact}_words"])
                    for fact in RemovalFact
                },
                reasons=given["reasons"],
                language=given["decided_in"],
                explained_in=given["explained_in"],
                is_enforced_at_once=not given["is_only_when_final"],
                after_until=until + timedelta(days=1) if until else None,
                after_words=given["after_words"],
                best_interest=given.get("best_interest", ""),
                heard=given.get("heard"),
                view=given.get("view", ""),
            )
        }

    def asked(self) -> list[tuple[Any, ...]]:
        """Give the fields of each fact together, in the order of the section."""
        return [tuple(self[f"{fact}{part}"] for part in PARTS) for fact in RemovalFact]

    def _found(self, is_assessed: bool) -> Finding[tuple[Removal, ...]] | None:
        told = {
            str(fact): ANSWERED.get(str((self.data if self.is_bound else self.initial).get(str(fact), "")))
            for fact in RemovalFact
        }
        if None in told.values():
            return None
        return rules.removal_grounds(Situation(overall_assessment_done=is_assessed, **told))  # type: ignore[arg-type]


def written(proposal: Proposal) -> Mapping[str, Any]:
    """Give the answers of a draft that is written anew."""
    answers = {
        f"{fact}{part}": value
        for fact, answer in proposal.answers.items()
        for part, value in zip(PARTS, ("yes" if answer.holds else "no", answer.source, answer.words), strict=True)
    }
    return answers | {
        "ground": proposal.ground,
        "reasons": proposal.reasons,
        "best_interest": proposal.best_interest,
        "heard": proposal.heard,
        "view": proposal.view,
        "is_only_when_final": not proposal.is_enforced_at_once,
        "after_until": proposal.after_until - timedelta(days=1) if proposal.after_until else None,
        "after_words": proposal.after_words,
        "decided_in": proposal.language,
        "explained_in": proposal.explained_in,
    }
