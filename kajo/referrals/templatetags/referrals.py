"""How long has a referral waited?"""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.translation import gettext, ngettext

register = template.Library()


@register.filter
def waited(received_at: datetime, at: datetime) -> str:
    """Say how long somebody has waited, in days and hours or in hours and minutes, as `Has waited 2 days, 3 hours`."""
    minutes = max(0, int((at - received_at).total_seconds() // 60))
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [_days(days), _hours(hours)] if days else [_hours(hours), _minutes(minutes)]
    return gettext("Has waited %(time)s") % {
        "time": ", ".join(part for part in parts if part) or _minutes(0, bare=True)
    }


def _days(number: int) -> str:
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}


def _hours(number: int) -> str:
    return ngettext("%(number)d hour", "%(number)d hours", number) % {"number": number} if number else ""


def _minutes(number: int, *, bare: bool = False) -> str:
    if not number and not bare:
        return ""
    return ngettext("%(number)d minute", "%(number)d minutes", number) % {"number": number}
