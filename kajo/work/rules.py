"""Which matter comes first, when does a clock run out, who looks after a late task, and what does one night ask for?"""

from __future__ import annotations

from datetime import date

from kajo.law.acts import RECEPTION_ACT, TIME_LIMITS_ACT, Basis
from kajo.law.calendar import DAY, is_working_day, working_day_after, working_day_from
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding, NotKnown, Senseless
from kajo.law.terms import BEYOND_CALENDAR, Dated, Unit, in_force, months_later
from kajo.work.terms import Due, Running

OWN_TARGETS = _("the assistance system's own targets")
PERIOD_OF_LAW = Basis(tuple(TIME_LIMITS_ACT.section(each) for each in ("2", "3", "5")))
OWN_TARGET = Basis.to_confirm(OWN_TARGETS)
CHILD_FIRST = RECEPTION_ACT.section("5.3")
DANGER_NEXT = Basis.to_confirm(_("the assistance system's practice"), CHILD_FIRST)
LONGEST_NUMBER = 3660
ESCALATES_AFTER_WORKING_DAYS = (Dated(3, date(2006, 1, 1)),)
ASKED_A_NIGHT = (Dated(200, date(2006, 1, 1)),)
"""So many new tasks one night asks for in all: what people can take up on a day, and what keeps the night short."""


def stands_before(*, is_childs: bool, is_urgent: bool, other_is_childs: bool, other_is_urgent: bool) -> Finding[bool]:
    """Tell whether a matter stands before another one in a queue, whatever the time of the two.

    A child's matter stands before everybody else's; then what is urgent because of danger stands before what is not.
    Where neither stands before the other the time decides. Every queue follows it: referrals, drafts to be signed,
    tasks, and what nobody looks after.

    Law: Reception Act 746/2011, 5.3; to confirm (the assistance system's practice).
    Table: kajo/law/tables/work/stands_before.csv.
    """
    if is_childs != other_is_childs:
        return Finding(is_childs, CHILD_FIRST, _("A child's matter is urgent and stands first."))
    if not is_childs and is_urgent != other_is_urgent:
        because = _("What is urgent because of danger stands before what is not.")
        return Finding(is_urgent, DANGER_NEXT, because)
    return Finding(outcome=False, basis=DANGER_NEXT, because=_("It stands in the order of time."))


def due_on(clock: Running) -> Finding[Due]:
    """Tell on which day a clock runs out, how many days are left, and whether it stands still.

    The day it starts is not counted. Days on which it stands still are not counted either: the last day moves on by
    them, and while it stands still it moves on every day. In working days only working days count. A month is as many
    days as the calendar gives it, from the day it starts. The last day of a period of law moves to the next working
    day; an own target's does not. Only an own target can stand still.

    Raises Senseless for a number below zero or above 3660 and for a period of law that stands still, NotKnown beyond
    the calendar.
    Law: Time Limits Act 150/1930, 2, 3 and 5; to confirm (the assistance system's own targets).
    Table: kajo/law/tables/work/due_on.csv.
    """
    if not 0 <= clock.number <= LONGEST_NUMBER:
        raise Senseless(_("A clock has between 0 and 3660 days or months."), field="number")
    if clock.is_statutory and clock.pauses:
        raise Senseless(_("A period of law does not stand still."), field="pauses")
    still = [(each.from_on, each.until_on or max(clock.on, each.from_on) + DAY) for each in clock.pauses]
    try:
        last = _counted(clock, still)
        last = working_day_from(last) if clock.is_statutory else last
    except OverflowError as beyond:
        raise NotKnown(BEYOND_CALENDAR) from beyond
    found = Due(
        due_on=last,
        days=(last - clock.on).days,
        paused_days=_gone_by(still, clock.started_on, min(clock.on, last)),
        is_paused=any(clock.on in pause for pause in clock.pauses),
    )
    return Finding(found, PERIOD_OF_LAW if clock.is_statutory else OWN_TARGET, _because(clock, found))


def escalates_on(due_on: date) -> Finding[date]:
    """Tell from which day on an overdue task is somebody else's too: the deputy's, or else the manager's.

    That is some working days after its last day: time enough to come back from a day off, and not to be forgotten.

    Raises NotKnown for a last day before 2006, and beyond the calendar.
    Law: to confirm (the assistance system's own targets). Table: kajo/law/tables/work/escalates_on.csv.
    """
    day = due_on
    try:
        for _each in range(in_force(ESCALATES_AFTER_WORKING_DAYS, due_on)):
            day = working_day_after(day)
    except OverflowError as beyond:
        raise NotKnown(BEYOND_CALENDAR) from beyond
    return Finding(day, OWN_TARGET, _("Three working days after its last day somebody else looks after it too."))


def asked_in_a_night(missing: int, on: date) -> Finding[int]:
    """Tell for how many of the things that are missing one night asks; the next nights ask for the rest.

    Raises Senseless for a number below zero, NotKnown for a day before 2006.
    Law: to confirm (the assistance system's own targets). Table: kajo/law/tables/work/asked_in_a_night.csv.
    """
    if missing < 0:
        raise Senseless(_("Nothing is missing less than once."), field="missing")
    most = in_force(ASKED_A_NIGHT, on)
    if missing <= most:
        return Finding(missing, OWN_TARGET, _("One night asks for all of it."))
    return Finding(most, OWN_TARGET, _("One night asks for the most pressing, the next nights for the rest."))


def _counted(clock: Running, still: list[tuple[date, date]]) -> date:
    is_counted = is_working_day if clock.unit is Unit.WORKING_DAYS else bool
    left = clock.number
    if clock.unit is Unit.MONTHS:
        left = (months_later(clock.started_on, clock.number) - clock.started_on).days
    day = clock.started_on
    while left:
        day = _moving(day + DAY, still)
        left -= is_counted(day)
    return day


def _moving(day: date, still: list[tuple[date, date]]) -> date:
    """Give the day, or the first one after it on which the clock does not stand still."""
    while ends := [until for start, until in still if start <= day < until]:
        day = max(ends)
    return day


def _gone_by(still: list[tuple[date, date]], start: date, last: date) -> int:
    """Count the days after `start` until `last` on which the clock stood still; a day in two pauses counts once."""
    days, counted_until = 0, start + DAY
    for from_on, until_on in sorted(still):
        first, end = max(from_on, counted_until), min(until_on, last + DAY)
        if first < end:
            days, counted_until = days + (end - first).days, end
    return days


def _because(clock: Running, found: Due) -> str:
    if clock.is_statutory:
        return _("A period of law: its last day moves to the next working day.")
    if found.is_paused:
        return _("An own target, not a period of law: it stands still, and its last day moves on with every day.")
    if found.paused_days:
        return _("An own target, not a period of law: days on which it stood still are not counted.")
    return _("An own target, not a period of law.")
