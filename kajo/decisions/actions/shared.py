"""What do deeds with decisions have in common?"""

from __future__ import annotations

from datetime import datetime

from kajo.access.models import Protected
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.work import actions as work
from kajo.work.models import Task
from kajo.work.terms import Reason


def finish(actor: Actor, about: Protected, reason: Reason, at: datetime) -> None:
    """Complete the tasks about a record that this reason made, as far as the actor may."""
    waiting = Task.objects.within(actor, Verb.TASK_COMPLETE).filter(about=about.pk, state="open", reason=str(reason))
    for task in waiting.order_by("pk"):
        work.complete(actor, task, at=at)
