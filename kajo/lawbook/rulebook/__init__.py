"""Which rules can be run on facts from outside, and what do they ask for?"""

from __future__ import annotations

from kajo.lawbook.rulebook import decided, people, referred, rota
from kajo.lawbook.rulebook.entry import Entry, answer, ask, written

__all__ = ["RULEBOOK", "Entry", "answer", "ask", "written"]

RULEBOOK: dict[str, Entry] = {
    entry.name: entry
    for entry in sorted(
        (*decided.ENTRIES, *people.ENTRIES, *referred.ENTRIES, *rota.ENTRIES), key=lambda each: each.name
    )
}
