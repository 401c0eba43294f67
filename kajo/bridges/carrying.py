"""What have all ways out in common: a neutral message goes to a number or address, or a short word says why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from kajo.law.finding import N_ as _
from kajo.law.finding import Word

NUMBER = re.compile(r"\+[1-9][0-9]{5,14}")
ADDRESS = re.compile(r"[^@\s<>\",;:\\()\[\]]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,5}")


class Means(Word):
    """By which means a message reaches somebody."""

    MAIL = "mail", _("e-mail")
    TEXT = "text", _("text message")
    VOICE = "voice", _("phone call")


class Fault(Word):
    """Why an attempt did not succeed."""

    NOT_SET_UP = "not_set_up", _("sending by this means is not set up")
    REFUSED = "refused", _("the number or address was refused")
    UNREACHABLE = "unreachable", _("the sending service could not be reached")


@dataclass(frozen=True, slots=True)
class Message:
    """What leaves: one neutral text in one language. `key`: a second sending is no second message."""

    key: str
    subject: str
    body: str
    language: str


class NotCarried(Exception):
    """A message did not leave. It names the fault and never the number: what it says may be logged."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault

    @property
    def is_lasting(self) -> bool:
        """Tell whether another attempt could not succeed either."""
        return self.fault is not Fault.UNREACHABLE


class Carrier(Protocol):
    """Whatever takes a message to a number or address. Raises NotCarried."""

    def carry(self, to: str, message: Message) -> None:
        """Hand one message over; when it returns, somebody else answers for it."""


class NotSetUp:
    """The carrier of an installation that has none: it refuses everything."""

    def carry(self, to: str, message: Message) -> None:
        """Refuse."""
        raise NotCarried(Fault.NOT_SET_UP)


def fits(means: Means, to: str) -> bool:
    """Tell whether this is a whole number, in international form, or an address of e-mail."""
    return bool((ADDRESS if means is Means.MAIL else NUMBER).fullmatch(to))
