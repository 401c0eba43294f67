"""A passkey made of software: it answers as a browser with a built-in authenticator does."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

HOST = "testserver"
FLAG = AuthenticatorData.FLAG


class SoftKey:
    """A key pair with a name for the browser; it always says that it has seen a fingerprint."""

    def __init__(self, credential_id: bytes | None = None) -> None:
        self.id = credential_id or os.urandom(16)
        self.pair = ec.generate_private_key(ec.SECP256R1())
        self.public = AttestedCredentialData.create(
            bytes(16), self.id, ES256.from_cryptography_key(self.pair.public_key())
        )

    def made(self, asked: str = "") -> dict[str, Any]:
        """What the browser says of the new key; without a question, as somebody would write it into a row."""
        told = AuthenticatorData.create(_host(), FLAG.UP | FLAG.UV | FLAG.AT, 0, self.public)
        client = _client("webauthn.create", _challenge(asked) if asked else websafe_encode(bytes(32)))
        return self._answer(client, attestationObject=AttestationObject.create("none", told, {}))

    def signed(self, asked: str, owner: bytes = b"") -> str:
        """What the browser answers to the page's question, as it is posted."""
        told = AuthenticatorData.create(_host(), FLAG.UP | FLAG.UV, 0)
        client = _client("webauthn.get", _challenge(asked))
        signature = self.pair.sign(told + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return json.dumps(self._answer(client, authenticatorData=told, signature=signature, userHandle=owner))

    def _answer(self, client: bytes, **parts: bytes) -> dict[str, Any]:
        known = websafe_encode(self.id)
        response = {name: websafe_encode(part) for name, part in {"clientDataJSON": client, **parts}.items()}
        return {"type": "public-key", "id": known, "rawId": known, "response": response}


def _host() -> bytes:
    return sha256(HOST.encode()).digest()


def _client(kind: str, challenge: str) -> bytes:
    return bytes(CollectedClientData.create(kind, challenge, f"https://{HOST}"))


def _challenge(asked: str) -> str:
    return str(json.loads(asked)["publicKey"]["challenge"])
