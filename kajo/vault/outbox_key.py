"""How does a process take in what it must not be able to read?

The public site holds only the public half of a key: it seals and cannot open. Each message is sealed to a fresh
X25519 key of its own (RFC 7748), HKDF-SHA256 and AES-256-GCM.

Envelope: 0x01 | 0x02 | key mark (8 bytes) | fresh public key (32) | ciphertext and tag.
"""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kajo.vault.encoding import Pad, padded, unpadded
from kajo.vault.errors import Tampered
from kajo.vault.providers import named_key

HEAD = b"\x01\x02"
MARK_BYTES = 8
KEY_BYTES = 32
NONCE = bytes(12)  # every message has a key of its own, so the nonce never repeats under one key
SECRET = "outbox"  # noqa: S105 - the name of a secret


class OutboxKey:
    """The public half: seals, and opens nothing."""

    def __init__(self, public: bytes) -> None:
        self.public = public
        self.mark = hashlib.sha256(b"kajo|outbox|" + public).digest()[:MARK_BYTES]

    def __repr__(self) -> str:
        return f"<OutboxKey {self.mark.hex()}>"

    def seal(self, plain: bytes, *, about: str) -> bytes:
        """Seal a message for whoever holds the other half; `about` (place and row) is bound to it."""
        fresh = X25519PrivateKey.generate()
        fresh_public = fresh.public_key().public_bytes_raw()
        shared = fresh.exchange(X25519PublicKey.from_public_bytes(self.public))
        box = AESGCM(_message_key(shared, fresh_public, self.public))
        return HEAD + self.mark + fresh_public + box.encrypt(NONCE, padded(plain, Pad.POWER), about.encode())


class OutboxReader:
    """The private half: opens what was sealed to its public one."""

    def __init__(self, private: bytes) -> None:
        self._private = X25519PrivateKey.from_private_bytes(private)
        self.key = OutboxKey(self._private.public_key().public_bytes_raw())

    def __repr__(self) -> str:
        return f"<OutboxReader {self.key.mark.hex()}>"

    def open(self, envelope: bytes, *, about: str) -> bytes:
        """Open a message. Raises Tampered if it was altered, is about something else or is for another key."""
        start = len(HEAD) + MARK_BYTES
        fresh_public, sealed = envelope[start : start + KEY_BYTES], envelope[start + KEY_BYTES :]
        if envelope[:start] != HEAD + self.key.mark or len(sealed) < 16:
            raise Tampered("This message was not sealed for this key.")
        try:
            shared = self._private.exchange(X25519PublicKey.from_public_bytes(fresh_public))
            box = AESGCM(_message_key(shared, fresh_public, self.key.public))
            return unpadded(box.decrypt(NONCE, sealed, about.encode()))
        except (InvalidTag, ValueError):
            raise Tampered("A message was altered or belongs elsewhere.") from None


def reader() -> OutboxReader:
    """Give this installation's reader; only processes with the key provider can. Raises KeysUnavailable without it."""
    return OutboxReader(named_key(SECRET))


def _message_key(shared: bytes, fresh_public: bytes, public: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"kajo|outbox|" + fresh_public + public).derive(shared)
