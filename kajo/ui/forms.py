"""How do posted words become facts, a deed or a sentence beside the field?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kajo.ui import once
from kajo.ui.fields import (
    LINE_LENGTH,
    MESSAGES,
    TEXT_LENGTH,
    Choice,
    Choices,
    Day,
    Euros,
    KnownDay,
    Line,
    Longest,
    Moment,
    PartDay,
    Text,
    Tick,
    Whole,
    YesNo,
    pairs,
)
from kajo.ui.writing import Trouble, mended
from kajo.vault.errors import KeysUnavailable

__all__ = [
    "Choice",
    "Choices",
    "Day",
    "Euros",
    "Form",
    "KnownDay",
    "Line",
    "Moment",
    "PartDay",
    "Text",
    "Tick",
    "Whole",
    "YesNo",
]

RESTORED = "restored"
# PostgreSQL's integer; a longer number would be understood by the form and refused by the column.
_BIGGEST = 2_147_483_647
# Django's own sentences, known by identity: a sentence that a room wrote is left alone.
_DJANGOS = {
    "required": forms.Field.default_error_messages["required"],
    "invalid_choice": forms.ChoiceField.default_error_messages["invalid_choice"],
}
SOMEBODY_ELSES = _("This form was opened by somebody else. Read it through and send it again.")


class Form(forms.Form):
    """The base of every form.

    It keeps what was typed, refuses signs that cannot be stored, bounds every length and number, carries the token
    of one sending (`once`) and the edition it was filled in on (`seen`), and can be shown again after a lost session.
    A button called `ASIDE` asks for something beside it while it is written: it is shown again, without blame.
    """

    ASIDE = "aside"

    def __init__(self, data: Any = None, files: Any = None, *, seen: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(data, files, **kwargs)
        self.result: Any = None
        self.troubles: dict[str, Trouble] = {}
        for field in self.fields.values():
            _bound(field)
        if data is not None:
            self.data, self.troubles = _mended(self, data)
        self.once = self._posted("once") if once.is_ours(self._posted("once")) else ""
        posted = self._posted("seen")
        self.seen = (
            int(posted)
            if posted.isascii() and posted.isdigit() and len(posted) < 10
            else None
            if self.is_bound
            else seen
        )
        self.restored = bool(self._posted(RESTORED))

    @property
    def errors(self) -> ErrorDict:
        """Give what is wrong. A form that came back after a lost session is first shown as it was, without blame."""
        return ErrorDict() if self.restored or self.is_aside else super().errors

    def is_valid(self) -> bool:
        """Tell whether the answers are facts now. A restored form never is: its writer looks at it and sends it."""
        return not self.restored and not self.is_aside and super().is_valid()

    @property
    def is_aside(self) -> bool:
        """Tell whether something beside the form was asked for, and nothing is to be done with it yet."""
        return bool(self._posted(self.ASIDE))

    def offer(self, name: str, choices: Iterable[Any]) -> None:
        """Set the choices of a field that are known only now, as (value, words) or members of an enum."""
        field = self.fields[name]
        listed = pairs(choices)
        if isinstance(field.widget, forms.Select) and not field.widget.allow_multiple_selected:
            listed = [("", _("Choose")), *listed]
        field.choices = listed  # type: ignore[attr-defined]  # only choice fields are offered choices

    def between(self, name: str, first: date | None = None, last: date | None = None) -> None:
        """Set the first and the last day that a field of a day takes; what is not given stays as it was."""
        field = self.fields[name]
        assert isinstance(field, Day)
        field.earliest, field.latest = first or field.earliest, last or field.latest

    def facts(self) -> dict[str, Any]:
        """Give the facts the action takes; a room's form may shape them."""
        return dict(self.cleaned_data)

    def carry(self, action: Callable[..., Any], actor: Any, target: Any = None, /, **extra: Any) -> bool:
        """Call the one action with the form's facts; its answer is then `result`.

        A refusal becomes an error of the form, beside the field it names; so does a keeper of the keys that does not
        answer, since then nothing was written. A demand for a fresh second factor is
        not a refusal here: it goes on to the middleware, which keeps the text.
        """
        from kajo.access.gate import Refused, StepUpNeeded
        from kajo.law.finding import Spoken

        if self.once and not once.is_for(self.once, once.key_of(actor)):
            self.once = ""
            self.add_error(None, ValidationError(SOMEBODY_ELSES, code="once"))
            return False
        hidden = {name: value for name, value in (("once", self.once), ("seen", self.seen)) if value not in ("", None)}
        try:
            self.result = action(actor, target, **self.facts(), **hidden, **extra)
        except StepUpNeeded:
            raise
        except (Refused, Spoken) as refusal:
            self.refuse(refusal)
            return False
        except KeysUnavailable:
            self.add_error(None, ValidationError(gettext(KeysUnavailable.sentence), code="keys"))
            return False
        return True

    def refuse(self, refusal: Any) -> None:
        """Turn a refusal into an error, beside the field it names or above the whole form."""
        sentence = gettext(refusal.message)
        words = sentence % refusal.values if refusal.values else sentence
        self.add_error(refusal.field if refusal.field in self.fields else None, ValidationError(words, code="refused"))

    def typed(self, name: str) -> str:
        """Give what was typed into a field, or what it begins with; empty where neither is."""
        return str(
            (self.data.get(name) if self.is_bound else self.get_initial_for_field(self.fields[name], name)) or ""
        )

    def wrong(self) -> Iterator[tuple[str, str, str]]:
        """Give every error as (id of the input, label, sentence), in the order of the page."""
        for sentence in self.non_field_errors():
            yield "", "", str(sentence)
        for field in self.visible_fields():
            first = f"{field.auto_id}_0" if field.use_fieldset else field.auto_id
            for sentence in field.errors:
                yield str(first), str(field.label), str(sentence)
        for field in self.hidden_fields():
            for sentence in field.errors:
                yield "", str(field.label), str(sentence)

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # Django's stubs do not list it
        for name, trouble in self.troubles.items():
            self.errors.pop(name, None)
            self.add_error(name, ValidationError(trouble.sentence, code=trouble.name.lower()))

    def _posted(self, name: str) -> str:
        if not self.is_bound:
            return ""
        value = self.data.get(name, "") if hasattr(self.data, "get") else ""
        return value if isinstance(value, str) else str(value)


