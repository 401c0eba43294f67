import django.db.models.deletion
from django.db import migrations, models

import kajo.vault.classes
import kajo.vault.fields
import kajo.vault.models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_teams"),
        ("referrals", "0003_referral_reopened"),
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ending",
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
                ("how", models.CharField(max_length=12)),
                ("ended_on", models.DateField()),
                ("said_by", models.CharField(blank=True, max_length=16)),
                ("way", models.CharField(blank=True, max_length=10)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=12)),
                ("sent_to", models.CharField(blank=True, max_length=20)),
                ("is_sender_told", models.BooleanField(blank=True, null=True)),
                ("is_told_along", models.BooleanField(blank=True, null=True)),
                (
                    "words",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["SAFETY"], blank=True, max_length=5000, null=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="referral",
            name="recorded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("item__in", ["contact", "county", "police", "housing", "authority", "referrer"])),
                name="consent_item_known",
            ),
        ),
        migrations.AddField(
            model_name="ending",
            name="recorded_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
            ),
        ),
        migrations.AddField(
            model_name="ending",
            name="referral",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="endings", to="referrals.referral"
            ),
        ),
        migrations.AddField(
            model_name="ending",
            name="subject",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.subject"),
        ),
        migrations.AddConstraint(
            model_name="ending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("how", "withdrawn"),
                        ("reason", ""),
                        ("sent_to", ""),
                        ("told_at__isnull", False),
                        ("said_by__in", ["person", "guardian", "representative"]),
                        ("way__in", ["spoken", "written", "sign"]),
                    ),
                    models.Q(
                        ("how", "lapsed"), ("reason__in", ["consent", "not_reached"]), ("said_by", ""), ("sent_to", "")
                    ),
                    models.Q(
                        ("how", "transferred"),
                        ("is_sender_told__isnull", False),
                        ("is_told_along__isnull", False),
                        ("said_by", ""),
                        models.Q(("sent_to", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="ending_has_what_its_kind_asks_for",
            ),
        ),
    ]
