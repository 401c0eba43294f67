"""Which kinds of answer can a form ask for? Each says in a sentence what is wrong with an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kajo.ui.writing import composed, plain_digits
from kajo.vault import passages as marks

LINE_LENGTH = 200
TEXT_LENGTH = 10_000
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)

NEEDED = _("Answer this: it is needed.")
NOT_ON_THE_LIST = _("Choose from the list.")
MESSAGES: dict[str, Any] = {
    "required": NEEDED,
    "invalid_choice": NOT_ON_THE_LIST,
    "invalid_list": NOT_ON_THE_LIST,
    "incomplete": NEEDED,
}


class Longest(MaxLengthValidator):
    """At most so many characters; the sentence says how many there are."""

    message = ngettext_lazy(
        "Write at most %(limit_value)d character. There are %(show_value)d now.",
        "Write at most %(limit_value)d characters. There are %(show_value)d now.",
        "limit_value",
    )


class Line(forms.CharField):
    """One line: a name, a place, a number that is no number. `ltr` for codes and telephone numbers."""

    default_error_messages = MESSAGES

    def __init__(self, *, max_length: int = LINE_LENGTH, layout: str = "", ltr: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.layout = layout
        self.validators.append(Longest(max_length))
        self.widget.attrs.setdefault("autocomplete", "off")  # a shared desk must not offer the last client's name
        if ltr:
            self.widget.attrs.setdefault("dir", "ltr")
        else:
            self.widget.attrs.setdefault("dir", "auto")

    def to_python(self, value: Any) -> Any:
        """Give the line trimmed and composed."""
        text = super().to_python(value)
        return composed(text) if text else text


class Text(Line):
    """Several lines: reasons, notes. In texts with `passages`, marks of third parties must pair; its hint says how."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int = TEXT_LENGTH, rows: int = 5, passages: bool = False, **kwargs: Any) -> None:
        if passages:
            kwargs.setdefault("help_text", _("Put what is about somebody else between [[ and ]]."))
        super().__init__(max_length=max_length, **kwargs)
        if passages:
            self.validators.append(paired)
        self.widget.attrs["rows"] = rows
        self.widget.attrs.pop("cols", None)


def paired(text: str) -> None:
    """Raise ValidationError if the marks of passages about third parties do not pair."""
    problem = marks.problem(text)
    if problem is not None:
        raise ValidationError(str(problem), code="passages")


class Listed(forms.Select):
    """A list to choose one from, drawn by one template: the framework draws one for each of its lines."""

    template_name = "ui/form/select.html"


class Choice(forms.TypedChoiceField):
    """One of a list. `choices` may be an enum of words; the answer is then its member. Few choices are shown at once.

    `hints` explains single choices, by value.
    """

    default_error_messages = MESSAGES
    widget = Listed

    def __init__(
        self,
        choices: Any = (),
        *,
        radios: bool | None = None,
        hints: Mapping[str, Any] | None = None,
        layout: str = "",
        **kwargs: Any,
    ) -> None:
        listed, coerce = _listed(choices)
        kwargs.setdefault("coerce", coerce)
        kwargs.setdefault("empty_value", None)
        shown = (len(listed) <= 7 if radios is None else radios) if "widget" not in kwargs else False
        if shown:
            kwargs["widget"] = forms.RadioSelect
        elif not callable(listed) and not any(value == "" for value, _label in listed):
            listed = [("", _("Choose")), *listed]
        super().__init__(choices=listed, **kwargs)
        self.layout = layout
        self.hints = {str(getattr(key, "value", key)): words for key, words in (hints or {}).items()}


class Choices(forms.TypedMultipleChoiceField):
    """Any number of a list, as boxes to tick."""

    default_error_messages = MESSAGES
    widget = forms.CheckboxSelectMultiple

    def __init__(
        self, choices: Any = (), *, hints: Mapping[str, Any] | None = None, layout: str = "", **kwargs: Any
    ) -> None:
        listed, coerce = _listed(choices)
        kwargs.setdefault("coerce", coerce)
        kwargs.setdefault("empty_value", [])
        super().__init__(choices=listed, **kwargs)
        self.layout = layout
        self.hints = {str(getattr(key, "value", key)): words for key, words in (hints or {}).items()}


