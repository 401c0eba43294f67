"""What may be done with a task?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time
from uuid import UUID

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.models import Protected
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.accounts import actions as accounts
from kajo.law.calendar import legal_day, moment_of, working_day_after
from kajo.law.finding import N_ as _
from kajo.work import queries
from kajo.work.models import Task
from kajo.work.states import TASK
from kajo.work.terms import NIGHTLY, Reason, State

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
    team: UUID | None = None,
    not_for: UUID | None = None,
    is_childs: bool | None = None,
    at: datetime,
) -> Task:
    """Make a task about a record, due at the end of the first working day after `due_on`; `not_for` may not do it.

    `is_childs` says that the matter is a child's where the record itself does not tell.
    The owner is a person or a team. A team gets nobody closer to the record than they are, so it owns a task only
    where somebody in it may do it. Raises Refused for any other team, and for one of another office or day.
    """
    if team is not None:
        on = legal_day(at)
        accounts.team_there(team, about.office, on)
        if not queries.may_be_done_in(team, about, not_for=not_for, on=on):
            raise Refused(_("Nobody in this team may do this task."), field="team")
    return Task.objects.create(
        subject_id=about.subject_id,
        office=about.office,
        sealed=about.sealed,
        about_kind=about._meta.label_lower,
        about=about.pk,
        record=getattr(about, "reference", ""),
        reason=str(reason),
        owner_id=owner,
        team_id=team,
        not_for_id=not_for,
        due_at=due_moment(due_on),
        is_childs=bool(getattr(about, "is_childs", False)) if is_childs is None else is_childs,
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


@action(Verb.TASK_CLOSE, TASK)
def close(actor: Actor, task: Task, /, *, at: datetime) -> Task:
    """Close a task of the nightly check: what it asked for is there. Raises Refused for any other task."""
    if task.reason not in {str(each) for each in NIGHTLY}:
        raise Refused(_("This task is done by somebody."))
    task.done_at, task.state = at, str(State.CLOSED)
    task.save(update_fields=["done_at", "state"])
    return task


@action(Verb.TASK_ESCALATE)
def escalate(actor: Actor, task: Task, /, *, to: UUID, at: datetime) -> Task:
    """Let a task be somebody else's too, who may do it. It stays its owner's.

    Raises Refused for a task that waits no more, and for whoever must leave it to others.
    """
    if task.state != State.OPEN:
        raise Refused(_("This task waits no more."))
    if to == task.not_for_id:
        raise Refused(_("Somebody else does this task."))
    task.escalated_to_id, task.escalated_at = to, at
    task.save(update_fields=["escalated_to", "escalated_at"])
    return task


def due_moment(due_on: date) -> datetime:
    """Give the end of the first working day after a day."""
    return moment_of(datetime.combine(working_day_after(due_on), END_OF_WORK))


def finish(actor: Actor, about: UUID, reasons: Collection[Reason], at: datetime) -> None:
    """Complete the open tasks about a record that these reasons made, as far as the actor may. Only inside a door."""
    waiting = Task.objects.within(actor, Verb.TASK_COMPLETE).filter(
        about=about, state="open", reason__in=[str(each) for each in reasons]
    )
    for task in waiting.exclude(not_for=actor.id).order_by("pk"):
        complete(actor, task, at=at)
