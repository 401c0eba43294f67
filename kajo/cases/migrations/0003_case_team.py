"""A case belongs to a team of its office, from when it is given to somebody."""

import django.db.models.deletion
from django.db import migrations, models

SAME = """
alter table cases_case add constraint case_team_of_its_office
    foreign key (team_id, office) references accounts_team (id, office)
"""
FREE = "alter table cases_case drop constraint case_team_of_its_office"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_teams"), ("cases", "0002_initial")]
    operations = [
        migrations.AddField(
            model_name="case",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.team",
            ),
        ),
        migrations.RunSQL(SAME, FREE),
    ]
