"""What do deeds with a case have in common?"""

from __future__ import annotations

from kajo.access.gate import Refused
from kajo.cases.models import Case
from kajo.cases.terms import State
from kajo.law.finding import N_ as _


def must_be_open(case: Case) -> None:
    """Make sure that the case goes on. Raises Refused."""
    if case.state != State.OPEN:
        raise Refused(_("This case has ended."))
