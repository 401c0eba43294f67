"""What is written of a case?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kajo.cases import rules
from kajo.cases.terms import (
    ChildConsidered,
    ChildFound,
    ChildHeard,
    InterruptionGround,
    OrganisedBy,
    ReflectionFacts,
    Standing,
)
from kajo.clients.terms import EXPLAINED, OFFICIAL, BirthPrecision, Identity, Known, Sex, Tongue
from kajo.decisions.terms import DecisionKind
from kajo.disclosures.terms import Told
from kajo.law.finding import Finding, Spoken
from kajo.law.municipalities import municipalities
from kajo.ui import forms

LOOK = "look"


class Stand(forms.Form):
    """Where the client stands in Finland from a day on. Neither citizenship nor a permit is asked."""

    municipality = forms.Choice(
        label=_("Municipality of residence"),
        help_text=_("As the register has it. Many have none: then choose nothing."),
        radios=False,
        required=False,
    )
    asylum_seeker = forms.Tick(label=_("Seeks international protection"))
    temporary_protection = forms.Tick(label=_("Holds temporary protection"))
    from_on = forms.Day(label=_("From"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("municipality", homes(on))
        self.between("from_on", last=on)

    @property
    def is_looked_at(self) -> bool:
        """Tell whether only what would follow is asked for now, and nothing is to be recorded yet."""
        return self.is_bound and LOOK in self.data

    def look(self) -> Finding[OrganisedBy] | None:
        """Tell who would organise the services, None for answers that make no sense yet; those get their errors."""
        if not self.is_bound or self.restored or not super().is_valid():
            return None
        given = self.cleaned_data
        try:
            return rules.organiser_of_services(
                Standing(
                    given["from_on"], given["municipality"] or None, given["asylum_seeker"],
                    given["temporary_protection"],
                )
            )  # fmt: skip
        except Spoken as problem:
            self.refuse(problem)
            return None

    def is_valid(self) -> bool:
        """Tell whether the standing can be recorded."""
        return not self.is_looked_at and super().is_valid()

    def facts(self) -> dict[str, Any]:
        """Give the facts of the standing, and the day it begins."""
        given = dict(self.cleaned_data)
        from_on = given.pop("from_on")
        return {"facts": {**given, "municipality": given["municipality"] or None}, "from_on": from_on}


class Assignment(forms.Form):
    """Who works the case, and in which team."""

    worker = forms.Choice(label=_("Case worker"), radios=False)
    team = forms.Choice(
        label=_("Team"),
        radios=False,
        required=False,
        coerce=UUID,
        help_text=_("Choose nothing, and it is the case worker's own team."),
    )

    def __init__(
        self,
        *args: Any,
        workers: Iterable[tuple[UUID, str]] = (),
        teams: Iterable[tuple[UUID, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("worker", [(str(key), name) for key, name in workers])
        self.offer("team", [(str(key), name) for key, name in teams])

    def facts(self) -> dict[str, Any]:
        """Give the keys of the worker and of the team, if one is chosen."""
        return {"worker": UUID(self.cleaned_data["worker"]), "team": self.cleaned_data["team"]}


class Identified(forms.Form):
    """Who a client is by papers and registers. Everything may stay empty."""

    born_on = forms.PartDay(label=_("Born"), required=False)
    is_estimate = forms.Tick(label=_("The birth date is an estimate"))
    sex = forms.Choice(Sex, label=_("Sex in the register"), layout="row", initial=Sex.UNKNOWN)
    personal_code = forms.Line(
        label=_("Personal identity code"),
        help_text=_("Only if there is one. Nobody needs it here; its birth date is taken over."),
        max_length=11,
        required=False,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["born_on"].latest = on  # type: ignore[attr-defined]  # a field of `PartDay`
        self.fields["personal_code"].widget.attrs |= {"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}

    def facts(self) -> dict[str, Any]:
        """Give who the client is."""
        given = self.cleaned_data
        born = given["born_on"]
        precision = "estimate" if given["is_estimate"] else born.precision if born else "unknown"
        known = Identity(
            born_on=date(born.year, born.month or 1, born.day or 1) if born else None,
            birth_precision=BirthPrecision(precision if born else "unknown"),
            sex=given["sex"],
            personal_code=given["personal_code"].upper(),
        )
        return {"known": known}


class Child(forms.Form):
    """What is known and found of a client's child, and why it is admitted. Of what is known all may stay empty."""

    name = forms.Line(label=_("Name in use"), required=False)
    born_on = forms.PartDay(label=_("Born"), required=False)
    sex = forms.Choice(Sex, label=_("Sex in the register"), layout="row", initial=Sex.UNKNOWN)
    language = forms.Choice(label=_("Language of the child"), radios=False, required=False)
    found = forms.Choices(
        ChildFound,
        coerce=ChildFound,
        label=_("What was found"),
        help_text=_("Both are needed for a child to be admitted."),
        required=False,
    )
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
    )
    heard = forms.Choice(
        ChildHeard,
        coerce=ChildHeard,
        label=_("How was the child heard?"),
        help_text=_("From twelve years on formally, unless it harms the child or is clearly needless."),
    )
    view = forms.Text(label=_("The child's own view, or why it was not asked"), max_length=5000, rows=4)
    decided_in = forms.Choice(OFFICIAL, label=_("Language of the decision"), layout="row", initial="fi")
    explained_in = forms.Choice(EXPLAINED, label=_("Language of the plain explanation"), layout="row", initial="en")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", Tongue.listed(gettext))
        self.fields["born_on"].latest = on  # type: ignore[attr-defined]  # a field of `PartDay`

    def facts(self) -> dict[str, Any]:
        """Give what is known and what was found, the reasons and the languages of the letters."""
        given = self.cleaned_data
        born = given["born_on"]
        known = Known(
            name=given["name"],
            born_on=date(born.year, born.month or 1, born.day or 1) if born else None,
            birth_precision=BirthPrecision(born.precision if born else "unknown"),
            sex=given["sex"],
            languages=(given["language"],) if given["language"] else (),
        )
        return {
            "known": known,
            "found": tuple(given["found"]),
            "reasons": given["reasons"],
            "language": given["decided_in"],
            "explained_in": given["explained_in"],
            "considered": ChildConsidered(given["best_interest"], given["heard"], given["view"]),
        }


