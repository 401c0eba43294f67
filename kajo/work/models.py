"""What waits, for whom, until when?"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kajo.access.models import Protected
from kajo.accounts.models import Staff, Team
from kajo.vault.classes import Birth, Export, Retention


class Task(Protected):
    """Something to be done about a record, which it names by kind and key and does not know.

    The owner is a person or a team of the record's office; a task without both belongs to whoever comes to it first,
    and so does one of a team in which nobody is any more. `record` is the record
    number of what it is about, to tell tasks apart in a list; `is_childs`: it is about a child's matter, which stands
    first; `not_for` must leave it to somebody else.
    """

    kind = "task"

    about_kind = models.CharField(max_length=30)
    about = models.UUIDField()
    record = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=60)
    owner = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    not_for = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    is_childs = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="open")
    made_at = models.DateTimeField()
    done_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    open_fields = {
        "office", "sealed", "edition", "about_kind", "about", "record", "reason", "owner", "team", "not_for", "due_at",
        "is_childs", "state", "made_at", "done_by", "done_at",
    }  # fmt: skip
    born = Birth(retention=Retention.MATTER, starts="done", hold=True, export=Export.SUBJECT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="task_owner_is_person_or_team", condition=Q(owner__isnull=True) | Q(team__isnull=True)
            ),
            models.CheckConstraint(
                name="task_done_has_who_and_when",
                condition=Q(state="open", done_by__isnull=True, done_at__isnull=True)
                | Q(state="done", done_by__isnull=False, done_at__isnull=False),
            ),
            models.CheckConstraint(
                name="task_not_done_by_whom_it_is_not_for",
                condition=Q(not_for__isnull=True) | Q(done_by__isnull=True) | ~Q(done_by=F("not_for")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["-is_childs", "due_at", "id"], name="task_open_child_first", condition=Q(state="open")
            ),
            models.Index(fields=["due_at", "id"], name="task_open_by_due", condition=Q(state="open")),
            models.Index(fields=["owner", "due_at", "id"], name="task_open_of_owner", condition=Q(state="open")),
            models.Index(fields=["about"], name="task_open_about", condition=Q(state="open")),
        ]
