"""What do deeds with a referral have in common?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.referrals import queries
from kajo.referrals.models import Referral
from kajo.work import actions as work
from kajo.work.models import Task
from kajo.work.terms import Reason

DECIDED = _("This referral was decided already.")


def must_be_a_worker(staff: UUID, at: datetime) -> None:
    """Make sure that this is somebody who works cases today. Raises Refused."""
    if not queries.worker_rows(legal_day(at)).filter(pk=staff).exists():
        raise Refused(_("This is nobody who works cases today."), field="worker")


def finish(actor: Actor, referral: Referral, reasons: set[Reason], at: datetime) -> None:
    """Complete the tasks about a referral that these reasons made, as far as the actor may."""
    waiting = Task.objects.within(actor, Verb.TASK_COMPLETE).filter(
        about=referral.pk, state="open", reason__in=[str(each) for each in reasons]
    )
    for task in waiting.order_by("pk"):
        work.complete(actor, task, at=at)
