"""What do deeds with a case have in common?"""

from __future__ import annotations

from datetime import date, datetime

from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.cases import rules
from kajo.cases.models import Case, OverallAssessment
from kajo.cases.terms import ChildsPart, State
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.law.terms import Length, Unit
from kajo.work import actions as work
from kajo.work.terms import Aim, ClockEnd, Reason


def must_be_open(case: Case) -> None:
    """Make sure that the case goes on. Raises Refused."""
    if case.state != State.OPEN:
        raise Refused(_("This case has ended."))


def must_be_considered(part: ChildsPart) -> None:
    """Make sure that a decision about a child says of it what it must. Raises Refused beside what is missing."""
    considered = rules.child_considered(part)
    if not considered.outcome:
        raise Refused(considered.because, field=part.wanting)


def start_reassessment(actor: Actor, case: Case, *, counts_from: date, at: datetime) -> None:
    """Let the own target of assessing the client's needs again start anew. Only inside a door.

    It counts from the last assessment, before the first one from `counts_from`. What asked for it is done with.
    """
    end_reassessment(actor, case, ClockEnd.DONE, at)
    written = OverallAssessment.objects.within(actor).filter(case=case, superseded_at__isnull=True)
    assessed_on = written.values_list("assessed_on", flat=True).first()
    target = rules.reassessment_target(assessed_on, counts_from, legal_day(at))
    work.start(
        actor,
        None,
        about=case,
        aim=Aim.REASSESS_NEEDS,
        length=Length(target.outcome.months, Unit.MONTHS),
        section="",
        is_to_confirm=bool(target.basis.source),
        from_on=target.outcome.from_on,
        at=at,
    )


def end_reassessment(actor: Actor, case: Case, how: ClockEnd, at: datetime) -> None:
    """End the own target of assessing the client's needs again, with the task that asked for it. Inside a door."""
    work.end_all(actor, case.pk, how, at)
    work.finish(actor, case.pk, (Reason.REASSESS_NEEDS,), at)
