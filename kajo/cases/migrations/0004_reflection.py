"""Reflection periods as they were granted, and what the police were told of them."""

import datetime

import django.db.models.deletion
from django.db import migrations, models

import kajo.vault.classes
import kajo.vault.fields
import kajo.vault.models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_teams"),
        ("cases", "0003_case_team"),
        ("decisions", "0007_alone_is_an_admission"),
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Disclosure",
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
                ("authority", models.CharField(max_length=20)),
                ("unit", kajo.vault.fields.SealedText(kajo.vault.classes.Class["LEGAL"], max_length=200)),
                ("basis", models.CharField(max_length=120)),
                ("extent", models.CharField(max_length=200)),
                ("told_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disclosures", to="cases.case"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.decision"
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
                        condition=models.Q(("authority__in", ["police"])), name="disclosure_authority_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", ""), _negated=True), models.Q(("extent", ""), _negated=True)
                        ),
                        name="disclosure_has_basis_and_extent",
                    ),
                    models.UniqueConstraint(fields=("decision", "authority"), name="disclosure_once_a_decision"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReflectionPeriod",
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
                ("step", models.CharField(max_length=12)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("interrupted_on", models.DateField(blank=True, null=True)),
                (
                    "ground",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["LEGAL"], blank=True, max_length=10, null=True
                    ),
                ),
                ("is_as_recorded", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reflection_periods", to="cases.case"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.decision"
                    ),
                ),
                (
                    "interruption",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.decision",
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
                        condition=models.Q(
                            ("step__in", ["grant", "extension"]),
                            models.Q(
                                ("is_as_recorded", True),
                                ("step__in", ["recovery", "recovery_ext"]),
                                ("until_on__lte", datetime.date(2023, 1, 1)),
                            ),
                            _connector="OR",
                        ),
                        name="reflection_step_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))), name="reflection_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("interrupted_on__isnull", True),
                            models.Q(
                                ("interrupted_on__gte", models.F("from_on")),
                                ("interrupted_on__lt", models.F("until_on")),
                            ),
                            _connector="OR",
                        ),
                        name="reflection_interrupted_while_it_ran",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ground__isnull", True),
                                ("interrupted_on__isnull", True),
                                ("interruption__isnull", True),
                            ),
                            models.Q(
                                ("ground__isnull", False),
                                ("interrupted_on__isnull", False),
                                ("interruption__isnull", False),
                            ),
                            models.Q(("interrupted_on__isnull", False), ("is_as_recorded", True)),
                            _connector="OR",
                        ),
                        name="reflection_interruption_has_decision_and_ground",
                    ),
                    models.UniqueConstraint(fields=("decision",), name="reflection_once_a_decision"),
                ],
            },
        ),
    ]
