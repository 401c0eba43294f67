"""Which rows change only inside a recorded act?"""

from __future__ import annotations

import secrets
import time
import uuid
from typing import ClassVar

from django.db import models

from kajo.vault.classes import Birth


class Unrecorded(Exception):
    """A guarded table was written, or a protected one touched, outside a door."""


def row_id() -> uuid.UUID:
    """Make the key of a new row: a version 7 UUID, ordered by time to the millisecond.

    Keys are made here and not by the database, because a row that its maker may not yet see cannot be RETURNed.
    """
    millis = time.time_ns() // 1_000_000
    low = secrets.randbits(74)
    value = (millis & (1 << 48) - 1) << 80 | 0x7 << 76 | (low >> 62) << 64 | 0b10 << 62 | low & (1 << 62) - 1
    return uuid.UUID(int=value)


class Guarded(models.Model):
    """A row that is written only inside an act.

    Three nets hold it: the connection refuses statements outside a door (`kajo.access.postgres`), the
    database's own trigger refuses them without a signed writing context (`deploy/roles.sql`), and a house test
    lists every model that is neither guarded nor excused.
    """

    id = models.UUIDField(primary_key=True, default=row_id, editable=False)

    open_fields: ClassVar[set[str]] = set()
    born: ClassVar[Birth]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"
