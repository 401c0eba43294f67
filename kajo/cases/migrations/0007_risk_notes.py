import django.db.models.deletion
from django.db import migrations, models

import kajo.vault.classes
import kajo.vault.fields
import kajo.vault.models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_teams"),
        ("cases", "0006_leaving"),
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="RiskNote",
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
                ("noted_on", models.DateField()),
                ("review_on", models.DateField()),
                (
                    "source",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["SAFETY"], blank=True, max_length=5000, null=True
                    ),
                ),
                (
                    "target",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["SAFETY"], blank=True, max_length=2000, null=True
                    ),
                ),
                (
                    "channels",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["SAFETY"], blank=True, max_length=200, null=True
                    ),
                ),
                (
                    "channels_words",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["SAFETY"], blank=True, max_length=2000, null=True
                    ),
                ),
                ("housing", kajo.vault.fields.SealedText(kajo.vault.classes.Class["SAFETY"], max_length=20)),
                (
                    "known_by",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["SAFETY"], blank=True, max_length=2000, null=True
                    ),
                ),
                ("plan", kajo.vault.fields.SealedText(kajo.vault.classes.Class["SAFETY"], max_length=5000)),
                ("made_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="risk_notes", to="cases.case"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("review_on__gt", models.F("noted_on"))), name="risk_note_reviewed_later"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at", None)),
                        fields=("case",),
                        name="risk_note_one_in_force",
                    ),
                ],
            },
        ),
    ]
