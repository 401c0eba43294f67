"""Where does a task lead?"""

from __future__ import annotations

from django import template
from django.urls import NoReverseMatch, reverse

from kajo.work.queries import Waiting

register = template.Library()


@register.filter
def address(task: Waiting) -> str:
    """Give the page of what a task is about: `referrals.referral` is shown at `referrals:referral`.

    Empty where that page does not exist; the room of tasks knows none of the others.
    """
    try:
        return reverse(task.about_kind.replace(".", ":"), args=[task.about])
    except NoReverseMatch:
        return ""
