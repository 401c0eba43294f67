"""Which rows change only inside a recorded act?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kajo.vault.classes import Birth
from kajo.vault.models import new_id as row_id

__all__ = ["Guarded", "Unrecorded", "row_id"]


class Unrecorded(Exception):
    """A guarded table was written, or a protected one touched, outside a door."""


class Guarded(models.Model):
    """A row that is written only inside an act.

    Three nets hold it: the connection refuses statements outside a door (`kajo.access.postgres`), the
    database's own trigger refuses them without a signed writing context (`deploy/roles.sql`), and a house test
    lists every model that is neither guarded nor excused.
    """

    # Made here and not by the database, because a row that its maker may not yet see cannot be RETURNed.
    id = models.UUIDField(primary_key=True, default=row_id, editable=False)

    open_fields: ClassVar[set[str]] = set()
    born: ClassVar[Birth]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"
