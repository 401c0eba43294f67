"""A signed decision keeps by which rules and values of the law it was judged."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0009_served_each")]
    operations = [
        migrations.AddField(model_name="decision", name="judged_by", field=models.JSONField(blank=True, default=list))
    ]
