"""How does a list of the line say where it goes on?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kajo.contacts.queries import Place


def place(text: str) -> Place | None:
    """Read the place from an address; None for what is none."""
    moment, _sign, key = text.partition("_")
    try:
        started_at = datetime.fromisoformat(moment)
        return Place(started_at, UUID(key)) if started_at.tzinfo else None
    except ValueError:
        return None


def written(found: Place | None) -> str:
    """Write a place into an address."""
    return f"{found.started_at.isoformat()}_{found.id}" if found else ""
