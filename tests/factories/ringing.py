"""Telephone calls as an exchange tells of them."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from datetime import UTC, datetime
from typing import Any

from django.test import Client

from kajo.access.roles import CONSOLE, EXCHANGE
from kajo.contacts import actions, forms
from kajo.contacts.actions.trunks import DEMO_TOKEN, Secrets
from kajo.contacts.models import Ring, Trunk

NEW_CALL: dict[str, Any] = {
    "event": "newCall",
    "from": "+358 45 900 1177",
    "to": "+358 29 546 3177",
    "direction": "in",
    "callId": "1732712400.41",
}


def demo_trunk() -> Trunk:
    """The demonstration's trunk."""
    return actions.add_demo_trunk(CONSOLE, None, at=datetime.now(UTC))


def signed_trunk(name: str = "signing") -> Secrets:
    """A trunk that signs what it tells."""
    return actions.add_trunk(CONSOLE, None, name=name, is_signed=True, at=datetime.now(UTC))


def event(kind: str = "newCall", call: str = "1732712400.41", **fields: Any) -> dict[str, Any]:
    """One event of a call, with other fields where they are given and without those that are None."""
    found = NEW_CALL | {"event": kind, "callId": call}
    if kind == "hangup":
        found |= {"cause": "normalClearing"}
    found |= {name.rstrip("_"): value for name, value in fields.items()}
    return {name: value for name, value in found.items() if value is not None}


def heard(kind: str = "newCall", call: str = "1732712400.41", *, at: datetime | None = None, **fields: Any) -> Ring:
    """Let the demonstration's exchange tell of one moment of a call."""
    moment = forms.moment(event(kind, call, **fields))
    at = at or datetime.now(UTC)
    return actions.tell(EXCHANGE, None, token=DEMO_TOKEN, signature="", body=b"", moment=moment, at=at)


def signature(body: bytes, key: str, *, age: int = 0) -> str:
    """Sign a body as a bridge does."""
    moment = int(time.time()) - age
    return f"t={moment},v1={hmac.new(key.encode(), f'{moment}.'.encode() + body, hashlib.sha256).hexdigest()}"


def post(body: object, token: str = DEMO_TOKEN, client: Client | None = None, **headers: str) -> Any:
    """Post what an exchange posts: JSON, or bytes as they are."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    kind = headers.pop("content_type", "application/json")
    return (client or Client()).post(f"/cti/{token}", raw, content_type=kind, headers=headers)
