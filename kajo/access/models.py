"""Whose rows are protected, and who is tied to whom?"""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from kajo.access import crossing, matrix
from kajo.access.compiled import given
from kajo.access.gate import NotFound
from kajo.access.roles import Actor
from kajo.access.scopes import Scope
from kajo.access.verbs import Verb
from kajo.ledger.guarded import Guarded
from kajo.vault.classes import Birth, Export, Retention
from kajo.vault.models import Subject


class ProtectedRows(models.QuerySet[Any]):
    """Rows of a protected table, to be narrowed to what an actor may see."""

    def within(self, actor: Actor, verb: Verb | None = None) -> Self:
        """Keep the rows the actor may see, or may do the given deed to."""
        return self.filter(seen_by(actor, verb or Verb(f"{self.model.kind}.view")))

    def one(self, actor: Actor, key: Any) -> Any:
        """Give the row with this key if the actor may see it. Raises NotFound otherwise."""
        found = self.within(actor).filter(pk=key).first()
        if found is None:
            raise NotFound
        return found


def seen_by(actor: Actor, verb: Verb) -> Q:
    """Build the filter of the rows an actor reaches with a verb: the first wall, in the form of the second.

    Broad scopes test the row's own office and seal, ties come as a list of subjects, conflicts subtract.
    """
    sight = crossing.sight_of(actor)
    scopes = matrix.scopes_of(actor.roles, verb)
    reach = Q(pk__in=[])
    if Scope.ALL in scopes:
        reach |= Q(sealed=False)
    elif Scope.OFFICE in scopes and actor.office is not None:
        reach |= Q(sealed=False, office=given("office", actor.office))
    if Scope.OWN in scopes and sight.tied:
        reach |= Q(subject__any=given("tied", sight.tied))
    return reach & ~Q(subject__any=given("barred", sight.barred)) if sight.barred else reach


def covers(actor: Actor, verb: Verb, row: Protected) -> bool:
    """Tell whether one loaded row lies in the actor's reach for a verb: the filter above, on one row."""
    sight = crossing.sight_of(actor)
    scopes = matrix.scopes_of(actor.roles, verb)
    if row.subject_id in sight.barred:
        return False
    broad = Scope.ALL in scopes or (Scope.OFFICE in scopes and actor.office is not None and row.office == actor.office)
    return (broad and not row.sealed) or (Scope.OWN in scopes and row.subject_id in sight.tied)


class Protected(Guarded):
    """A row with client data: read and written only through doors, row by row.

    `subject` names the data key and the circle of those tied to it, `office` the office that holds the row,
    `sealed` that only those tied may know of it, `edition` counts its changes so that a late writer is told.
    `kind` is the resource whose `.view` verb opens the table.
    """

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    office = models.PositiveSmallIntegerField(default=1)
    sealed = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=1)

    kind: ClassVar[str]
    objects = ProtectedRows.as_manager()

    class Meta:
        abstract = True


class Tied(models.TextChoices):
    """How a staff member stands to a subject."""

    ASSIGNED = "assigned"
    CONFLICT = "conflict"
    GRANT = "grant"


class Tie(Guarded):
    """A staff member's dated relation to a subject: assigned to it, barred from it, or granted a look.

    From `from_on` until `until_on` (exclusive, open while empty). `staff` is the key of the staff row, which stands
    on a higher floor and is therefore no foreign key.
    """

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="ties")
    staff = models.UUIDField()
    how = models.CharField(max_length=10, choices=Tied.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()

    open_fields = {"staff", "how", "from_on", "until_on", "made_at"}
    born = Birth(retention=Retention.MATTER, starts="subject closed", hold=True, export=Export.SUBJECT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="tie_ends_after_start", condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))
            ),
            models.UniqueConstraint(
                name="tie_once_open", fields=["subject", "staff", "how"], condition=Q(until_on__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["staff", "how"], name="tie_of_staff")]


class Once(Guarded):
    """A form that was already sent: its token and the row it made, so that a second press makes no second row."""

    token = models.BinaryField(unique=True, max_length=32)
    actor = models.CharField(max_length=36)
    verb = models.CharField(max_length=60)
    model = models.CharField(max_length=60, blank=True)
    result = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    open_fields = {"token", "actor", "verb", "model", "result", "made_at"}
    born = Birth(
        retention=Retention.STAFF, starts="made", hold=False, export=Export.never("a technical mark of one sending")
    )
