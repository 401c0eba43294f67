"""What the police were told leaves this room for the register of `disclosures`, whose first migration moves the table."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_risk_notes_stay")]
    operations = [migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("Disclosure")])]
