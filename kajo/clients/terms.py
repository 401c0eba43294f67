"""The words of knowing a person: what a personal identity code tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PersonalCode:
    """What a personal identity code (henkilötunnus) tells. Sex is never read from it."""

    valid: bool
    temporary: bool = False
    born_on: date | None = None
