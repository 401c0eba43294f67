"""What is asked of others and by others, of which children child welfare is told, and who approves what is told."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import kajo.vault.classes
import kajo.vault.fields
import kajo.vault.models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_teams"),
        ("disclosures", "0001_register_takes_over"),
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Request",
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
                ("about_kind", models.CharField(default="case", max_length=10)),
                ("about", models.UUIDField()),
                ("record", models.CharField(blank=True, default="", max_length=20)),
                ("state", models.CharField(default="asked", max_length=10)),
                ("holder", models.CharField(max_length=20)),
                ("unit", kajo.vault.fields.SealedText(kajo.vault.classes.Class["LEGAL"], max_length=200)),
                ("need", models.CharField(max_length=20)),
                ("ground", models.CharField(max_length=20)),
                ("basis", models.CharField(max_length=200)),
                ("extent", kajo.vault.fields.SealedText(kajo.vault.classes.Class["LEGAL"], max_length=5000)),
                ("way", models.CharField(max_length=10)),
                ("asked_on", models.DateField()),
                ("due_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("reminders", models.PositiveSmallIntegerField(default=0)),
                ("reminded_on", models.DateField(blank=True, null=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("answered_by_way", models.CharField(blank=True, default="", max_length=10)),
                ("has_nothing", models.BooleanField(default=False)),
                (
                    "answer",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["SAFETY"], blank=True, max_length=20000, null=True
                    ),
                ),
                ("filed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_because",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["LEGAL"], blank=True, max_length=2000, null=True
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="disclosure",
            name="about_kind",
            field=models.CharField(default="case", max_length=10),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="approved_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="approver",
            field=models.CharField(default="nobody", max_length=10),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="declined_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="declined_because",
            field=kajo.vault.fields.SealedText(
                kajo.vault.classes.Class["LEGAL"], blank=True, max_length=2000, null=True
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="declined_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.staff",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="given_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.staff",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="purpose",
            field=models.CharField(default="reflection", max_length=20),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="record",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="state",
            field=models.CharField(default="given", max_length=10),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="way",
            field=models.CharField(blank=True, default="", max_length=10),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="words",
            field=kajo.vault.fields.SealedText(
                kajo.vault.classes.Class["SAFETY"], blank=True, max_length=5000, null=True
            ),
        ),
        # What stands in the table already was given; what comes is prepared first.
        migrations.AlterField(
            model_name="disclosure",
            name="state",
            field=models.CharField(default="prepared", max_length=10),
        ),
        migrations.AlterField(
            model_name="disclosure",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.staff",
            ),
        ),
        migrations.AlterField(
            model_name="disclosure",
            name="basis",
            field=models.CharField(max_length=200),
        ),
        migrations.AlterField(
            model_name="disclosure",
            name="decision",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="disclosure",
            name="told_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="Inquiry",
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
                ("about_kind", models.CharField(default="case", max_length=10)),
                ("about", models.UUIDField()),
                ("record", models.CharField(blank=True, default="", max_length=20)),
                ("state", models.CharField(default="received", max_length=10)),
                ("asker", models.CharField(max_length=20)),
                ("unit", kajo.vault.fields.SealedText(kajo.vault.classes.Class["LEGAL"], max_length=200)),
                ("claimed", kajo.vault.fields.SealedText(kajo.vault.classes.Class["LEGAL"], max_length=500)),
                ("extent", kajo.vault.fields.SealedText(kajo.vault.classes.Class["LEGAL"], max_length=5000)),
                ("asked_on", models.DateField()),
                ("due_on", models.DateField()),
                ("received_at", models.DateTimeField()),
                ("refused_on", models.DateField(blank=True, null=True)),
                (
                    "refusal",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["LEGAL"], blank=True, max_length=5000, null=True
                    ),
                ),
                ("is_advised", models.BooleanField(default=False)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.staff",
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
        migrations.AddField(
            model_name="disclosure",
            name="inquiry",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disclosures",
                to="disclosures.inquiry",
            ),
        ),
        migrations.CreateModel(
            name="Notification",
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
                ("about_kind", models.CharField(default="case", max_length=10)),
                ("about", models.UUIDField()),
                ("record", models.CharField(blank=True, default="", max_length=20)),
                ("state", models.CharField(default="suspected", max_length=12)),
                ("child", kajo.vault.fields.SealedText(kajo.vault.classes.Class["IDENTITY"], max_length=200)),
                ("suspicion", kajo.vault.fields.SealedText(kajo.vault.classes.Class["SAFETY"], max_length=5000)),
                ("is_listed", models.BooleanField()),
                ("suspected_on", models.DateField()),
                ("due_on", models.DateField()),
                ("suspected_at", models.DateTimeField()),
                ("made_on", models.DateField(blank=True, null=True)),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("acknowledged_on", models.DateField(blank=True, null=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "answer",
                    kajo.vault.fields.SealedText(
                        kajo.vault.classes.Class["SAFETY"], blank=True, max_length=5000, null=True
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.staff",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.subject"
                    ),
                ),
                (
                    "suspected_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="disclosure",
            name="notification",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disclosures",
                to="disclosures.notification",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(fields=["about"], name="disclosure_of_matter"),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(fields=["-told_on", "-id"], name="disclosure_by_day"),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("about_kind__in", ["case", "referral"])), name="disclosure_matter_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "recipient__in",
                        [
                            "police",
                            "investigator",
                            "child_welfare",
                            "county",
                            "hus",
                            "municipality",
                            "ministry",
                            "producer",
                            "representative",
                            "detention",
                            "ely",
                            "keha",
                            "referrer",
                            "migri",
                            "other",
                        ],
                    )
                ),
                name="disclosure_recipient_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision__isnull", False), ("words__isnull", False), _connector="OR"),
                name="disclosure_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    ("decision__isnull", False),
                    models.Q(("approved_by", models.F("made_by")), _negated=True),
                    _connector="OR",
                ),
                name="disclosure_preparer_is_not_approver",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["approved", "given"]), _negated=True),
                    ("approver", "nobody"),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="disclosure_approved_before_it_is_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "given"), ("told_on__isnull", False)),
                    models.Q(models.Q(("state", "given"), _negated=True), ("told_on__isnull", True)),
                    _connector="OR",
                ),
                name="disclosure_given_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("declined_at__isnull", False),
                        ("declined_because__isnull", False),
                        ("declined_by__isnull", False),
                        ("state", "declined"),
                    ),
                    models.Q(models.Q(("state", "declined"), _negated=True), ("declined_at__isnull", True)),
                    _connector="OR",
                ),
                name="disclosure_declined_has_who_when_and_why",
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="asked_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="filed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.staff",
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="subject",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.subject"),
        ),
        migrations.AddField(
            model_name="request",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.staff",
            ),
        ),
        migrations.AddIndex(
            model_name="inquiry",
            index=models.Index(fields=["about"], name="inquiry_of_matter"),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("about_kind__in", ["case", "referral"])), name="inquiry_matter_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "asker__in",
                        [
                            "police",
                            "investigator",
                            "child_welfare",
                            "county",
                            "hus",
                            "municipality",
                            "ministry",
                            "producer",
                            "representative",
                            "detention",
                            "ely",
                            "keha",
                            "referrer",
                            "migri",
                            "other",
                        ],
                    )
                ),
                name="inquiry_asker_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("asked_on"))), name="inquiry_days_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("is_advised", True),
                        ("refusal__isnull", False),
                        ("refused_at__isnull", False),
                        ("refused_by__isnull", False),
                        ("refused_on__isnull", False),
                        ("state", "refused"),
                    ),
                    models.Q(
                        models.Q(("state", "refused"), _negated=True),
                        ("refusal__isnull", True),
                        ("refused_at__isnull", True),
                        ("refused_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="inquiry_refused_has_reason_and_advice",
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["about"], name="notification_of_matter"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("state", "suspected")), fields=["due_on", "id"], name="notification_waits"
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(("about_kind__in", ["case", "referral"])), name="notification_matter_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("made_at__isnull", True),
                        ("made_by__isnull", True),
                        ("made_on__isnull", True),
                        ("state", "suspected"),
                    ),
                    models.Q(
                        models.Q(("state", "suspected"), _negated=True),
                        ("made_at__isnull", False),
                        ("made_by__isnull", False),
                        ("made_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="notification_made_has_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on__gte", models.F("suspected_on")),
                    models.Q(("made_on__isnull", True), ("made_on__gte", models.F("suspected_on")), _connector="OR"),
                    models.Q(
                        ("acknowledged_on__isnull", True),
                        ("acknowledged_on__gte", models.F("made_on")),
                        _connector="OR",
                    ),
                    models.Q(("answered_on__isnull", True), ("answered_on__gte", models.F("made_on")), _connector="OR"),
                ),
                name="notification_days_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["about"], name="request_of_matter"),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(("about_kind__in", ["case", "referral"])), name="request_matter_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "holder__in",
                        ["investigator", "county", "hus", "municipality", "ministry", "migri", "referrer", "other"],
                    )
                ),
                name="request_holder_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ground__in", ["despite_secrecy", "by_consent"]), models.Q(("basis", ""), _negated=True)
                ),
                name="request_has_ground_and_basis",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on__gte", models.F("asked_on")),
                    models.Q(
                        ("reminded_on__isnull", True), ("reminded_on__gte", models.F("asked_on")), _connector="OR"
                    ),
                    models.Q(
                        ("answered_on__isnull", True), ("answered_on__gte", models.F("asked_on")), _connector="OR"
                    ),
                ),
                name="request_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reminded_on__isnull", True), ("reminders", 0)),
                    models.Q(("reminded_on__isnull", False), ("reminders__gt", 0)),
                    _connector="OR",
                ),
                name="request_reminded_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_on__isnull", True),
                        ("filed_at__isnull", True),
                        ("state", "asked"),
                        ("withdrawn_at__isnull", True),
                    ),
                    models.Q(
                        ("answered_by_way__in", ["letter", "phone", "email", "system", "meeting"]),
                        ("answered_on__isnull", False),
                        ("filed_at__isnull", False),
                        ("filed_by__isnull", False),
                        ("state", "answered"),
                        ("withdrawn_at__isnull", True),
                    ),
                    models.Q(
                        ("filed_at__isnull", True),
                        ("state", "withdrawn"),
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_because__isnull", False),
                        ("withdrawn_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="request_end_has_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "answered"), _negated=True),
                    ("has_nothing", True),
                    ("answer__isnull", False),
                    _connector="OR",
                ),
                name="request_answer_or_nothing",
            ),
        ),
    ]
