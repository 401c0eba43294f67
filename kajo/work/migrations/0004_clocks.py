"""Clocks of periods of law and own targets, and the days on which they stand still."""

import django.db.models.deletion
from django.db import migrations, models

import kajo.vault.classes
import kajo.vault.fields
import kajo.vault.models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_teams"),
        ("vault", "0001_initial"),
        ("work", "0003_tasks_closed_and_escalated"),
    ]

    operations = [
        migrations.CreateModel(
            name="Clock",
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
                ("about_kind", models.CharField(max_length=30)),
                ("about", models.UUIDField()),
                ("record", models.CharField(blank=True, max_length=20)),
                ("aim", models.CharField(max_length=30)),
                ("is_statutory", models.BooleanField()),
                ("basis", models.CharField(blank=True, max_length=120)),
                ("is_to_confirm", models.BooleanField(default=True)),
                ("started_on", models.DateField()),
                ("number", models.PositiveSmallIntegerField()),
                ("unit", models.CharField(max_length=14)),
                ("state", models.CharField(default="running", max_length=10)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_how", models.CharField(blank=True, max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name="Pause",
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
                ("because", models.CharField(max_length=12)),
                (
                    "words",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["LEGAL"], blank=True, max_length=2000, null=True
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="clock",
            name="subject",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.subject"),
        ),
        migrations.AddField(
            model_name="pause",
            name="clock",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pauses", to="work.clock"
            ),
        ),
        migrations.AddField(
            model_name="pause",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.staff",
            ),
        ),
        migrations.AddField(
            model_name="pause",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
            ),
        ),
        migrations.AddField(
            model_name="pause",
            name="subject",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.subject"),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(fields=["about"], name="clock_about"),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)), fields=["started_on", "id"], name="clock_going"
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_statutory", False), models.Q(("basis", ""), _negated=True), _connector="OR"),
                name="clock_of_law_has_its_section",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit__in", ["days", "working_days", "months"])), name="clock_unit_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_statutory", False), models.Q(("state", "paused"), _negated=True), _connector="OR"
                ),
                name="clock_of_law_never_stands_still",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_how", ""), ("state__in", ["running", "paused"])),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_how__in", ["done", "fell_away", "replaced"]),
                        ("state", "ended"),
                    ),
                    _connector="OR",
                ),
                name="clock_ended_has_when_and_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("about", "aim"),
                name="clock_one_goes_for_an_aim",
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.CheckConstraint(
                condition=models.Q(("because__in", ["supplement", "hearing", "other"])), name="pause_because_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("because", "other"), _negated=True), ("words__isnull", False), _connector="OR"
                ),
                name="pause_other_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="pause_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at__isnull", True), ("until_on__isnull", False), _connector="OR"),
                name="pause_ended_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("clock", "because"),
                name="pause_one_of_a_reason",
            ),
        ),
    ]
