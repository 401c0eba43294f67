"""What is written of a client's way out of the system?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from kajo.cases import rules
from kajo.cases.terms import (
    FACT_OF_GROUND,
    Answer,
    ChildHeard,
    ContactOutcome,
    ContactWay,
    Proposal,
    Removal,
    RemovalFact,
    Source,
    situation,
)
from kajo.clients.terms import EXPLAINED, OFFICIAL, DeathSource
from kajo.law.finding import Finding
from kajo.ui import forms

LOOK = "look"
PARTS = ("", "_source", "_words")
OF_THE_CHILD = ("best_interest", "heard", "view")
ANSWERED = {"yes": True, "no": False}


NEEDS: dict[str, Any] = {
    Removal.R1: _("Needs an assessment of the whole personal situation."),
    Removal.R2A: _("Needs to be known from somewhere; nothing else."),
    Removal.R2B: _("Needs to be known from somewhere; nothing else."),
    Removal.R3A: _("Needs the wish in writing."),
    Removal.R3B: _("Needs attempts to reach the client, none of which succeeded."),
    Removal.R4: _("Needs written reasons. The authority weighs them."),
}


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
    """The ground that is wanted, the fact that opens it, the reasons, and what follows.

    The page asks for the fact of the chosen ground alone. What is answered about another one stays typed and unsaid.
    """

    ground = forms.Choice(
        Removal, coerce=Removal, label=_("On which ground?"), hints=NEEDS, radios=True,
        help_text=_("One is enough. The questions below belong to the one you choose."),
    )  # fmt: skip
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
        self.found = self._found(is_assessed)

    @property
    def is_looked_at(self) -> bool:
        """Tell whether only the open grounds are asked for now, and nothing is to be drafted yet."""
        return self.is_bound and LOOK in self.data

    @property
    def errors(self) -> ErrorDict:
        """Give what is wrong; nothing while only the ground is looked at."""
        return ErrorDict() if self.is_looked_at else super().errors

    def is_valid(self) -> bool:
        """Tell whether the draft can be made."""
        return not self.is_looked_at and super().is_valid()

    def full_clean(self) -> None:
        """Ask for the answer that the wanted ground stands on, and for no other; all of them are shown as needed."""
        wanted = FACT_OF_GROUND.get(str(self.data.get("ground") or ""))  # type: ignore[call-overload]  # a word is its text
        unasked = [f"{fact}{part}" for fact in RemovalFact if fact is not wanted for part in ("", "_source")]
        for name in unasked:
            self.fields[name].required = False
        super().full_clean()
        for name in unasked:
            self.fields[name].required = True

    def facts(self) -> dict[str, Any]:
        """Give the proposal."""
        given = self.cleaned_data
        until = given["after_until"]
        fact = FACT_OF_GROUND[given["ground"]]
        return {
            "proposal": Proposal(
                ground=given["ground"],
                answers={fact: Answer(given[f"{fact}"], Source(given[f"{fact}_source"]), given[f"{fact}_words"])},
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
        """Give the fields of the fact of each ground together, after the ground, in the order of the section."""
        return [(each, *(self[f"{FACT_OF_GROUND[each]}{part}"] for part in PARTS)) for each in Removal]

    def _found(self, is_assessed: bool) -> Finding[tuple[Removal, ...]] | None:
        said = self.data if self.is_bound else self.initial
        fact = FACT_OF_GROUND.get(str(said.get("ground") or ""))  # type: ignore[call-overload]  # a word is its text
        answer = ANSWERED.get(str(said.get(str(fact), "")))
        if fact is None or answer is None:
            return None
        return rules.removal_grounds(situation({fact: Answer(answer, Source.SEEN)}, is_assessed=is_assessed))


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
