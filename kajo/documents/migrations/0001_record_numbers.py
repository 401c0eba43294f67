"""Record numbers: a sequence, so that two writers never wait for each other or take the same number."""

from typing import Any, ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar[list[Any]] = []
    operations: ClassVar[list[Any]] = [
        migrations.RunSQL(
            "create sequence documents_record_number",
            "drop sequence documents_record_number",
        )
    ]
