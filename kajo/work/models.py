"""What waits, for whom, until when, and which clocks run?"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kajo.access.models import Protected
from kajo.accounts.models import Staff, Team
from kajo.ledger.guarded import Guarded
from kajo.vault.classes import Birth, Class, Export, Retention
from kajo.vault.fields import SealedText


class Task(Protected):
    """Something to be done about a record, which it names by kind and key and does not know.

    The owner is a person or a team of the record's office; a task without both belongs to whoever comes to it first,
    and so does one of a team in which nobody is any more. `record` is the record
    number of what it is about, to tell tasks apart in a list; `is_childs`: it is about a child's matter, which stands
    first; `not_for` must leave it to somebody else. An overdue task is also `escalated_to` somebody: a deputy, or a
    manager. One whose reason has gone is closed, by nobody.
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
    escalated_to = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    escalated_at = models.DateTimeField(null=True, blank=True)

    open_fields = {
        "office", "sealed", "edition", "about_kind", "about", "record", "reason", "owner", "team", "not_for", "due_at",
        "is_childs", "state", "made_at", "done_by", "done_at", "escalated_to", "escalated_at",
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
                | Q(state="done", done_by__isnull=False, done_at__isnull=False)
                | Q(state="closed", done_by__isnull=True, done_at__isnull=False),
            ),
            models.CheckConstraint(
                name="task_not_done_by_whom_it_is_not_for",
                condition=Q(not_for__isnull=True) | Q(done_by__isnull=True) | ~Q(done_by=F("not_for")),
            ),
            models.CheckConstraint(
                name="task_escalated_has_who_and_when",
                condition=Q(escalated_to__isnull=True, escalated_at__isnull=True)
                | Q(escalated_to__isnull=False, escalated_at__isnull=False),
            ),
            models.CheckConstraint(
                name="task_not_escalated_to_whom_it_is_not_for",
                condition=Q(not_for__isnull=True) | Q(escalated_to__isnull=True) | ~Q(escalated_to=F("not_for")),
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


class Clock(Protected):
    """A period of law or an own target of a record, which it names by kind and key and does not know.

    It runs from `started_on` (not counted) for so many days, working days or months. A period of law has its section
    in `basis`; an own target may name there what it serves. `is_to_confirm`: no lawyer has confirmed the length.
    """

    kind = "clock"

    about_kind = models.CharField(max_length=30)
    about = models.UUIDField()
    record = models.CharField(max_length=20, blank=True)
    aim = models.CharField(max_length=30)
    is_statutory = models.BooleanField()
    basis = models.CharField(max_length=120, blank=True)
    is_to_confirm = models.BooleanField(default=True)
    started_on = models.DateField()
    number = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=14)
    state = models.CharField(max_length=10, default="running")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(max_length=10, blank=True)

    open_fields = {
        "office", "sealed", "edition", "about_kind", "about", "record", "aim", "is_statutory", "basis",
        "is_to_confirm", "started_on", "number", "unit", "state", "made_at", "ended_at", "ended_how",
    }  # fmt: skip
    born = Birth(retention=Retention.MATTER, starts="ended", hold=True, export=Export.SUBJECT)

    class Meta:
        constraints = [
            models.CheckConstraint(name="clock_of_law_has_its_section", condition=Q(is_statutory=False) | ~Q(basis="")),
            models.CheckConstraint(name="clock_unit_known", condition=Q(unit__in=["days", "working_days", "months"])),
            models.CheckConstraint(
                name="clock_of_law_never_stands_still", condition=Q(is_statutory=False) | ~Q(state="paused")
            ),
            models.CheckConstraint(
                name="clock_ended_has_when_and_how",
                condition=Q(state__in=["running", "paused"], ended_at__isnull=True, ended_how="")
                | Q(state="ended", ended_at__isnull=False, ended_how__in=["done", "fell_away", "replaced"]),
            ),
            models.UniqueConstraint(
                name="clock_one_goes_for_an_aim", fields=["about", "aim"], condition=Q(ended_at__isnull=True)
            ),
        ]
        indexes = [
            models.Index(fields=["about"], name="clock_about"),
            models.Index(fields=["started_on", "id"], name="clock_going", condition=Q(ended_at__isnull=True)),
        ]


class Pause(Protected):
    """Days on which a clock stands still, and why: from `from_on` until `until_on` (exclusive), where that is known.

    While `ended_at` is empty the reason goes on; a pause whose last day has passed stands in nobody's way. Who
    ended one by hand wrote why (`ended_words`).
    """

    kind = "clock"

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="pauses")
    because = models.CharField(max_length=12)
    words = SealedText(Class.LEGAL, null=True, blank=True, max_length=2000)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_words = SealedText(Class.LEGAL, null=True, blank=True, max_length=2000)

    open_fields = {
        "office", "sealed", "edition", "clock", "because", "from_on", "until_on", "made_by", "made_at", "ended_by",
        "ended_at",
    }  # fmt: skip
    born = Birth(retention=Retention.MATTER, starts="ended", hold=True, export=Export.SUBJECT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pause_because_known", condition=Q(because__in=["supplement", "hearing", "other"])
            ),
            models.CheckConstraint(
                name="pause_other_has_words", condition=~Q(because="other") | Q(words__isnull=False)
            ),
            models.CheckConstraint(
                name="pause_ends_after_start", condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="pause_ended_has_its_day", condition=Q(ended_at__isnull=True) | Q(until_on__isnull=False)
            ),
            models.UniqueConstraint(
                name="pause_one_of_a_reason", fields=["clock", "because"], condition=Q(ended_at__isnull=True)
            ),
        ]


class Deputy(Guarded):
    """Who looks after what somebody leaves undone, from `from_on` until `until_on` (exclusive).

    A deputy gets to see nothing by it: a task goes over only where the deputy may do it already, by an own tie or role.
    """

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    named_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    open_fields = {"staff", "deputy", "from_on", "until_on", "named_by", "named_at"}
    born = Birth(
        retention=Retention.STAFF, starts="person left", hold=True,
        export=Export.never("about those who work, not a client"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(name="deputy_is_somebody_else", condition=~Q(deputy=F("staff"))),
            models.CheckConstraint(name="deputy_ends_after_start", condition=Q(until_on__gte=F("from_on"))),
        ]
        indexes = [models.Index(fields=["staff", "from_on"], name="deputy_of_staff")]