class YesNo(Choice):
    """Yes or no, and where it may stay open also `Not known`: True, False or None."""

    def __init__(self, *, unknown: bool = False, **kwargs: Any) -> None:
        listed = [("yes", _("Yes")), ("no", _("No"))] + ([("unknown", _("Not known"))] if unknown else [])
        kwargs.setdefault("layout", "row")
        super().__init__(listed, radios=True, coerce={"yes": True, "no": False, "unknown": None}.get, **kwargs)


class Tick(forms.BooleanField):
    """One box. Not ticking it is an answer, unless it is `required`."""

    default_error_messages = {"required": _("Tick this to go on.")}

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)


class Day(forms.DateField):
    """A day, as `23.11.2026` or `2026-11-23`."""

    default_error_messages = MESSAGES

    def __init__(self, *, earliest: date = FIRST_DAY, latest: date = LAST_DAY, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("For example 23.11.2026"))
        kwargs.setdefault(
            "widget",
            forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
        )
        super().__init__(**kwargs)
        self.layout = "short"
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> date | None:
        """Give the day. Raises ValidationError that says which part of it is wrong."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime | date):
            return value.date() if isinstance(value, datetime) else value
        return within(read_day(str(value)), self.earliest, self.latest)


class Moment(forms.DateTimeField):
    """A day with a clock time in Finland, as `23.11.2026 14.05`; the answer is an aware moment."""

    default_error_messages = MESSAGES

    def __init__(self, *, earliest: date = FIRST_DAY, latest: date = LAST_DAY, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("For example 23.11.2026 14.05"))
        kwargs.setdefault(
            "widget", forms.DateTimeInput(format="%d.%m.%Y %H.%M", attrs={"autocomplete": "off", "dir": "ltr"})
        )
        super().__init__(**kwargs)
        self.layout = "short"
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> datetime | None:
        """Give the moment. Raises ValidationError that says which part of it is wrong."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value
        parts = re.fullmatch(
            r"(\S+?)(?:[ T]+(?:klo\s*|kl\.?\s*)?(\d{1,2})[.:](\d{2})(?::\d{2})?)", plain_digits(str(value)).strip()
        )
        if parts is None:
            raise ValidationError(_("Write day and time, as 23.11.2026 14.05."), code="invalid")
        on = within(read_day(parts[1]), self.earliest, self.latest)
        if int(parts[2]) > 23 or int(parts[3]) > 59:
            raise ValidationError(
                _("There is no such time of day: %(time)s."), code="invalid", params={"time": f"{parts[2]}.{parts[3]}"}
            )
        local = datetime(on.year, on.month, on.day, int(parts[2]), int(parts[3]))  # noqa: DTZ001  # made aware below
        aware = timezone.make_aware(local)
        if timezone.localtime(timezone.localtime(aware, timezone.get_fixed_timezone(0))).replace(tzinfo=None) != local:
            raise ValidationError(_("There is no such time on that day: clocks go forward that night."), code="invalid")
        return aware


