"""Which invented people and dated events make the demonstration history?

A plan in plain Python: the same people, on every machine and version, whose events give every published figure.
Nothing here knows the database; `plan.history()` gives the people, `check.lines()` counts them again, on its own,
from their events.
"""
