"""How does an event become a leaf, and leaves one root, as RFC 6962 has it?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

LEAF = b"\x00"
NODE = b"\x01"
EMPTY_ROOT = hashlib.sha256(b"").digest()

Fact = str | int | bytes | datetime | None


def leaf_hash(facts: Sequence[tuple[str, Fact]]) -> bytes:
    """Hash the facts of one event, named and in order, into its 32-byte leaf.

    Moments count as microseconds since 1970 in UTC and bytes as hexadecimal, so that the leaf does not depend on
    the time zone of a session or on the output format of the database.
    """
    canonical = json.dumps([[name, _plain(value)] for name, value in facts], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(LEAF + canonical.encode()).digest()


def _plain(value: Fact) -> str | int | None:
    if isinstance(value, datetime):
        since = value.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
        return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).hex()
    return value


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two neighbouring nodes into their parent."""
    return hashlib.sha256(NODE + left + right).digest()


class Tree:
    """A growing Merkle tree that remembers only its right edge: one hash for each full subtree.

    `append` takes leaves in order; `root` gives the RFC 6962 root of all leaves so far.
    """

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.size = 0
        self._edge: list[tuple[int, bytes]] = []
        for leaf in leaves:
            self.append(leaf)

    def append(self, leaf: bytes) -> None:
        """Add the next leaf at the right."""
        height, value = 0, bytes(leaf)
        while self._edge and self._edge[-1][0] == height:
            value = node_hash(self._edge.pop()[1], value)
            height += 1
        self._edge.append((height, value))
        self.size += 1

    def root(self) -> bytes:
        """Give the root hash of the tree as it stands; the hash of nothing while it is empty."""
        if not self._edge:
            return EMPTY_ROOT
        value = self._edge[-1][1]
        for _, left in reversed(self._edge[:-1]):
            value = node_hash(left, value)
        return value
