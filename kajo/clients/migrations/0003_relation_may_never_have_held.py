"""A relation that was noted by mistake ends on the day it began."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("clients", "0002_identity_has_a_history")]

    operations = [
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                name="relation_ends_not_before_start",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ),
        migrations.RemoveConstraint(model_name="relation", name="relation_ends_after_start"),
    ]
