"""What may be done with a task?"""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.models import Protected
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.law.calendar import HELSINKI, working_day_after
from kajo.law.finding import N_ as _
from kajo.work.models import Task
from kajo.work.states import TASK
from kajo.work.terms import Reason

END_OF_WORK = time(16, 15)


@action(Verb.TASK_MAKE)
def make(
    actor: Actor,
    about: Protected,
    /,
    *,
    reason: Reason,
    due_on: date,
    owner: UUID | None = None,
    not_for: UUID | None = None,
    at: datetime,
) -> Task:
    """Make a task about a record, due at the end of the first working day after `due_on`; `not_for` may not do it."""
    due_at = datetime.combine(working_day_after(due_on), END_OF_WORK, tzinfo=HELSINKI)
    return Task.objects.create(
        subject_id=about.subject_id,
        office=about.office,
        about_kind=about._meta.label_lower,
        about=about.pk,
        record=getattr(about, "reference", ""),
        reason=str(reason),
        owner_id=owner,
        not_for_id=not_for,
        due_at=due_at,
        made_at=at,
    )


@action(Verb.TASK_COMPLETE, TASK)
def complete(actor: Actor, task: Task, /, *, at: datetime) -> Task:
    """Mark a task as done. Raises Refused for whoever must leave it to somebody else."""
    if task.not_for_id is not None and task.not_for_id == actor.id:
        raise Refused(_("Somebody else does this: it is about what you did yourself."))
    task.done_by_id, task.done_at, task.state = actor.id, at, "done"
    task.save(update_fields=["done_by", "done_at", "state"])
    return task
