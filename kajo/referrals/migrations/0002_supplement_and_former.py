import django.db.models.deletion
import kajo.vault.classes
import kajo.vault.fields
import kajo.vault.models
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_offices"),
        ("referrals", "0001_initial"),
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Former",
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
                ("what", models.CharField(max_length=20)),
                ("word", models.CharField(blank=True, max_length=20)),
                (
                    "identity",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["IDENTITY"], blank=True, max_length=200, null=True
                    ),
                ),
                (
                    "contact",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["CONTACT"], blank=True, max_length=500, null=True
                    ),
                ),
                (
                    "location",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["LOCATION"], blank=True, max_length=500, null=True
                    ),
                ),
                (
                    "safety",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["SAFETY"], blank=True, max_length=20000, null=True
                    ),
                ),
                ("superseded_at", models.DateTimeField()),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="formers", to="referrals.referral"
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.subject"
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Supplement",
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
                    "wanted",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["LEGAL"], blank=True, max_length=200, null=True
                    ),
                ),
                (
                    "words",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["SAFETY"], blank=True, max_length=5000, null=True
                    ),
                ),
                ("until_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="supplements", to="referrals.referral"
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
                        condition=models.Q(
                            ("ended_at__isnull", True), ("ended_at__gte", models.F("asked_at")), _connector="OR"
                        ),
                        name="supplement_ends_after_it_was_asked",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)), fields=("referral",), name="supplement_one_open"
                    ),
                ],
            },
        ),
    ]
