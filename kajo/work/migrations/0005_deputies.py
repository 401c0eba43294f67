import django.db.models.deletion
from django.db import migrations, models

import kajo.vault.models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_teams"),
        ("work", "0004_clocks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Deputy",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=kajo.vault.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("named_at", models.DateTimeField()),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["staff", "from_on"], name="deputy_of_staff")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("deputy", models.F("staff")), _negated=True), name="deputy_is_somebody_else"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))), name="deputy_ends_after_start"
                    ),
                ],
            },
        ),
    ]
