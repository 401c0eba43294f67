from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_offices"),
        ("decisions", "0003_signed_stays"),
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("state", "draft")), fields=["prepared_at", "id"], name="decision_draft"
            ),
        ),
    ]
