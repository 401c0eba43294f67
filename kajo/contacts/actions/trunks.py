"""How does a telephone exchange come to be known, and stop being so?"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.contacts.models import Trunk
from kajo.law.finding import N_ as _
from kajo.ledger.guarded import row_id
from kajo.vault.keys import named_key

DEMO_TOKEN = "demo-trunk"  # noqa: S105  # everybody knows it, and it is refused without demo data


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the bridge of a trunk is given once: its token, and the key to sign with where it signs."""

    token: str
    signing_key: str


@action(Verb.TRUNK_ADD)
def add_trunk(actor: Actor, nothing: None, /, *, name: str, is_signed: bool, at: datetime) -> Secrets:
    """Make a telephone exchange known. Raises Refused where one of this name is known already."""
    if Trunk.objects.filter(name=name, ended_at__isnull=True).exists():
        raise Refused(_("A trunk of this name is there already."), field="name")
    token, key = secrets.token_urlsafe(32), row_id()
    Trunk.objects.create(pk=key, name=name, token_hash=hashed(token), is_signed=is_signed, added_at=at)
    return Secrets(token, signing_key(key, 1) if is_signed else "")


@action(Verb.TRUNK_ADD)
def add_demo_trunk(actor: Actor, nothing: None, /, *, at: datetime) -> Trunk:
    """Make the demonstration's trunk known; made again it is the same one."""
    known = hashed(DEMO_TOKEN)
    return Trunk.objects.filter(token_hash=known).first() or Trunk.objects.create(
        name=DEMO_TOKEN, token_hash=known, is_demo=True, added_at=at
    )


@action(Verb.TRUNK_ROTATE)
def rotate_trunk(actor: Actor, nothing: None, /, *, name: str, former_until: datetime, at: datetime) -> Secrets:
    """Give a trunk a new token, and a new key where it signs; the former ones hold until a moment. Raises Refused."""
    trunk = _open(name)
    token = secrets.token_urlsafe(32)
    trunk.former_token_hash, trunk.former_until_at, trunk.token_hash = trunk.token_hash, former_until, hashed(token)
    trunk.generation += 1
    trunk.save(update_fields=["former_token_hash", "former_until_at", "token_hash", "generation"])
    return Secrets(token, signing_key(trunk.pk, trunk.generation) if trunk.is_signed else "")


@action(Verb.TRUNK_END)
def end_trunk(actor: Actor, nothing: None, /, *, name: str, at: datetime) -> Trunk:
    """Believe a trunk nothing more, from now on. Raises Refused where none of this name is known."""
    trunk = _open(name)
    trunk.ended_at = at
    trunk.save(update_fields=["ended_at"])
    return trunk


def hashed(token: str) -> bytes:
    """Give the keyed hash by which a token is known again."""
    return hmac.new(named_key("telephone-token"), token.encode(), hashlib.sha256).digest()


def signing_key(trunk: UUID, generation: int) -> str:
    """Give the key of one generation of a trunk; it lies nowhere, and only the keys of this place make it."""
    return hmac.new(named_key("telephone-signing"), trunk.bytes + bytes([generation % 256]), hashlib.sha256).hexdigest()


def _open(name: str) -> Trunk:
    trunk = Trunk.objects.select_for_update().filter(name=name, ended_at__isnull=True).first()
    if trunk is None:
        raise Refused(_("There is no trunk of this name."), field="name")
    return trunk
