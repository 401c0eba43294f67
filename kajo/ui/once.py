"""Was this form made by us, for this person? A token for one sending of one form."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing

_SALT = "kajo.ui.once"
_MOST = 200  # longest token that is looked at
NOBODY = "visitor"


def key_of(actor: Any) -> str:
    """Name whose form it is: the key of an `Actor`, the visitor's without one."""
    return str(getattr(actor, "key", "") or NOBODY)


def mint(actor_key: str) -> str:
    """Make a token for one sending of one form by this person.

    It is random, so a second sending is known by it; it is signed, so nobody can fill our keeping place with texts
    of forms we never showed; and it carries a keyed mark of the person, so no one is handed another's text.
    """
    return signing.TimestampSigner(salt=_SALT).sign(f"{secrets.token_urlsafe(16)}.{_mark(actor_key)}")


def is_ours(token: str, *, younger_than: timedelta | None = None) -> bool:
    """Tell whether we made this token, for anybody, and lately enough where an age is given."""
    return _opened(token, younger_than) is not None


def is_for(token: str, actor_key: str) -> bool:
    """Tell whether we made this token for this person."""
    mark = mark_of(token)
    return bool(mark) and hmac.compare_digest(mark, _mark(actor_key))


def mark_of(token: str) -> str:
    """Give the keyed mark of the person a token was made for; empty for a token that is not ours."""
    return (_opened(token, None) or "").rpartition(".")[2]


def is_marked(mark: str, actor_key: str) -> bool:
    """Tell whether a mark is this person's."""
    return hmac.compare_digest(mark, _mark(actor_key))


def _mark(actor_key: str) -> str:
    key = hashlib.sha256(f"{_SALT}.mark|{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, actor_key.encode(), hashlib.sha256).hexdigest()[:24]


def _opened(token: str, younger_than: timedelta | None) -> str | None:
    if not token or len(token) > _MOST or not token.isascii():
        return None
    try:
        return signing.TimestampSigner(salt=_SALT).unsign(token, max_age=younger_than)
    except signing.BadSignature:
        return None
