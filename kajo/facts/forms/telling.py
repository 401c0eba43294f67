"""What is written of one thing that happened?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kajo.facts.terms import DATED, LISTS, Answer, Reliability, Source, Told, What
from kajo.ui import countries, forms


class Fact(forms.Form):
    """One thing, as it was told. Nothing here has to be answered, and "did not want to tell" is an answer."""

    answer = forms.Choice(Answer, label=_("Was it told?"), layout="row", required=False, initial=Answer.TOLD)
    value = forms.Choice(label=_("What was told"), radios=False, required=False)
    years = forms.Whole(label=_("Age in years"), max_value=120, required=False)
    is_main = forms.Tick(
        label=_("This is the main form"), help_text=_("There is one. Another that was the main one stays as a form.")
    )
    from_on = forms.PartDay(label=_("From"), required=False)
    until_on = forms.PartDay(label=_("Until"), required=False)
    is_about = forms.Tick(label=_("The days are rough"))
    goes_on = forms.YesNo(label=_("Does it still go on?"), unknown=True, required=False)
    note = forms.Text(
        label=_("In the person's own words"),
        help_text=_("Only what is needed. Put what is about somebody else between [[ and ]], and no names."),
        max_length=5000, rows=3, passages=True, required=False,
    )  # fmt: skip
    source = forms.Choice(
        Source, label=_("Who says so"), required=False, initial=Source.PERSON,
        hints={Source.SEEN: _("An observation says how reliable it is, and grounds no decision.")},
    )  # fmt: skip
    reliability = forms.Choice(
        Reliability,
        label=_("How far it can be relied on"),
        layout="row",
        required=False,
        initial=Reliability.NOT_WEIGHED,
    )
    told_on = forms.Day(label=_("Told on"), required=False)

    def __init__(self, *args: Any, what: What, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.what = what
        self.between("told_on", last=on)
        if what in LISTS:
            self.offer("value", LISTS[what])
        elif what is What.PLACE:
            self.fields["value"].label = _("Country")
            self.offer("value", [("FI", countries.country("FI")), *(c for c in countries.countries() if c[0] != "FI")])
        else:
            del self.fields["value"]
        for name in ("from_on", "until_on", "is_about", "goes_on") if what not in DATED else ():
            del self.fields[name]
        for name in ("from_on", "until_on") if what in DATED else ():
            self.fields[name].latest = on  # type: ignore[attr-defined]  # both are days as far as they are known
        if what is not What.FORM:
            del self.fields["is_main"]
        if what is not What.AGE:
            del self.fields["years"]

    def told(self) -> Told:
        """Give what was told; what was left open stays open."""
        given = self.cleaned_data
        years = given.get("years")
        return Told(
            what=self.what,
            answer=given["answer"] or Answer.TOLD,
            value=str(given.get("value") or "") if years is None else str(years),
            is_main=bool(given.get("is_main")),
            from_on=str(given.get("from_on") or ""),
            until_on=str(given.get("until_on") or ""),
            is_about=bool(given.get("is_about")),
            goes_on=given.get("goes_on"),
            note=given["note"],
            source=given["source"] or Source.PERSON,
            reliability=given["reliability"] or Reliability.NOT_WEIGHED,
            told_on=given["told_on"],
        )

    def facts(self) -> dict[str, Any]:
        """Give what was told."""
        return {"told": self.told()}


class Correction(Fact):
    """What holds instead, and why it is put right."""

    is_taken_back = forms.Tick(
        label=_("Only take it back"), help_text=_("It was never so. Nothing is recorded in its place.")
    )
    reason = forms.Text(label=_("Why it is corrected"), max_length=2000, rows=2, passages=True)

    def facts(self) -> dict[str, Any]:
        """Give what holds instead, nothing where it is only taken back, and the reason."""
        given = self.cleaned_data
        return {"told": None if given["is_taken_back"] else self.told(), "reason": given["reason"]}
