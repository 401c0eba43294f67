"""How far does a grant reach?"""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """The rows a grant covers, narrowing from all to those a person is tied to.

    ALL and OFFICE leave out sealed rows; OWN reaches rows whose subject the actor is tied to, sealed or not.
    A conflict of interest subtracts from every scope.
    """

    ALL = "all"
    OFFICE = "office"
    OWN = "own"
