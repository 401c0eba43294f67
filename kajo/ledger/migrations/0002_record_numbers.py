"""Record numbers: a sequence, so that two writers never wait for each other or take the same number."""

from typing import Any, ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar[list[Any]] = [("ledger", "0001_initial")]
    operations: ClassVar[list[Any]] = [
        migrations.RunSQL("create sequence ledger_record_number", "drop sequence ledger_record_number")
    ]
