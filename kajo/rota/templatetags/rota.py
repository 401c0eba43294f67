"""How are days of the week and stretches of a week written?"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kajo.law.calendar import legal_day
from kajo.rota.terms import MINUTES_A_WEEK
from kajo.ui.templatetags.ui import clock

register = template.Library()
MONDAY = date(2024, 1, 1)


@register.filter
def weekday(on: date) -> str:
    """Name the day of the week, shortened."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[on.weekday()]


@register.filter
def is_on(at: datetime, on: date) -> bool:
    """Tell whether a moment falls on a day in Finland."""
    return legal_day(at) == on


@register.filter
def week_start(line: Any) -> str:
    """Write when a line of the base rotation starts in the week."""
    return _of_week(line.from_minute)


@register.filter
def week_end(line: Any) -> str:
    """Write when a line of the base rotation ends in the week."""
    return _of_week(line.from_minute + line.minutes)


def _of_week(minutes: int) -> str:
    wall = datetime.combine(MONDAY, time()) + timedelta(minutes=minutes % MINUTES_A_WEEK)
    return format_html("{} {}", weekday(wall.date()), clock(wall))
