"""The words of the outbox: whom a notice goes to, by which means, with which text, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from kajo.bridges.carrying import Fault, Means, Message
from kajo.clients.terms import Channel
from kajo.law.finding import N_ as _
from kajo.law.finding import Word

__all__ = ["Fault", "Means", "Message"]

NEUTRAL = re.compile(r"[A-Z]{1,2}-[0-9]{4}-[0-9]{4,7}|[0-2]?[0-9][.:][0-5][0-9]|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,3}")
"""What a value in a text may be: a record number, a time of day, a day, a small number. Never words of a person."""

WISHED = {Means.MAIL: Channel.EMAIL, Means.TEXT: Channel.TEXT, Means.VOICE: Channel.PHONE}
"""Which wish of a client speaks of which means."""


class NoticeState(Word):
    """What became of a notice. `FAILED` waits for its next attempt; `DEAD` and `BLOCKED` wait for somebody."""

    QUEUED = "queued", _("waits to be sent")
    FAILED = "failed", _("will be tried again")
    SENT = "sent", _("sent")
    DEAD = "dead", _("did not get through")
    BLOCKED = "blocked", _("must not be sent this way")
    GIVEN_UP = "given_up", _("given up")


WAITING = frozenset({NoticeState.QUEUED, NoticeState.FAILED})
STUCK = frozenset({NoticeState.DEAD, NoticeState.BLOCKED})


class Recipient(Word):
    """What kind of recipient a notice has."""

    STAFF = "staff", _("one of our own people")
    CLIENT = "client", _("a client")
    OUTSIDE = "outside", _("somebody outside")


class NoticeText(Word):
    """Which text of `content` a notice says (`content/texts/notices`)."""

    ALERT = "alert", _("something urgent waits")
    WAITING = "waiting", _("something new waits")
    RECEIVED = "received", _("we have received your message")
    GET_IN_TOUCH = "get-in-touch", _("please get in touch")


class Barrier(Word):
    """Why a notice must not be sent this way."""

    NO_WAY = "no_way", _("No number or address is noted for this.")
    ENDED = "ended", _("This way of contact holds no more.")
    OTHER_MEANS = "other_means", _("This way of contact is for something else.")
    NOT_ALLOWED = "not_allowed", _("The client does not want to be contacted this way.")
    OVERRULED = "overruled", _("Another wish forbids this way of contact.")
    DIED = "died", _("The client has died.")
    UNREAD_WISH = "unread_wish", _("There are words with this way of contact. Somebody must read them first.")
    KEPT_APART = "kept_apart", _("This matter is kept apart: nothing about it is sent by itself.")
    UNREVIEWED = "unreviewed", _("Nobody has reviewed this text yet.")


class GivenUp(Word):
    """Why a notice is not sent after all."""

    TOLD_OTHERWISE = "told_otherwise", _("it was told another way")
    NOT_NEEDED = "not_needed", _("it is not needed any more")
    NO_SAFE_WAY = "no_safe_way", _("there is no safe way")


@dataclass(frozen=True, slots=True)
class ToStaff:
    """To one of our own people, by the number or address that they have noted themselves."""

    staff: UUID


@dataclass(frozen=True, slots=True)
class ToClient:
    """To a client, by one of the ways of contact noted with them.

    `is_wish_read`: whoever tells has read the words that stand with it, and this notice keeps to them.
    """

    way: UUID
    is_wish_read: bool = False


@dataclass(frozen=True, slots=True)
class ToOutside:
    """To a number or address of somebody outside; it is forgotten once the notice is sent or given up."""

    address: str = field(repr=False)


To = ToStaff | ToClient | ToOutside


@dataclass(frozen=True, slots=True)
class ContactWay:
    """A client's way of contact on the day it is used, as the rule asks for it.

    `holds`: it was not superseded; `fits`: it is about these means and names a number or address; `is_overruled`:
    another wish forbids it; `has_words`: it stands with words of the client, which no machine understands.
    """

    holds: bool
    fits: bool
    is_allowed: bool
    is_overruled: bool
    has_words: bool
    is_wish_read: bool
    has_died: bool


@dataclass(frozen=True, slots=True)
class Sending:
    """A notice that is this worker's to send until the lease ends. `tried` counts since it was last sent anew."""

    notice: UUID
    attempt: int
    tried: int
    means: Means
    address: str = field(repr=False)
    message: Message


def not_neutral(words: Mapping[str, str]) -> list[str]:
    """Name the values that might say something about somebody."""
    return sorted(name for name, value in words.items() if not NEUTRAL.fullmatch(value))
