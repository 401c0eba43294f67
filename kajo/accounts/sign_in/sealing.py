"""Under which key do the secrets of a sign-in rest?

One named key of the key provider, outside the database; each secret is bound to its use and its owner, so that
a secret moved to another person's row opens nothing, and whoever can only write to the database makes none.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kajo.vault.keys import named_key

KEY_NAME = "sign-in"
VERSION = b"\x01"
_owner: ContextVar[UUID | None] = ContextVar("kajo_sign_in_owner", default=None)


class Unopenable(Exception):
    """A secret that this installation's key does not open, or that was moved or altered."""


def _key(use: str) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=f"kajo {use}".encode()).derive(named_key(KEY_NAME))


def _cipher(use: str) -> AESGCM:
    return AESGCM(_key(use))


def keyed(use: str, *parts: bytes) -> bytes:
    """Give the keyed hash of these parts for one use, 32 bytes; where one part ends is hashed too."""
    told = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return hmac.new(_key(use), told, hashlib.sha256).digest()


def seal(use: str, owner: UUID, plain: bytes) -> bytes:
    """Encrypt a secret for one use by one owner."""
    nonce = os.urandom(12)
    return VERSION + nonce + _cipher(use).encrypt(nonce, plain, owner.bytes)


def unseal(use: str, owner: UUID, sealed: bytes) -> bytes:
    """Open a secret for the use and owner it was sealed for. Raises Unopenable for anything else."""
    sealed = bytes(sealed)
    if sealed[:1] != VERSION or len(sealed) < 29:
        raise Unopenable(use)
    try:
        return _cipher(use).decrypt(sealed[1:13], sealed[13:], owner.bytes)
    except InvalidTag:
        raise Unopenable(use) from None


@contextmanager
def owned_by(owner: UUID) -> Iterator[None]:
    """Say whose second factor is handled: the library's hooks for encryption do not tell."""
    token = _owner.set(owner)
    try:
        yield
    finally:
        _owner.reset(token)


def seal_factor(text: str) -> str:
    """Encrypt a secret of the second factor of the person named by `owned_by`, as text."""
    owner = _owner.get()
    if owner is None:
        raise Unopenable("A second factor is sealed for somebody.")
    return base64.b64encode(seal("second factor", owner, text.encode())).decode()


def unseal_factor(sealed: str) -> str:
    """Open a secret of the second factor of the person named by `owned_by`."""
    owner = _owner.get()
    if owner is None:
        raise Unopenable("A second factor is opened for somebody.")
    try:
        kept = base64.b64decode(sealed, validate=True)
    except (ValueError, TypeError):  # no text of ours
        raise Unopenable("second factor") from None
    return unseal("second factor", owner, kept).decode()
