"""With which key are heads signed, and who can check them?"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kajo.vault.keys import named_key


def private_key() -> Ed25519PrivateKey:
    """Give the sealer's signing key; only the sealer's process may read it."""
    return Ed25519PrivateKey.from_private_bytes(named_key("sealer"))


def public_key() -> Ed25519PublicKey:
    """Give the key that checks heads."""
    return private_key().public_key()


def key_name(key: Ed25519PublicKey) -> str:
    """Name a public key by its first 16 hexadecimal digits, as heads and anchors do."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()[:16]


def is_signed(key: Ed25519PublicKey, signature: bytes, statement: bytes) -> bool:
    """Tell whether the statement carries this key's signature."""
    try:
        key.verify(signature, statement)
    except InvalidSignature:
        return False
    return True
