"""A team's name is used once at a time in an office, and who is posted to a team is posted to its office."""

from django.db import migrations, models
from django.db.models.functions import Lower

# One key of two columns, which the framework has no word for.
SAME = """
alter table accounts_posting add constraint posting_team_of_its_office
    foreign key (team_id, office) references accounts_team (id, office)
"""
FREE = "alter table accounts_posting drop constraint posting_team_of_its_office"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_offices")]
    operations = [
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(
                "office",
                Lower("name"),
                name="team_one_open_of_a_name",
                condition=models.Q(until_on__isnull=True),
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(fields=["id", "office"], name="team_of_an_office"),
        ),
        migrations.RunSQL(SAME, FREE),
    ]
