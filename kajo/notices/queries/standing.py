"""May a notice go its way today, and to which number or address? Parts of a deed: the door around them records it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kajo.access.crossing import current
from kajo.access.roles import Actor
from kajo.accounts import queries as accounts
from kajo.bridges.carrying import Means, Message, fits
from kajo.clients import queries as clients
from kajo.content import queries as content
from kajo.content.terms import Text
from kajo.law.calendar import legal_day
from kajo.notices import rules
from kajo.notices.models import Notice
from kajo.notices.terms import (
    WISHED,
    Barrier,
    ContactWay,
    NoticeText,
    To,
    ToClient,
    ToOutside,
    ToStaff,
)
from kajo.vault.lookup import Match, normal

SPOKEN = "en"


@dataclass(frozen=True, slots=True)
class Reach:
    """What stands against a notice, or where it goes: then `barrier` is None."""

    barrier: Barrier | None
    address: str = field(default="", repr=False)


def told_with(actor: Actor, key: str) -> Notice | None:
    """Give the notice that was told with this key, None where none was. Only inside a door."""
    found: Notice | None = Notice.objects.within(actor).filter(key=key).first() if key else None
    return found


def written(text: NoticeText, language: str) -> Text:
    """Give a text in a language, in English where it is not written in that."""
    try:
        return content.text(f"notices/{text}", language)
    except LookupError:
        return content.text(f"notices/{text}", SPOKEN)


def reach(actor: Actor, to: To, means: Means, *, text: Text, is_apart: bool, opens: bool = False) -> Reach:
    """Tell whether somebody may be reached by a means with a text today. Only inside a door.

    What one of our own has noted is opened only with `opens`, for the worker: a colleague holds no key to it.
    What is said to one of our own is theirs to read also before its wording was reviewed: an alarm waits for nobody.
    Raises NotFound for a client's way out of reach.
    """
    if isinstance(to, ToStaff):
        row = accounts.reach_row(to.staff, means, legal_day(current().at))
        if row is None or row.value is None:
            return Reach(Barrier.NO_WAY)
        return Reach(None, row.value.open() if opens else "")
    if is_apart:
        return Reach(Barrier.KEPT_APART)
    found = _of_client(actor, to, means) if isinstance(to, ToClient) else Reach(None, to.address)
    if found.barrier is None and not content.may_be_shown(text):
        return Reach(Barrier.UNREVIEWED)
    return found


def reach_of(actor: Actor, notice: Notice, *, is_wish_read: bool, opens: bool = False) -> Reach:
    """Tell the same of a notice that was told. Only inside a door."""
    to = recipient_of(notice, is_wish_read=is_wish_read)
    text = written(NoticeText(notice.text), notice.language)
    return reach(actor, to, Means(notice.means), text=text, is_apart=notice.sealed, opens=opens)


def said(notice: Notice) -> Message:
    """Give the words of a notice, its values filled in."""
    text = written(NoticeText(notice.text), notice.language)
    subject = content.plain(text, "subject", **notice.words)
    return Message(str(notice.pk), subject, content.plain(text, str(notice.means), **notice.words), text.language)


def recipient_of(notice: Notice, *, is_wish_read: bool) -> To:
    """Give whom a notice goes to; opens the address of somebody outside."""
    if notice.staff_id is not None:
        return ToStaff(notice.staff_id)
    if notice.way_id is not None:
        return ToClient(notice.way_id, is_wish_read)
    return ToOutside(notice.address.open() if notice.address else "")


def _of_client(actor: Actor, to: ToClient, means: Means) -> Reach:
    found = clients.reached(actor, to.way)
    wish = found.wish
    address = _in_full(means, wish.value) if wish else ""
    way = ContactWay(
        holds=wish is not None,
        fits=wish is not None and wish.channel is WISHED[means] and fits(means, address),
        is_allowed=wish is not None and wish.is_allowed,
        is_overruled=wish is not None and wish.is_overruled,
        has_words=wish is not None and bool(wish.wish),
        is_wish_read=to.is_wish_read,
        has_died=found.has_died,
    )
    barrier = rules.may_be_contacted(way).outcome
    return Reach(barrier, "" if barrier else address)


def _in_full(means: Means, value: str) -> str:
    return value.strip() if means is Means.MAIL else normal(Match.PHONE, value)
