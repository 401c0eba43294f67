import django.db.models.deletion
from django.db import migrations, models

import kajo.vault.classes
import kajo.vault.fields
import kajo.vault.models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_teams"),
        ("referrals", "0004_referral_ends"),
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Estimate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=kajo.vault.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("office", models.PositiveSmallIntegerField(default=1)),
                ("sealed", models.BooleanField(default=False)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("expected_on", models.DateField()),
                (
                    "words",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["SAFETY"], blank=True, max_length=5000, null=True
                    ),
                ),
                ("told_at", models.DateTimeField()),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="estimates", to="referrals.referral"
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.subject"
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
