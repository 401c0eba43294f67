"""The offices of the assistance system. The days Tampere and Helsinki opened are to be confirmed."""

import uuid
from datetime import date

from django.db import migrations

SINCE = date(2006, 1, 1)
OFFICES = [
    (1, "Joutseno", "Joutseno", "Joutseno", SINCE, None),
    (2, "Tampere", "Tammerfors", "Tampere", SINCE, None),
    (3, "Helsinki", "Helsingfors", "Helsinki", SINCE, None),
    (4, "Oulu", "Uleåborg", "Oulu", date(2020, 1, 1), date(2023, 1, 1)),
]


def make(apps, schema_editor):
    # A start that was killed after the first migration has walled the table already; its wall stands anew when
    # migrating has finished.
    schema_editor.execute("alter table accounts_office disable trigger user")
    schema_editor.execute("alter table accounts_office no force row level security")
    office = apps.get_model("accounts", "Office")
    office.objects.bulk_create(
        office(id=uuid.UUID(int=code), code=code, name_fi=fi, name_sv=sv, name_en=en, from_on=start, until_on=end)
        for code, fi, sv, en, start, end in OFFICES
    )
    schema_editor.execute("alter table accounts_office enable trigger user")


def unmake(apps, schema_editor):
    apps.get_model("accounts", "Office").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