def _bound(field: forms.Field) -> None:
    for key, djangos in _DJANGOS.items():
        if field.error_messages.get(key) is djangos:
            field.error_messages[key] = MESSAGES[key]
    if isinstance(field, forms.CharField) and not any(isinstance(each, Longest) for each in field.validators):
        most = field.max_length or (TEXT_LENGTH if isinstance(field.widget, forms.Textarea) else LINE_LENGTH)
        field.validators = [each for each in field.validators if type(each) is not MaxLengthValidator]
        field.validators.append(Longest(most))
    if type(field) is forms.IntegerField and field.max_value is None:
        field.validators += [MinValueValidator(-_BIGGEST - 1), MaxValueValidator(_BIGGEST)]
    # A browser cuts what is pasted at `maxlength` without a word: our own sentence counts instead.
    field.widget.attrs.pop("maxlength", None)


def _mended(form: forms.Form, data: Any) -> tuple[Any, dict[str, Trouble]]:
    troubles: dict[str, Trouble] = {}
    names = sorted(form.fields, key=len, reverse=True)
    shown = QueryDict(mutable=True) if isinstance(data, QueryDict) else {}
    for key in data:
        owner = next(
            (name for name in names if key == form.add_prefix(name) or key.startswith(f"{form.add_prefix(name)}_")),
            None,
        )
        values = data.getlist(key) if isinstance(data, QueryDict) else [data[key]]
        kept = [_value(form, owner, value, troubles) for value in values]
        if isinstance(shown, QueryDict):
            shown.setlist(key, kept)
        else:
            shown[key] = kept[0]
    return shown, troubles


def _value(form: forms.Form, owner: str | None, value: Any, troubles: dict[str, Trouble]) -> Any:
    widget = form.fields[owner].widget if owner else None
    if not isinstance(value, str) or isinstance(widget, forms.PasswordInput):
        return value
    text, trouble = mended(value, lines=isinstance(widget, forms.Textarea))
    if owner and trouble:
        troubles.setdefault(owner, trouble)
    return text
