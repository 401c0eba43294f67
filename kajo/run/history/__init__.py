"""Which invented people and dated events make the demonstration history?

A plan in plain Python: the same people, on every machine and version, whose events give every published figure.
Nothing in it knows the database; `plan.history()` gives the people, `check.lines()` counts them again, on its own,
from their events. `load()` brings them into an empty database.
"""

from __future__ import annotations


def is_wanted() -> bool:
    """Tell whether the database is empty, or holds nobody but invented people."""
    from kajo.run.history import loader  # the plan alone needs no Django

    return loader.is_wanted()


def load() -> None:
    """Load the invented people, or go on where an interrupted loading stopped. Raises Refused among real ones."""
    from kajo.run.history import loader

    loader.load()
