"""Which sums are kept, so that figures need not count rows?

The database's own triggers (see the migration) add each movement of referrals and cases to its day and month, in the
transaction that makes it. Nothing else writes here, and nothing here tells persons apart.
"""

from __future__ import annotations

from django.db import models

from kajo.vault.classes import Birth, Export, Retention

SUMS = Birth(retention=Retention.REFERENCE, starts="made", hold=False, export=Export.never("counts, nobody's data"))


class Day(models.Model):
    """How many movements of a kind a day saw, by office."""

    on = models.DateField(db_column="on_day")
    what = models.CharField(max_length=16)
    office = models.SmallIntegerField()
    amount = models.BigIntegerField()

    open_fields = {"id", "on", "what", "office", "amount"}
    born = SUMS

    class Meta:
        constraints = [models.UniqueConstraint(name="day_once", fields=["on", "what", "office"])]

    def __str__(self) -> str:
        return f"day {self.pk}"


class Month(models.Model):
    """The same by month; `first` is the month's first day."""

    first = models.DateField(db_column="first_day")
    what = models.CharField(max_length=16)
    office = models.SmallIntegerField()
    amount = models.BigIntegerField()

    open_fields = {"id", "first", "what", "office", "amount"}
    born = SUMS

    class Meta:
        constraints = [models.UniqueConstraint(name="month_once", fields=["first", "what", "office"])]

    def __str__(self) -> str:
        return f"month {self.pk}"


class Chart(models.Model):
    """A drawn chart, kept under the digest of what it shows, so that no page draws."""

    digest = models.CharField(max_length=64, unique=True)
    svg = models.TextField()
    made_at = models.DateTimeField()

    open_fields = {"id", "digest", "svg", "made_at"}
    born = SUMS

    def __str__(self) -> str:
        return f"chart {self.pk}"
