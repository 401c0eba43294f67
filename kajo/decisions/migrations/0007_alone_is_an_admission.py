from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_offices"),
        ("decisions", "0006_delegation_stays"),
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_signed_alone", False),
                    ("is_as_recorded", True),
                    models.Q(
                        ("alone_reason__isnull", False),
                        ("decision_kind__startswith", "ADMIT_"),
                        ("prepared_by__isnull", False),
                        ("signed_by", models.F("prepared_by")),
                        ("signed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="decision_alone_is_an_admission_with_a_reason",
            ),
        ),
    ]
