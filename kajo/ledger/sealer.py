"""How are events sealed into the signed tree?

Writers only insert events. The sealer alone, in its own process and database role, takes those that no open
transaction can still precede, gives each its place in the tree, signs the new root and anchors it outside the database.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from kajo.ledger.leaf import Tree
from kajo.ledger.models import Head, Leaf
from kajo.ledger.signing import key_name, private_key

BATCH = 20_000
LOCK = 7465828


@dataclass
class Sealer:
    """Keeps the right edge of the tree in memory, and re-reads the leaves if somebody else sealed meanwhile."""

    anchors: Path
    tree: Tree | None = None

    def seal(self, at: datetime | None = None) -> int:
        """Seal what may be sealed now; give how many events that were. One sealer at a time, by an advisory lock."""
        moment = at or datetime.now(UTC)
        total = 0
        while True:
            sealed = self._batch(moment)
            total += sealed
            if not sealed:
                return total

    def _batch(self, at: datetime) -> int:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
            head = Head.objects.order_by("-size").first()
            tree = self._tree_at(head.size if head else 0)
            rows = _ripe(cursor)
            if not rows:
                return 0
            Leaf.objects.bulk_create(
                [Leaf(place=tree.size + offset, event=event, leaf=leaf) for offset, (event, leaf) in enumerate(rows)]
            )
            for _, leaf in rows:
                tree.append(leaf)
            signed = sign_head(tree, head.size if head else 0, at)
            signed.save(force_insert=True)
            self.tree = None  # until committed, what stands in memory is not what stands in the database
        self.tree = tree
        anchor(self.anchors, signed)
        return len(rows)

    def _tree_at(self, size: int) -> Tree:
        if self.tree is None or self.tree.size != size:
            self.tree = Tree(
                bytes(leaf) for leaf in Leaf.objects.order_by("place").values_list("leaf", flat=True).iterator()
            )
        return self.tree


def _ripe(cursor: Any) -> list[tuple[UUID, bytes]]:
    """Take the events of whole transactions that come after the last sealed one and that nothing can still precede.

    An event of an earlier transaction than the last sealed one was not written by a door: it is left lying, and
    `verify` names it.
    """
    cursor.execute(
        "select e.id, e.leaf, e.xid from ledger_event e"
        " where e.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
        " and e.xid > coalesce((select s.xid from ledger_leaf l join ledger_event s on s.id = l.event"
        " order by l.place desc limit 1), 0) order by e.xid, e.id limit %s",
        [BATCH],
    )
    rows = cursor.fetchall()
    if len(rows) == BATCH and rows[0][2] != rows[-1][2]:
        rows = [row for row in rows if row[2] != rows[-1][2]]
    return [(event, bytes(leaf)) for event, leaf, _ in rows]


def sign_head(tree: Tree, previous: int, at: datetime) -> Head:
    """Make the signed head of a tree."""
    key = private_key()
    head = Head(size=tree.size, root=tree.root(), previous=previous, at=at, key=key_name(key.public_key()))
    head.signature = key.sign(statement(head))
    return head


def statement(head: Head) -> bytes:
    """Write the bytes that a head's signature covers."""
    moment = head.at.astimezone(UTC).isoformat(timespec="microseconds")
    return f"kajo head 1|{head.size}|{bytes(head.root).hex()}|{head.previous}|{moment}".encode()


def anchor(folder: Path, head: Head) -> None:
    """Write a head where the database cannot reach it, complete or not at all."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    final = folder / f"{head.size:012d}.json"
    if final.exists():
        return
    draft = final.with_suffix(".part")
    draft.write_text(
        json.dumps(
            {
                "size": head.size,
                "root": bytes(head.root).hex(),
                "previous": head.previous,
                "at": head.at.astimezone(UTC).isoformat(timespec="microseconds"),
                "key": head.key,
                "signature": bytes(head.signature).hex(),
            }
        )
    )
    draft.replace(final)


def run(anchors: Path, wait: Callable[[float], bool], pause_seconds: float = 1.0) -> None:
    """Seal again and again until `wait` says that it is time to stop."""
    sealer = Sealer(anchors)
    while True:
        sealer.seal()
        if wait(pause_seconds):
            return
