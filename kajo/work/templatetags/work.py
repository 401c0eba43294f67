"""Where does a task lead, and what does a clock say?"""

from __future__ import annotations

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kajo.ui.templatetags.ui import day, days_left, said
from kajo.work.queries import Clocked, ClockPage, Waiting

register = template.Library()


@register.filter
def address(task: Waiting | ClockPage) -> str:
    """Give the page of what a task is about: `referrals.referral` is shown at `referrals:referral`.

    Empty where that page does not exist; the room of tasks knows none of the others.
    """
    try:
        return reverse(task.about_kind.replace(".", ":"), args=[task.about])
    except NoReverseMatch:
        return ""


@register.filter
def stood_still(clock: Clocked) -> str:
    """Say how long a clock stood still and why; empty if it never did."""
    days, reason = clock.due.paused_days, clock.because
    if not days or reason is None:
        return ""
    words = ngettext(
        "It has stood still for %(days)d day: %(reason)s.", "It has stood still for %(days)d days: %(reason)s.", days
    )
    return words % {"days": days, "reason": said(reason)}


@register.filter
def in_words(clock: Clocked) -> str:
    """Say in sentences until when a clock goes, how long it stood still, and which kind of clock it is."""
    until = format_html(_("Its last day is {day}."), day=day(clock.due.due_on))
    return format_html_join(
        " ", "{}", ((each,) for each in (until, stood_still(clock), said(clock.found.because)) if each)
    )


@register.filter
def briefly(clock: Clocked) -> str:
    """Say in a few words which kind of clock it is and how long is left; a period of law never sounds like a target."""
    left = _("stands still") if clock.due.is_paused else days_left(clock.due.days)
    left = left[:1].lower() + left[1:]
    kind = _("Period of law: %(left)s") if clock.is_statutory else _("Own target: %(left)s")
    return kind % {"left": left}