@dataclass(frozen=True, slots=True)
class KnownDay:
    """A day as far as it is known: a year, a month of a year, or the day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> str:
        """Say how much is known: `year`, `month` or `day`."""
        return "day" if self.day else "month" if self.month else "year"

    def __str__(self) -> str:
        return "-".join(f"{part:02}" for part in (self.year, self.month, self.day) if part)


class PartDay(forms.CharField):
    """A day as far as it is known; what is typed decides the precision. The answer is a `KnownDay`."""

    default_error_messages = MESSAGES

    def __init__(self, *, earliest: date = FIRST_DAY, latest: date = LAST_DAY, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Write what is known: 23.11.2026, or 11.2026, or 2026"))
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "off", "dir": "ltr"}
        self.layout = "short"
        self.earliest, self.latest = earliest, latest

    def clean(self, value: Any) -> KnownDay | None:
        """Give what is known of the day. Raises ValidationError that says which part of it is wrong."""
        text = plain_digits(str(super().clean(value) or "")).strip()
        if not text:
            return None
        if match := re.fullmatch(r"(\d{4})", text):
            within(date(max(int(match[1]), 1), 1, 1), self.earliest.replace(month=1, day=1), self.latest)
            return KnownDay(int(match[1]))
        if match := re.fullmatch(r"(\d{1,2})[./](\d{4})", text) or re.fullmatch(r"(?P<y>\d{4})-(?P<m>\d{1,2})", text):
            year, month = (
                (int(match["y"]), int(match["m"])) if "y" in match.groupdict() else (int(match[2]), int(match[1]))
            )
            within(_day_of(year, month, 1), self.earliest.replace(day=1), self.latest)
            return KnownDay(year, month)
        on = within(read_day(text), self.earliest, self.latest)
        return KnownDay(on.year, on.month, on.day)


class Whole(forms.IntegerField):
    """A whole number within bounds the database can hold."""

    default_error_messages = MESSAGES | {"invalid": _("Write a whole number in digits.")}

    def __init__(self, *, min_value: int = 0, max_value: int = 2_147_483_647, **kwargs: Any) -> None:
        super().__init__(
            min_value=min_value,
            max_value=max_value,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
            **kwargs,
        )
        self.layout = "year"

    def to_python(self, value: Any) -> int | None:
        """Give the number; digits of other scripts and spaces between thousands are fine."""
        if isinstance(value, str):
            value = re.sub(r"[\s\u00a0\u202f]", "", plain_digits(value))
            if len(value) > 20:
                raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class Euros(forms.CharField):
    """An amount, as `12,50`; the answer is whole cents."""

    default_error_messages = MESSAGES | {"invalid": _("Write an amount in euros, as 12,50.")}

    def __init__(self, *, min_cents: int = 0, max_cents: int = 1_000_000_000, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "dir": "ltr"}
        self.layout = "year"
        self.min_cents, self.max_cents = min_cents, max_cents

    def clean(self, value: Any) -> int | None:
        """Give the cents. Raises ValidationError for what is no amount or out of bounds."""
        text = re.sub(r"[\s\u00a0\u202f€]", "", plain_digits(str(super().clean(value) or "")))
        if not text:
            return None
        match = re.fullmatch(r"(\d{1,9})(?:[.,](\d{1,2}))?", text)
        if match is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        cents = int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))
        if not self.min_cents <= cents <= self.max_cents:
            raise ValidationError(
                _("The amount is between %(least).2f and %(most).2f euros."),
                code="invalid",
                params={"least": self.min_cents / 100, "most": self.max_cents / 100},
            )
        return cents


def read_day(text: str) -> date:
    """Read a day as Finns, Swedes and machines write it. Raises ValidationError with the part that is wrong."""
    text = plain_digits(text).strip()
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return _day_of(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})", text):
        return _day_of(int(match[3]), int(match[2]), int(match[1]))
    if re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2})", text):
        raise ValidationError(_("Write the year with four digits, as 23.11.2026."), code="invalid")
    if re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", text):
        # 3/4/2026 is March to some and April to others: never guess a date that starts a period of appeal.
        raise ValidationError(_("Write day, month and year with dots, as 23.11.2026."), code="invalid")
    raise ValidationError(_("Write a day as 23.11.2026."), code="invalid")


def within(on: date, earliest: date, latest: date) -> date:
    """Give the day back if it lies within these days, both included. Raises ValidationError."""
    if on < earliest:
        raise ValidationError(
            _("The day is too early: %(day)s is the first that fits here."),
            code="early",
            params={"day": _shown(earliest)},
        )
    if on > latest:
        raise ValidationError(
            _("The day is too late: %(day)s is the last that fits here."), code="late", params={"day": _shown(latest)}
        )
    return on


def _day_of(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise ValidationError(
            _("There is no month %(month)d. Write day, month and year, as 23.11.2026."),
            code="invalid",
            params={"month": month},
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise ValidationError(
            _("There is no day %(day)d in month %(month)d of %(year)d."),
            code="invalid",
            params={"day": day, "month": month, "year": year},
        ) from None


def _shown(on: date) -> str:
    return f"{on.day}.{on.month}.{on.year}"


def _listed(choices: Any) -> tuple[list[tuple[str, Any]], Any]:
    if isinstance(choices, type) and issubclass(choices, Enum):
        return pairs(choices), choices
    return pairs(choices), str


def pairs(choices: Iterable[Any]) -> list[tuple[str, Any]]:
    """Give choices as (value, words), from pairs or from members of an enum."""
    return [
        (str(each.value), _(str(getattr(each, "label", each.value))))
        if isinstance(each, Enum)
        else (str(each[0]), each[1])
        for each in choices
    ]
