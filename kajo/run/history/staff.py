"""Who of the demonstration staff did what in the history?

One director decided all along and never prepared; preparers belong to offices. Real turnover of staff would need
accounts that nobody signs in to.
"""

from __future__ import annotations

from kajo.run.history.places import HELSINKI, JOUTSENO, OULU, TAMPERE
from kajo.run.history.terms import Path

DECIDES = "aino"
WORKS = {JOUTSENO: "veikko", TAMPERE: "hilla", HELSINKI: "tuuli", OULU: "veikko"}
ON_DUTY = "mikko"
# A worker has the newest cases of the office, as many as one could have; older ones are looked after by the office.
CASES_A_WORKER = 45


def worker(office: int) -> str:
    """Give the sign-in of the one who prepares decisions at an office."""
    return WORKS[office]


def receiver(path: Path, office: int) -> str:
    """Give the sign-in of the one who took a referral: calls come to the officer on duty."""
    return ON_DUTY if path is Path.CALL else worker(office)
