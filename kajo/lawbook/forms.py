"""For which day is the law asked, and with which facts is a rule tried?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kajo.lawbook.terms import FACT_WORDS, Fact, Sort, words_of
from kajo.ui import forms
from kajo.ui.fields import read_day


class On(forms.Form):
    """The day whose law is shown."""

    on = forms.Day(label=_("The law of"), help_text="")


class Periods(forms.Text):
    """Periods, one a line: the first day, and the day after the last one. The answer is a list of pairs.

    One that may still go on may have its first day alone; the other is then None.
    """

    def __init__(self, *, is_open: bool = False, **kwargs: Any) -> None:
        super().__init__(rows=3, required=False, **kwargs)
        self.fewest = 1 if is_open else 2

    def to_python(self, value: Any) -> Any:
        """Give the pairs of days as texts. Raises ValidationError for a line that is no period."""
        lines = [line.split() for line in str(super().to_python(value) or "").splitlines() if line.strip()]
        if any(not self.fewest <= len(days) <= 2 for days in lines):
            raise ValidationError(_("Write one period a line: its two days with a space between."), code="invalid")
        read = [[read_day(each).isoformat() for each in days] for days in lines]
        return [[*days, None][:2] for days in read]


class Facts(forms.Form):
    """The facts a rule asks for. It is filled in, answered, and kept nowhere."""

    def __init__(self, data: Any = None, *, facts: tuple[Fact, ...], **kwargs: Any) -> None:
        self.asked = facts
        # Where the framework looks for the fields of a form: here they belong to the rule.
        self.base_fields = {name: field for fact in facts for name, field in _fields(fact)}  # type: ignore[misc]
        super().__init__(data, **kwargs)

    def given(self) -> dict[str, object]:
        """Give the facts as a line of JSON holds them; the form is valid."""
        return {fact.name: self._given(fact) for fact in self.asked}

    def _given(self, fact: Fact) -> object:
        if fact.sort is Sort.PERIOD:
            return [self.cleaned_data[name].isoformat() for name in _ends(fact)]
        answer = self.cleaned_data[fact.name]
        if fact.sort is Sort.DAY:
            return answer.isoformat() if answer else None
        if fact.sort is Sort.WORD:
            return answer.value if answer else None
        return None if answer == "" else answer


def _fields(fact: Fact) -> Iterator[tuple[str, Any]]:
    label = gettext(words_of(fact.name, FACT_WORDS))
    shared: dict[str, Any] = {"label": label, "required": not fact.nullable}
    match fact.sort:
        case Sort.YES_NO:
            yield fact.name, forms.YesNo(**shared)
        case Sort.WHOLE:
            yield fact.name, forms.Whole(**shared)
        case Sort.DAY:
            yield fact.name, forms.Day(**shared)
        case Sort.WORD:
            yield fact.name, forms.Choice(fact.words, **shared)
        case Sort.PAUSES:
            words = _("One a line: its first day and the day after its last; the first alone if it still goes on")
            yield fact.name, Periods(label=label, help_text=words, is_open=True)
        case Sort.PERIODS:
            words = _("One period a line: its first day and the day after its last, as 1.1.2026 31.1.2026")
            yield fact.name, Periods(label=label, help_text=words)
        case Sort.PERIOD:
            first, after = _ends(fact)
            yield first, forms.Day(label=gettext("%(period)s: first day") % {"period": label})
            yield after, forms.Day(label=gettext("%(period)s: the day after the last") % {"period": label})
        case Sort.TEXT:
            # Nothing is trimmed: a rule about a text judges it as it was written.
            yield fact.name, forms.Line(strip=False, ltr=True, **shared)


def _ends(fact: Fact) -> tuple[str, str]:
    return f"{fact.name}_from", f"{fact.name}_until"