class Signature(forms.Form):
    """The signing of a draft that somebody else wrote: nothing is asked."""

    def __init__(self, *args: Any, decision: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision = decision

    def facts(self) -> dict[str, Any]:
        """Give the draft that was read."""
        return {"decision": self.decision}


class SignatureOfOwn(Signature):
    """The same by whoever wrote the draft: then also why nobody else can sign it."""

    alone_reason = forms.Text(label=_("Why it cannot wait for another person"), max_length=2000, rows=3)

    def facts(self) -> dict[str, Any]:
        """Give the draft that was read, and the reason."""
        return {**super().facts(), "alone_reason": self.cleaned_data["alone_reason"]}


class _OnReflection(forms.Form):
    """What every draft on a reflection period says: why, and in which languages."""

    kind: DecisionKind
    reasons = forms.Text(
        label=_("Reasons"),
        help_text=_("Facts first, then what follows from them. This stands in the letter."),
        max_length=10_000,
        rows=7,
    )
    decided_in = forms.Choice(OFFICIAL, label=_("Language of the decision"), layout="row", initial="fi")
    explained_in = forms.Choice(EXPLAINED, label=_("Language of the plain explanation"), layout="row", initial="en")

    def said_of(self, facts: ReflectionFacts) -> dict[str, Any]:
        """Give the kind of decision, what it rests on, the reasons and the languages of the letters."""
        given = self.cleaned_data
        return {
            "kind": self.kind,
            "facts": facts,
            "reasons": given["reasons"],
            "language": given["decided_in"],
            "explained_in": given["explained_in"],
        }


class ReflectionExtension(_OnReflection):
    """Until when a reflection period goes on, and what the law asks. It begins where the present one ends."""

    kind = DecisionKind.REFL_EXTEND
    field_order: tuple[str, ...] = ("last_on", "right_of_residence", "admitted_first")

    last_on = forms.Day(label=_("Last day"), help_text=_("This day still belongs to it."))
    right_of_residence = forms.YesNo(
        label=_("Another right to stay in Finland?"), help_text=_("On another ground than a reflection period.")
    )
    admitted_first = forms.YesNo(label=_("Admitted here before police or border authority decided?"))

    def facts(self) -> dict[str, Any]:
        """Give the draft with the days, the end exclusive, and both answers."""
        given = self.cleaned_data
        days = {"from_on": given.get("from_on"), "until_on": given["last_on"] + timedelta(days=1)}
        answers = {name: given[name] for name in ("right_of_residence", "admitted_first")}
        return self.said_of(ReflectionFacts(**days, **answers))


class ReflectionGrant(ReflectionExtension):
    """From when until when a reflection period lasts, and what the law asks."""

    kind = DecisionKind.REFL_GRANT
    field_order: tuple[str, ...] = ("from_on", "last_on", "right_of_residence", "admitted_first")

    from_on = forms.Day(label=_("First day"))


class ReflectionInterruption(_OnReflection):
    """Why a reflection period is interrupted. It ends on the day of the signature."""

    kind = DecisionKind.REFL_INTERRUPT
    field_order: tuple[str, ...] = ("ground", "own_will")

    ground = forms.Choice(InterruptionGround, label=_("Ground of the interruption"))
    own_will = forms.Tick(
        label=_("The victim renewed the ties by own will and initiative"),
        help_text=_("Nobody forced or threatened the victim into it. Only this makes the ties a ground."),
    )

    def facts(self) -> dict[str, Any]:
        """Give the draft with the ground, and whether it was the victim's own will."""
        given = self.cleaned_data
        return self.said_of(ReflectionFacts(ground=given["ground"], own_will=given["own_will"]))


class ToldPolice(forms.Form):
    """Which unit of the police was told what, and when. The decision and its days are always told."""

    unit = forms.Line(label=_("Who was told"), help_text=_("The unit, and the person if known."), max_length=200)
    extent = forms.Choices(
        Told,
        coerce=Told,
        label=_("What was told beside the decision and its days"),
        help_text=_("No more than is needed."),
        required=False,
    )
    told_on = forms.Day(label=_("Told on"))

    def __init__(self, *args: Any, decision: UUID, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision = decision
        self.between("told_on", last=on)

    def facts(self) -> dict[str, Any]:
        """Give the decision, who was told, what and when."""
        return {**self.cleaned_data, "decision": self.decision}


def homes(on: date) -> Iterator[tuple[str, str]]:
    """Give the municipalities of a day in the reader's alphabet, as (code, name)."""
    swedish = (get_language() or "").startswith("sv")
    named = ((each.code, each.name_sv if swedish else each.name_fi) for each in municipalities(on))
    return iter(sorted(named, key=lambda each: each[1].translate(LAST_LETTERS)))


# Å, Ä and Ö come after Z in both languages, in this order.
LAST_LETTERS = str.maketrans({"Å": "\uffed", "Ä": "\uffee", "Ö": "\uffef", "å": "\uffed", "ä": "\uffee", "ö": "\uffef"})
