import django.db.models.deletion
from django.db import migrations, models

import kajo.vault.classes
import kajo.vault.fields
import kajo.vault.models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_teams"),
        ("decisions", "0007_alone_is_an_admission"),
        ("referrals", "0002_referral_draft"),
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reopening",
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
                (
                    "court_reference",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["LEGAL"], blank=True, max_length=60, null=True
                    ),
                ),
                ("court_decided_on", models.DateField()),
                (
                    "reason",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["LEGAL"], blank=True, max_length=5000, null=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "annulled",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.decision"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reopenings", to="referrals.referral"
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.subject"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
