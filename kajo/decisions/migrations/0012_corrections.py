"""A signed decision is corrected by a new one, which names it and says what was wrong."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0011_dropped")]
    operations = [
        migrations.AddField(
            model_name="decision",
            name="corrects",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="decisions.decision",
            ),
        ),
        migrations.AddField(
            model_name="decision", name="error", field=models.CharField(blank=True, default="", max_length=12)
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")), fields=("corrects",), name="decision_one_correcting_draft"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrects__isnull", True), ("error", "")),
                    models.Q(("corrects__isnull", False), models.Q(("error", ""), _negated=True)),
                    _connector="OR",
                ),
                name="decision_correction_says_what_is_wrong",
            ),
        ),
    ]
