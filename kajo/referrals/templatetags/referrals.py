"""How long has a referral waited?"""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.timesince import timesince
from django.utils.translation import gettext

register = template.Library()


@register.filter
def waited(received_at: datetime, at: datetime) -> str:
    """Say how long somebody has waited, in its two largest units, as `Has waited 2 days, 3 hours`."""
    return gettext("Has waited %(time)s") % {"time": timesince(received_at, at)}
