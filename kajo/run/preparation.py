"""How is the database brought up to date and, on a first run, filled with invented people?

Each function is the whole of one short-lived process: what it loads is gone when the sites start.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from kajo.run.ground import Ground, fingerprint
from kajo.run.roles import apply_roles

NOW_THE_ADMINISTRATOR = (
    "the tables are up to date; rights and walls are not: run this once more with DATABASE_ADMIN_URL,"
    " which applies deploy/roles.sql and gives the database the key that checks contexts"
)


def set_up_django(process: str) -> None:
    """Load Django as one kind of process: its database role and its settings."""
    os.environ["KAJO_PROCESS"] = process
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kajo.settings.dev")
    import django

    django.setup()


def migrate(folder: Path) -> int:
    """Give the roles their rights, bring the tables up to date as their owner, and wall the new ones."""
    ground = Ground(folder)
    administrator = ground.administrator_dsn()
    set_up_django("owner")
    if administrator is not None:
        apply_roles(administrator)
    _migrate()
    if administrator is not None:
        apply_roles(administrator)
    else:
        print(f"kajo: {NOW_THE_ADMINISTRATOR}", file=sys.stderr)
    ground.note(made_of=fingerprint())
    return 0


def _migrate() -> None:
    """Bring the tables up to date, each migration together with the note that it was done.

    The framework notes a migration with foreign keys only after it has committed it: whoever is killed in between
    finds tables there that nobody remembers.
    """
    from django.core.management import call_command
    from django.core.management.commands import migrate as command
    from django.db import transaction
    from django.db.migrations.executor import MigrationExecutor

    class Whole(MigrationExecutor):
        def apply_migration(self, state: Any, migration: Any, *choices: Any, **more: Any) -> Any:
            if not migration.atomic:
                return super().apply_migration(state, migration, *choices, **more)
            with transaction.atomic():
                return super().apply_migration(state, migration, *choices, **more)

    command.MigrationExecutor = Whole  # type: ignore[attr-defined]  # the command has no other place to name one
    call_command("migrate", interactive=False, verbosity=0)


def load_history(folder: Path) -> int:
    """Load the invented people, once; leave a database alone in which anybody else is."""
    os.environ["KAJO_DEMO"] = "1"
    set_up_django("worker")
    from kajo.run import history

    if history.is_wanted():
        history.load()
        Ground(folder).note(demo=True)
    return 0


def check_keys(folder: Path) -> int:
    """See whether these are the keys of this database, before anybody meets an unreadable page.

    The database remembers a mark of the first keys it was used with: others are known even where nobody wrote yet.
    """
    set_up_django("mover")
    from kajo.vault.keys import check_keys as check
    from kajo.vault.keys import mark_of_keys

    ground = Ground(folder)
    known = ground.standing().keys
    check(known)
    if not known:
        ground.note(keys=mark_of_keys())
    return 0
