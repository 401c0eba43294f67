"""What does a rule answer, and in which words?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, Self, TypeVar

if TYPE_CHECKING:
    from kajo.law.acts import Basis, Section

T = TypeVar("T")


def N_(sentence: str) -> str:  # noqa: N802  # the name every gettext tool knows
    """Mark a sentence for translation and give it back untouched; it is translated where it is shown.

    Rules import it as `_`, because makemessages collects that name.
    """
    return sentence


class Word(StrEnum):
    """A word of the law or of a room: the stored value, and an English label that is translated where it is shown.

    Members are written `RECEIVED = "received", _("received")`.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make the member: the value is what is stored and compared, the label only what is shown."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """The answer of a rule: the outcome, the legal basis it rests on, and the reason as a whole sentence."""

    outcome: T
    basis: Section | Basis
    because: str


class Spoken(Exception):
    """A refusal or complaint with a whole sentence for its reader; `values` fill the named placeholders."""

    def __init__(self, message: str, *, field: str = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.values: Mapping[str, object] = values

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


class Refused(Spoken):
    """The deed was understood and may not be done now. `field` names the form field it belongs to, if one."""


class Senseless(Spoken, ValueError):
    """The facts contradict each other or name something that does not exist. `field` names the fact."""


class NotKnown(Senseless):
    """The law or a value of it is not known for that day. A rule never falls back on the nearest one."""


def require(finding: Finding[bool]) -> None:
    """Go on only if the finding says yes. Raises Refused with the finding's own reason."""
    if not finding.outcome:
        raise Refused(finding.because)
