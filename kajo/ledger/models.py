"""Which events, leaves and heads make up the ledger? Rows here have no foreign keys and outlive their subjects."""

from __future__ import annotations

from django.db import models

from kajo.ledger.guarded import row_id
from kajo.ledger.leaf import Fact, leaf_hash
from kajo.vault.classes import LEDGER_BIRTH


class Event(models.Model):
    """One deed, reading or refusal: who, in which role, what, why, on which record.

    Records and persons stand as keyed references (`*_ref`), so that the table alone tells nobody apart.
    `shown` holds the references of all rows of a list, 16 bytes each.
    """

    id = models.UUIDField(primary_key=True, default=row_id, editable=False)
    act = models.UUIDField()
    xid = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=36)
    role = models.CharField(max_length=60)
    verb = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10)
    reason = models.CharField(max_length=300, blank=True)
    purpose = models.CharField(max_length=60)
    because = models.CharField(max_length=80, blank=True)
    classes = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    object_ref = models.BinaryField(null=True)
    subject_ref = models.BinaryField(null=True)
    shown = models.BinaryField(null=True)
    changes = models.BinaryField(null=True)
    leaf = models.BinaryField()

    open_fields = {
        "act", "xid", "at", "actor", "role", "verb", "outcome", "reason", "purpose", "because", "classes", "kind",
        "object_ref", "subject_ref", "shown", "changes", "leaf",
    }  # fmt: skip
    born = LEDGER_BIRTH

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="event_outcome_known",
                condition=models.Q(outcome__in=["done", "read", "refused", "forbidden"]),
            )
        ]
        indexes = [
            models.Index(fields=["subject_ref", "at"], name="event_of_subject"),
            models.Index(fields=["xid"], name="event_xid"),
            models.Index(fields=["act"], name="event_act"),
        ]

    def __str__(self) -> str:
        return f"event {self.pk}"

    def facts(self) -> list[tuple[str, Fact]]:
        """List all facts that the leaf proves, in their fixed order."""
        return [
            ("id", str(self.id)),
            ("act", str(self.act)),
            ("xid", self.xid),
            ("at", self.at),
            *((name, getattr(self, name)) for name in LEAF_COLUMNS),
        ]

    def leaf_now(self) -> bytes:
        """Compute the leaf from the row as it stands; equals `leaf` while nobody has altered the row."""
        return leaf_hash(self.facts())


LEAF_COLUMNS = (
    "actor", "role", "verb", "outcome", "reason", "purpose", "because", "classes", "kind", "object_ref", "subject_ref",
    "shown", "changes",
)  # fmt: skip


class Change(models.Model):
    """Which columns of which row an act changed: names, never values. Written by the database's own trigger."""

    id = models.BigAutoField(primary_key=True)
    act = models.UUIDField()
    place = models.CharField(max_length=63)
    row = models.UUIDField()
    deed = models.CharField(max_length=1)
    columns = models.TextField(blank=True)

    open_fields = {"act", "place", "row", "deed", "columns"}
    born = LEDGER_BIRTH

    class Meta:
        indexes = [models.Index(fields=["act"], name="change_act"), models.Index(fields=["row"], name="change_row")]

    def __str__(self) -> str:
        return f"change {self.pk}"


class Leaf(models.Model):
    """The place of one event in the tree."""

    place = models.BigIntegerField(primary_key=True)
    event = models.UUIDField(unique=True)
    leaf = models.BinaryField()

    open_fields = {"place", "event", "leaf"}
    born = LEDGER_BIRTH

    def __str__(self) -> str:
        return f"leaf {self.pk}"


class Head(models.Model):
    """A signed root: all leaves before `size` are as they were then."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    previous = models.BigIntegerField()
    at = models.DateTimeField()
    key = models.CharField(max_length=16)
    signature = models.BinaryField()

    open_fields = {"size", "root", "previous", "at", "key", "signature"}
    born = LEDGER_BIRTH

    def __str__(self) -> str:
        return f"head {self.pk}"
