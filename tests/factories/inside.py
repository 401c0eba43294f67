"""Deeds done beside a running installation, in a process of its own: `python -m tests.factories.inside cast`."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any

from kajo.run.preparation import set_up_django


def cast() -> list[str]:
    """Let the people of the demonstration in, without its history."""
    set_up_django("worker")
    from kajo.access.doors import acting
    from kajo.access.verbs import Verb
    from kajo.run.history import cast
    from kajo.run.history.loader import LOADER

    at = datetime.now(UTC)
    with acting(LOADER, Verb.HISTORY_LOAD, at):
        return sorted(cast.make(LOADER, at=at))


def calls() -> list[dict[str, Any]]:
    """Tell every call there is: key, note in plain words, and how the ledger names it."""
    set_up_django("staff")
    from kajo.access.crossing import READ, crossing, reference
    from kajo.access.roles import Actor, Role
    from kajo.access.verbs import Verb
    from kajo.accounts.models import Staff
    from kajo.contacts.models import Contact

    mikko = Staff.objects.get(login__login="mikko")
    actor = Actor(mikko.pk, mikko.name, frozenset({Role.DUTY_OFFICER}), 1)
    with crossing(actor, Verb.CONTACT_LIST, READ, datetime.now(UTC)):
        return [
            {"key": str(row.pk), "note": row.note.open(), "ref": reference(row.pk).hex()}
            for row in Contact.objects.within(actor)
        ]


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"cast": cast, "calls": calls}[sys.argv[1]]()))
