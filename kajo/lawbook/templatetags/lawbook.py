"""How are sections, values, facts and outcomes written on a page?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext

from kajo.content.terms import Text
from kajo.law.acts import Basis, Section
from kajo.law.finding import Word
from kajo.law.terms import Length, Term, Unit
from kajo.lawbook.index import Value
from kajo.lawbook.terms import FACT_WORDS, VALUE_WORDS, words_of
from kajo.ui.quoting import Quote, quote
from kajo.ui.templatetags.ui import day, euros, lasting

register = template.Library()


@register.filter
def quoted(basis: Section | Basis) -> list[Quote]:
    """Quote sections as lawyers of the reader's language write them, those of one act together with its link."""
    acts = dict.fromkeys(section.act for section in basis.sections)
    return [quote(Basis(tuple(each for each in basis.sections if each.act is act))) for act in acts]


@register.filter
def rests_on(known: Value) -> list[Quote]:
    """Quote the sections that fix a length of time; other values have none of their own."""
    return quoted(known.value.basis) if isinstance(known.value, Term) else []


@register.filter
def unconfirmed(basis: Section | Basis) -> list[str]:
    """List what about a basis a lawyer has still to confirm."""
    sources = [*(section.source for section in basis.sections), getattr(basis, "note", "")]
    return [gettext(source) for source in dict.fromkeys(sources) if source]


@register.filter
def fact_called(name: str) -> str:
    """Say what a fact, or a part of an outcome, is called."""
    return gettext(words_of(name, FACT_WORDS))


@register.filter
def value_called(name: str) -> str:
    """Say what a value of the law is called."""
    return gettext(words_of(name, VALUE_WORDS))


@register.filter
def cell(written: str) -> str:
    """Write a cell of a table: yes, no and `error` in words, all else as the lawyer wrote it."""
    words = {"yes": gettext("Yes"), "no": gettext("No"), "none": gettext("None"), "error": gettext("Makes no sense")}
    return words.get(written, written)


@register.filter
def amount(known: Value) -> str:
    """Write a value of the law: a length, an amount of money, a number of minutes, sections, or what it is."""
    value = known.value
    if isinstance(value, Term):
        return _length(value)
    if isinstance(value, Length):
        return lasting(value)
    if isinstance(value, Section | Basis):
        return quote(value).words
    if known.name.endswith("_CENTS"):
        return euros(value)
    if known.name.endswith("_MINUTES"):
        return ngettext("%(number)d minute", "%(number)d minutes", value) % {"number": value}
    if known.name.endswith("_WORKING_DAYS"):
        return lasting(Length(value, Unit.WORKING_DAYS))
    if known.name.endswith("_MONTHS"):
        return ngettext("%(number)d month", "%(number)d months", value) % {"number": value}
    return _one(value)


@register.filter
def last_day(known: Value) -> date | None:
    """Give the last day on which a value was in force, None while no other one is enacted."""
    return known.until_on - timedelta(days=1) if known.until_on else None


@register.filter
def told(outcome: Any) -> list[str]:
    """Tell an outcome in words, one line each: a list has a line an element, an answer of parts a line a part."""
    if isinstance(outcome, tuple | list):
        return [_together(each) if is_dataclass(each) else _one(each) for each in outcome] or [_one(None)]
    if is_dataclass(outcome):
        return [format_html("{}: {}", fact_called(name), value) for name, value in _parts(outcome)]
    return [_one(outcome)]


@register.filter
def is_due(text: Text, on: date) -> bool:
    """Tell whether a text should have been looked at again before that day."""
    return text.is_stale(on)


def _together(outcome: Any) -> str:
    return format_html_join(", ", "{}", ((value,) for _name, value in _parts(outcome)))


def _parts(outcome: Any) -> Iterator[tuple[str, str]]:
    for part in fields(outcome):
        value = getattr(outcome, part.name)
        yield part.name, euros(value) if part.name == "cents" else _one(value)


def _one(outcome: Any) -> str:
    if outcome is None:
        return gettext("None")
    if isinstance(outcome, bool):
        return gettext("Yes") if outcome else gettext("No")
    if isinstance(outcome, Word):
        return gettext(outcome.label) if outcome.label else str(outcome)
    return day(outcome) if isinstance(outcome, date) else str(outcome)


def _length(term: Term) -> str:
    if term.days:
        return ngettext("%(number)d day", "%(number)d days", term.days) % {"number": term.days}
    if term.months:
        return ngettext("%(number)d month", "%(number)d months", term.months) % {"number": term.months}
    return ngettext("%(number)d year", "%(number)d years", term.years) % {"number": term.years}
