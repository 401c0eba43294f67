"""A task has one owner, a person or a team, and a team's task lies in the team's office."""

from django.db import migrations, models
from django.db.models import Q

SAME = """
alter table work_task add constraint task_team_of_its_office
    foreign key (team_id, office) references accounts_team (id, office)
"""
FREE = "alter table work_task drop constraint task_team_of_its_office"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_teams"), ("work", "0001_initial")]
    operations = [
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                name="task_owner_is_person_or_team", condition=Q(owner__isnull=True) | Q(team__isnull=True)
            ),
        ),
        migrations.RunSQL(SAME, FREE),
    ]
