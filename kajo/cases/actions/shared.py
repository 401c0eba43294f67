"""What do deeds with a case have in common?"""

from __future__ import annotations

from kajo.access.gate import Refused
from kajo.cases import rules
from kajo.cases.models import Case
from kajo.cases.terms import ChildsPart, State
from kajo.law.finding import N_ as _


def must_be_open(case: Case) -> None:
    """Make sure that the case goes on. Raises Refused."""
    if case.state != State.OPEN:
        raise Refused(_("This case has ended."))


def must_be_considered(part: ChildsPart) -> None:
    """Make sure that a decision about a child says of it what it must. Raises Refused beside what is missing."""
    considered = rules.child_considered(part)
    if not considered.outcome:
        raise Refused(considered.because, field=part.wanting)
