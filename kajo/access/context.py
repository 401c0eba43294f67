"""How does a transaction prove to the database who acts in it?"""

from __future__ import annotations

import hashlib
import hmac
import time
from uuid import UUID

from kajo.vault.keys import named_key

LIFETIME_SECONDS = 900
KEY_NAME = "context"


def sign(*, xid: int, mode: str, act: UUID, who: str, verb: str, expires: int | None = None) -> str:
    """Write and sign the context of one transaction.

    It names the transaction (`xid`), whether it writes ("w") or reads ("r"), the act, the actor and the verb; the
    database checks the signature and that it is this transaction and not too late (`gate.read_context`).
    """
    until = int(time.time()) + LIFETIME_SECONDS if expires is None else expires
    body = f"1|{xid}|{mode}|{act}|{who}|{verb}|{until}"
    return f"{body}|{hmac.new(named_key(KEY_NAME), body.encode(), hashlib.sha256).hexdigest()}"


def pads() -> tuple[bytes, bytes]:
    """Give the inner and outer HMAC pads of the context key, which the database keeps instead of the key."""
    key = named_key(KEY_NAME).ljust(64, b"\0")
    return bytes(b ^ 0x36 for b in key), bytes(b ^ 0x5C for b in key)
