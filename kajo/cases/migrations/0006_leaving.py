"""What a removal stands on and leaves behind: assessments, attempts to reach, removals, help that goes on."""

import django.db.models.deletion
from django.db import migrations, models

import kajo.vault.classes
import kajo.vault.fields
import kajo.vault.models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_teams"),
        ("cases", "0005_reflection_stays"),
        ("decisions", "0007_alone_is_an_admission"),
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Removal",
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
                ("ground", models.CharField(max_length=3)),
                ("from_on", models.DateField()),
                ("is_enforced_at_once", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField()),
                ("annulled_on", models.DateField(blank=True, null=True)),
                ("annulled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "court_reference",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["LEGAL"], blank=True, max_length=100, null=True
                    ),
                ),
                (
                    "annulled_because",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["LEGAL"], blank=True, max_length=2000, null=True
                    ),
                ),
                (
                    "annulled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.staff",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="removals", to="cases.case"
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.decision"
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.subject"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AfterAssistance",
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
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("words", kajo.vault.fields.SealedText(kajo.vault.classes.Class["LEGAL"], max_length=2000)),
                ("made_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="after_assistance", to="cases.case"
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
                (
                    "removal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="after_assistance", to="cases.removal"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ContactAttempt",
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
                ("tried_at", models.DateTimeField()),
                ("way", models.CharField(max_length=10)),
                ("outcome", models.CharField(max_length=10)),
                (
                    "words",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["CONTACT"], blank=True, max_length=2000, null=True
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attempts", to="cases.case"
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
                        condition=models.Q(("way__in", ["phone", "message", "email", "letter", "visit", "others"])),
                        name="attempt_way_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["no_answer", "left_word", "not_known", "reached"])),
                        name="attempt_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tried_at__lte", models.F("made_at"))), name="attempt_before_its_record"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OverallAssessment",
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
                ("assessed_on", models.DateField()),
                ("words", kajo.vault.fields.SealedText(kajo.vault.classes.Class["HEALTH"])),
                ("made_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="cases.case"
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
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("case",),
                        name="assessment_one_in_force",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="removal",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__in", ["R1", "R2a", "R2b", "R3a", "R3b", "R4"])),
                name="removal_ground_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="removal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("annulled_at__isnull", True),
                        ("annulled_because__isnull", True),
                        ("annulled_by__isnull", True),
                        ("annulled_on__isnull", True),
                        ("court_reference__isnull", True),
                    ),
                    models.Q(
                        ("annulled_at__isnull", False),
                        ("annulled_because__isnull", False),
                        ("annulled_by__isnull", False),
                        ("annulled_on__isnull", False),
                        ("court_reference__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="removal_annulled_has_who_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="removal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("annulled_on__isnull", True), ("annulled_on__gte", models.F("from_on")), _connector="OR"
                ),
                name="removal_annulled_after_it_was_made",
            ),
        ),
        migrations.AddConstraint(
            model_name="removal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("annulled_at__isnull", True)), fields=("case",), name="removal_one_in_force"
            ),
        ),
        migrations.AddConstraint(
            model_name="afterassistance",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__gte", models.F("from_on"))), name="after_assistance_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="afterassistance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("removal",),
                name="after_assistance_one_in_force",
            ),
        ),
    ]
