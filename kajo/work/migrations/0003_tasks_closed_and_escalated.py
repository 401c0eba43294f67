"""A task whose reason has gone is closed by nobody, and an overdue one is somebody else's too."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_teams"),
        ("vault", "0001_initial"),
        ("work", "0002_tasks_of_teams"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="task",
            name="task_done_has_who_and_when",
        ),
        migrations.AddField(
            model_name="task",
            name="escalated_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="escalated_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.staff",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("done_by__isnull", True), ("state", "open")),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False), ("state", "done")),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", True), ("state", "closed")),
                    _connector="OR",
                ),
                name="task_done_has_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("escalated_at__isnull", True), ("escalated_to__isnull", True)),
                    models.Q(("escalated_at__isnull", False), ("escalated_to__isnull", False)),
                    _connector="OR",
                ),
                name="task_escalated_has_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("not_for__isnull", True),
                    ("escalated_to__isnull", True),
                    models.Q(("escalated_to", models.F("not_for")), _negated=True),
                    _connector="OR",
                ),
                name="task_not_escalated_to_whom_it_is_not_for",
            ),
        ),
    ]
