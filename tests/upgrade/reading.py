"""Opens every sealed value of an installation and prints, as JSON, how many there are by column."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Any


def opened() -> dict[str, int]:
    """Count by column what opens; whatever does not raises."""
    from django.apps import apps

    from kajo.vault.classes import Class
    from kajo.vault.fields import SealedField
    from kajo.vault.keyring import keyring

    found: Counter[str] = Counter()
    with keyring() as ring:
        ring.allow(*Class)
        for model in apps.get_models():
            fields = [each for each in model._meta.concrete_fields if isinstance(each, SealedField)]
            for row in model._base_manager.order_by("pk") if fields else []:
                for field in fields:
                    value: Any = getattr(row, field.name)
                    if value is not None:
                        value.open()
                        found[f"{model._meta.db_table}.{field.column}"] += 1
    return dict(sorted(found.items()))


if __name__ == "__main__":
    from kajo.run.preparation import set_up_django

    set_up_django("mover")
    json.dump(opened(), sys.stdout)
