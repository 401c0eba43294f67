"""Which class of data is a column of, and with what duties is a table born?"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import ClassVar


class Class(enum.Enum):
    """What kind of harm a value could do in the wrong hands, and therefore how it is kept.

    The value is the word the ledger notes when a value of the class was opened, and the name of the
    sub-key: a class is never renamed.
    """

    OPEN = "open"
    CONTACT = "contact"
    IDENTITY = "identity"
    HEALTH = "health"
    SAFETY = "safety"
    LEGAL = "legal"
    LOCATION = "location"
    INFORMANT = "informant"

    def __str__(self) -> str:
        return self.value

    @property
    def demands(self) -> Demand:
        """What the class asks of everyone who handles it."""
        return DEMANDS[self]


@dataclass(frozen=True, slots=True)
class Demand:
    """What a class asks for: a seal, and for some a word from the door before one value may be opened.

    `holds` says in plain words what belongs in the class.
    """

    holds: str
    is_sealed: bool = True
    is_revealed: bool = False


DEMANDS = {
    Class.OPEN: Demand("counts, dates and codes that may stand in a dump", is_sealed=False),
    Class.CONTACT: Demand("phone numbers, e-mail, safe ways to reach a person; not where the person is"),
    Class.IDENTITY: Demand("names, identity codes, birth dates, pictures, documents of identity"),
    Class.HEALTH: Demand("health, disability, pregnancy, treatment"),
    Class.SAFETY: Demand("what a person told of exploitation, what the person fears, safety notes"),
    Class.LEGAL: Demand("grounds, reasons and texts of decisions and letters"),
    Class.LOCATION: Demand("where a person is or will be: address, shelter, place of a meeting", is_revealed=True),
    Class.INFORMANT: Demand("who told us something and must not be known to have told", is_revealed=True),
}


class Retention(enum.Enum):
    """How long rows live, counted from the event that starts the clock (615/2020, 15 §)."""

    OBSERVATION = "observation"
    MATTER = "matter"
    IDENTIFIER = "identifier"
    STAFF = "staff"
    LEDGER = "ledger"
    REFERENCE = "reference"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Export:
    """Whether a row goes to the person who asks for their own data.

    SUBJECT: yes. SUBJECT_MASKED: yes, with passages about third parties masked. OPEN: it is public anyway.
    `never(reason)`: no, and why.
    """

    rule: str
    reason: str = ""

    SUBJECT: ClassVar[Export]
    SUBJECT_MASKED: ClassVar[Export]
    OPEN: ClassVar[Export]
    NEVER: ClassVar[Export]

    @classmethod
    def never(cls, reason: str) -> Export:
        """Keep the row out of every access-request export, for this reason."""
        return cls("never", reason)


Export.SUBJECT = Export("subject")
Export.SUBJECT_MASKED = Export("subject_masked")
Export.OPEN = Export("open")
Export.NEVER = Export("never")


@dataclass(frozen=True, slots=True)
class Birth:
    """The duties a table is born with: how long its rows live, from which event, and who may get them.

    `starts` names the event that starts the clock of retention, `hold` tells whether a legal hold stops erasure.
    Raises ValueError if no start is named.
    """

    retention: Retention
    starts: str
    hold: bool
    export: Export

    def __post_init__(self) -> None:
        if not self.starts.strip():
            raise ValueError("Birth needs the event that starts its retention.")


LEDGER_BIRTH = Birth(
    retention=Retention.LEDGER,
    starts="written",
    hold=False,
    export=Export.never("who looked is told by role, from the ledger's own report"),
)
KEY_BIRTH = Birth(
    retention=Retention.KEY,
    starts="subject erased",
    hold=True,
    export=Export.never("a key tells nothing about the person and opens everything"),
)
