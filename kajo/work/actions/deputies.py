"""Who looks after what somebody leaves undone?"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from kajo.access.doors import action
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.accounts.models import Staff
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _
from kajo.work import queries
from kajo.work.models import Deputy


@action(Verb.TASK_DEPUTISE)
def deputise(
    actor: Actor, _nothing: None = None, /, *, deputy: UUID, from_on: date, until_on: date, at: datetime
) -> Deputy:
    """Name one's own deputy (sijainen) from a day until another (exclusive).

    The deputy sees nothing new by it: an overdue task goes over only where the deputy may do it already. Raises Refused
    for oneself, for somebody who does no tasks, for days gone by or in the wrong order, and for a second deputy on the
    same day.
    """
    on = legal_day(at)
    if actor.id is None:
        raise NotFound
    own = Staff.objects.select_for_update().get(pk=actor.id)
    if deputy == actor.id:
        raise Refused(_("Somebody else is your deputy."), field="deputy")
    if not queries.may_stand_in(on).filter(pk=deputy).exists():
        raise Refused(_("This person does no tasks today."), field="deputy")
    if from_on < on:
        raise Refused(_("A deputy begins today or later."), field="from_on")
    if until_on <= from_on:
        raise Refused(_("The last day is not before the first."), field="until_on")
    if Deputy.objects.filter(staff=own, from_on__lt=until_on, until_on__gt=from_on).exists():
        raise Refused(_("You have a deputy on some of these days. End that first."), field="from_on")
    return Deputy.objects.create(
        staff=own, deputy_id=deputy, from_on=from_on, until_on=until_on, named_by=own, named_at=at
    )


@action(Verb.TASK_END_DEPUTY)
def end_deputy(actor: Actor, deputy: UUID, /, *, at: datetime) -> Deputy:
    """End one's own deputy today. Raises NotFound for anybody else's, Refused for one that is over."""
    row = Deputy.objects.select_for_update(of=("self",)).filter(pk=deputy, staff=actor.id).first()
    if row is None:
        raise NotFound
    on = legal_day(at)
    if row.until_on <= on:
        raise Refused(_("This has ended already."))
    row.until_on = max(on, row.from_on)
    row.save(update_fields=["until_on"])
    return row
