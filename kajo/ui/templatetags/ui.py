"""How are days, numbers and names written on a page?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms, template
from django.conf import settings
from django.forms import BoundField
from django.template import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from kajo.law.terms import Length, Unit
from kajo.ui import icons, once

register = template.Library()

FINLAND = ZoneInfo("Europe/Helsinki")
YEAR = 365  # days

# Written here and not by Django's formats: a page of a case has a hundred moments, and Django takes 50 µs for each.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DOTTED_CLOCK = ("fi", "sv")


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """Write a day, as `23.11.2026`, in English `23 Nov 2026`; nothing for none."""
    if not value:
        return ""
    shown = _in_finland(value)
    return _time(shown.isoformat()[:10], _day(shown, _language()))


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """Write a day with its clock time in Finland; nothing for none."""
    if not value:
        return ""
    shown, language = _in_finland(value), _language()
    return _time(shown.isoformat(timespec="minutes"), f"{_day(shown, language)} {_clock(shown, language)}")


@register.filter
def clock(value: datetime | None) -> SafeString | str:
    """Write the clock time in Finland; nothing for none."""
    if not value:
        return ""
    shown = _in_finland(value)
    return _time(f"{shown:%H:%M}", _clock(shown, _language()))


@register.filter
def record(value: object) -> SafeString | str:
    """Write a record number so that right-to-left text around it cannot turn it round."""
    return mark_safe(f'<bdi dir="ltr" class="num">{_escaped(value)}</bdi>') if value not in (None, "") else ""  # noqa: S308


@register.filter
def name(value: object) -> SafeString | str:
    """Write a person's name so that its direction does not disturb the sentence."""
    return mark_safe(f"<bdi>{_escaped(value)}</bdi>") if value not in (None, "") else ""  # noqa: S308


@register.filter
def phone(value: object) -> SafeString | str:
    """Write a telephone number as a link that calls; digits stay left to right."""
    if value in (None, ""):
        return ""
    called = "".join(sign for sign in str(value) if sign.isdigit() or sign == "+")
    return format_html('<a href="tel:{}"><bdi dir="ltr" class="num">{}</bdi></a>', called, value)


@register.filter
def euros(cents: int | None) -> SafeString | str:
    """Write an amount of cents as euros, as `1 234,50 €`."""
    if cents is None:
        return ""
    whole, rest = divmod(abs(cents), 100)
    # No-break spaces: an amount never falls apart at the end of a line.
    shown = f"{'−' if cents < 0 else ''}{whole:,}".replace(",", "\u00a0") + f"{_comma()}{rest:02}\u00a0€"
    return format_html('<bdi dir="ltr" class="num">{}</bdi>', shown)


@register.filter
def count(value: int | None) -> SafeString | str:
    """Write a whole number with its thousands apart, as `2 381`."""
    return (
        "" if value is None else format_html('<bdi dir="ltr" class="num">{}</bdi>', f"{value:,}".replace(",", "\u00a0"))
    )


@register.filter
def language_tag(code: str | None) -> str:
    """Give the language as HTML names it: `zh-hans` is `zh-Hans`."""
    shown = getattr(settings, "LANGUAGE_TAGS", {}).get(code, code or "en")
    head, _, rest = str(shown).partition("-")
    return f"{head}-{rest.title() if len(rest) == 4 else rest.upper()}" if rest else head


@register.filter
def direction(code: str | None) -> str:
    """Give the direction a language is written in: `rtl` or `ltr`."""
    return "rtl" if (code or "").partition("-")[0] in settings.LANGUAGES_BIDI else "ltr"


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon that says nothing aloud: a word always stands beside it."""
    return icons.drawn(name)


@register.simple_tag(takes_context=True)
def once_field(context: Context, form: Any = None) -> SafeString:
    """Put the token of one sending into a form; a form shown again keeps the token it was sent with."""
    actor = getattr(context.get("request"), "actor", None)
    kept = getattr(form, "once", "")
    token = kept if kept and once.is_for(kept, once.key_of(actor)) else once.mint(once.key_of(actor))
    return format_html('<input type="hidden" name="once" value="{}">', token)


@register.filter
def kind(field: BoundField) -> str:
    """Tell how a field is laid out: `choices`, `tick`, `parts` or one `line`."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "parts" if field.use_fieldset else "line"


@register.filter
def hint_of(field: BoundField, value: object) -> str:
    """Give the explanation of one choice, where the field has any (`hints` by value)."""
    return str(getattr(field.field, "hints", {}).get(str(value), ""))


@register.filter
def said(words: object) -> str:
    """Say a word of the law or of a room, or a sentence of a rule, in the reader's language."""
    return gettext(str(getattr(words, "label", words))) if words not in (None, "") else ""


@register.filter
def all_said(words: Iterable[object]) -> str:
    """Say several words, in the reader's language, with commas between."""
    return ", ".join(said(each) for each in words)


@register.filter
def deadline_state(days: int | None, soon: int = 7) -> str:
    """Tell how pressing so many days are: `late`, `soon` or `ok`."""
    if days is None:
        return "ok"
    return "late" if days < 0 else "soon" if days <= soon else "ok"


@register.filter
def lasting(length: Length) -> str:
    """Say how long something lasts, in what it is counted."""
    if length.unit is Unit.WORKING_DAYS:
        words = ngettext("%(number)d working day", "%(number)d working days", length.number)
    elif length.unit is Unit.MONTHS:
        words = ngettext("%(number)d month", "%(number)d months", length.number)
    else:
        words = ngettext("%(number)d day", "%(number)d days", length.number)
    return words % {"number": length.number}


@register.filter
def days_left(days: int | None) -> str:
    """Say how many days are left or gone by."""
    if days is None:
        return gettext("No last day")
    if days == 0:
        return gettext("Today is the last day")
    if days < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    if days > 2 * YEAR:
        years = days // YEAR
        return ngettext("more than %(years)d year left", "more than %(years)d years left", years) % {"years": years}
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def _escaped(value: object) -> str:
    return conditional_escape(value if isinstance(value, (str, SafeString)) else str(value))


def _language() -> str:
    return (get_language() or "en").partition("-")[0]


def _in_finland(value: date | datetime) -> Any:
    return value.astimezone(FINLAND) if isinstance(value, datetime) and value.tzinfo else value


def _day(shown: date, language: str) -> str:
    if language == "en":
        return f"{shown.day} {_MONTHS[shown.month - 1]} {shown.year}"
    return f"{shown.day}.{shown.month}.{shown.year}"


def _clock(shown: datetime, language: str) -> str:
    return f"{shown.hour}{'.' if language in _DOTTED_CLOCK else ':'}{shown.minute:02}"


def _comma() -> str:
    return "." if _language() == "en" else ","


def _time(machine: str, shown: str) -> SafeString:
    # Digits, dots and the names of months: nothing that would have to be escaped.
    return mark_safe(f'<time datetime="{machine}"><bdi dir="ltr">{shown}</bdi></time>')  # noqa: S308
