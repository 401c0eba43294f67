"""May a client be contacted this way, and when is something that failed tried again?"""

from __future__ import annotations

from datetime import date, timedelta

from kajo.law.acts import OPENNESS_ACT, Basis
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding, Senseless
from kajo.law.terms import Dated, in_force
from kajo.notices.terms import Barrier, ContactWay

SAFE_CONTACT = Basis.to_confirm(_("the assistance system's practice of safe contact"), OPENNESS_ACT.section("24.1(31)"))
OWN_PRACTICE = Basis.to_confirm(_("the assistance system's own targets"))
FIRST_WAIT_MINUTES = (Dated(1, date(2006, 1, 1)),)
MOST_ATTEMPTS = (Dated(9, date(2006, 1, 1)),)


def may_be_contacted(way: ContactWay) -> Finding[Barrier | None]:
    """Tell what stands against sending a notice to a client by a way of contact; None if nothing does.

    A way that holds no more, is meant for something else, was not allowed, or is forbidden by another wish, is never
    used, and nobody writes to somebody who has died. Words that stand with a way are the client's own: no machine
    understands them, so somebody reads them first and says so.

    Never raises.
    Law: Openness Act 621/1999, 24.1(31); to confirm (the assistance system's practice of safe contact).
    Table: kajo/law/tables/notices/may_be_contacted.csv.
    """
    found = None
    if way.has_died:
        found = Barrier.DIED
    elif not way.holds:
        found = Barrier.ENDED
    elif not way.fits:
        found = Barrier.OTHER_MEANS
    elif not way.is_allowed:
        found = Barrier.NOT_ALLOWED
    elif way.is_overruled:
        found = Barrier.OVERRULED
    elif way.has_words and not way.is_wish_read:
        found = Barrier.UNREAD_WISH
    return Finding(found, SAFE_CONTACT, found.label if found else _("Nothing stands against it."))


def next_attempt(failed: int, *, is_lasting: bool, on: date) -> Finding[timedelta | None]:
    """Tell how long after a failed attempt the next one is made; None if nobody tries any more.

    Every wait is twice the last, so that a service that is down is not pressed. What can never succeed, a number that
    is none, is not tried again. `failed` counts the attempts so far.

    Raises Senseless for fewer than one attempt, NotKnown for a day before 2006.
    Law: to confirm (the assistance system's own targets). Table: kajo/law/tables/notices/next_attempt.csv.
    """
    if failed < 1:
        raise Senseless(_("Nothing has been tried yet."), field="failed")
    first, most = in_force(FIRST_WAIT_MINUTES, on), in_force(MOST_ATTEMPTS, on)
    if is_lasting:
        return Finding(None, OWN_PRACTICE, _("It can never succeed this way."))
    if failed >= most:
        return Finding(None, OWN_PRACTICE, _("It was tried often enough."))
    return Finding(timedelta(minutes=first * 2 ** (failed - 1)), OWN_PRACTICE, _("Every wait is twice the last."))
