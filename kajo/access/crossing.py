"""What surrounds a deed: one transaction, a signed context, a keyring, and the events written at its end."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from kajo.access import context, matrix
from kajo.access.roles import Actor
from kajo.access.scopes import Scope
from kajo.access.verbs import Verb
from kajo.ledger.guarded import Unrecorded, row_id
from kajo.ledger.models import Event
from kajo.vault.bulk import insert_all
from kajo.vault.keyring import keyring
from kajo.vault.keys import named_key

READ, WRITE = "r", "w"
FEW = 20
COLUMNS = [field.attname for field in Event._meta.concrete_fields]
INSERT = f"insert into ledger_event ({', '.join(COLUMNS)}) values ({', '.join(['%s'] * len(COLUMNS))})"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Sight:
    """The subjects an actor is tied to and barred from, as the database gave them at the start of the transaction.

    `ties` tells for each tied subject which tie reaches it. The arrays are the same sets as PostgreSQL writes them:
    one text, where a list of keys would be quoted key by key in every query.
    """

    tied: frozenset[uuid.UUID]
    barred: frozenset[uuid.UUID]
    ties: Mapping[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    tied_array: str = "{}"
    barred_array: str = "{}"


@dataclass
class Act:
    """One crossing from start to end: who, by which verb, in which transaction, and what is to be recorded."""

    actor: Actor
    verb: Verb
    mode: str
    at: datetime
    xid: int
    sight: Sight
    ring: Any
    id: uuid.UUID = field(default_factory=row_id)
    events: list[Event] = field(default_factory=list)

    def note(
        self,
        verb: Verb,
        outcome: str,
        *,
        kind: str = "",
        record: uuid.UUID | None = None,
        subject: uuid.UUID | None = None,
        shown: Iterable[uuid.UUID] = (),
        because: str = "",
        reason: str = "",
        at: datetime | None = None,
    ) -> None:
        """Put one event on the list that is written when the crossing ends."""
        # What is done inside a deed is justified by the deed where the actor does not hold it alone.
        held = verb if matrix.scope_of(self.actor.roles, verb) else self.verb
        grant = matrix.scope_of(self.actor.roles, held)
        self.events.append(
            Event(
                act=self.id,
                xid=self.xid,
                at=at or self.at,
                actor=self.actor.key,
                role=str(grant[1]) if grant else "",
                verb=str(verb),
                outcome=outcome,
                reason=reason[:300],
                purpose=self.actor.purpose or matrix.PURPOSES[verb.resource],
                because=because or self._tie(held, subject) or (f"scope:{grant[0]}" if grant else ""),
                kind=kind,
                object_ref=reference(record) if record else None,
                subject_ref=reference(subject) if subject else None,
                shown=b"".join(reference(key) for key in shown) or None,
            )
        )

    def _tie(self, verb: Verb, subject: uuid.UUID | None) -> str:
        """Name the tie that reaches a subject, where the actor may do this because of ties."""
        tie = self.sight.ties.get(subject) if subject is not None else None
        return f"tie:{tie}" if tie and Scope.OWN in matrix.scopes_of(self.actor.roles, verb) else ""


_act: ContextVar[Act | None] = ContextVar("kajo_act", default=None)


def reference(key: uuid.UUID) -> bytes:
    """Give the keyed reference under which the ledger knows a record: 16 bytes, meaningless without the key."""
    return hmac.new(named_key("ledger-reference"), key.bytes, hashlib.sha256).digest()[:16]


def current() -> Act:
    """Give the act under way. Raises Unrecorded outside a door."""
    act = _act.get()
    if act is None:
        raise Unrecorded("This happens only inside a door.")
    return act


def under_way() -> Act | None:
    """Give the act under way, None outside a door."""
    return _act.get()


def sight_of(actor: Actor) -> Sight:
    """Give what the actor of the act under way is tied to. Raises Unrecorded for anybody else."""
    act = current()
    if act.actor.key != actor.key:
        raise Unrecorded("The actor of a deed is the actor of the door it came through.")
    return act.sight


@contextmanager
def crossing(actor: Actor, verb: Verb, mode: str, at: datetime) -> Iterator[Act]:
    """Open the one transaction of a deed, tell the database who acts, and write the events at its end.

    Only the outermost door calls this. Everything inside is committed together with its events, or not at all.
    A connection that was already in a transaction (as in tests) gets its former context back.
    """
    nested = connection.in_atomic_block
    try:
        with transaction.atomic(durable=True), connection.cursor() as cursor, keyring() as ring:
            act = Act(actor, verb, mode, at, _arrive(cursor), Sight(frozenset(), frozenset()), ring)
            enter(cursor, act)
            token = _act.set(act)
            try:
                yield act
                _write(cursor, act)
            finally:
                _act.reset(token)
    finally:
        if nested:
            with connection.cursor() as cursor:
                _forget(cursor)


def enter(cursor: Any, act: Act) -> None:
    """Tell the database who acts; it answers with the subjects the actor is tied to and barred from.

    Called again after a tie was made, so that what follows lies in the maker's own scope.
    """
    signed = context.sign(xid=act.xid, mode=act.mode, act=act.id, who=act.actor.key, verb=str(act.verb))
    cursor.execute("select tied, barred, ties from gate.enter(%s) /* door */", [signed])
    tied, barred, ties = cursor.fetchone()
    by_tie = dict(zip(tied, ties, strict=True))
    act.sight = Sight(frozenset(tied), frozenset(barred), by_tie, array(tied), array(barred))


def array(keys: Iterable[uuid.UUID]) -> str:
    """Write keys as PostgreSQL writes an array."""
    return f"{{{','.join(map(str, keys))}}}"


def _arrive(cursor: Any) -> int:
    cursor.execute("select gate.arrive() /* door */")
    return int(cursor.fetchone()[0])


def _forget(cursor: Any) -> None:
    cursor.execute("select gate.enter('') /* door */")


def _write(cursor: Any, act: Act) -> None:
    classes = ",".join(sorted(str(each.value) for each in act.ring.opened))
    digest = _digest_of_changes(cursor, act) if act.mode == WRITE else None
    if digest is not None and not act.events:
        act.note(act.verb, "done")  # whatever changed something is told of, also where nobody noted it
    for event in act.events:
        event.classes, event.changes = classes, digest
        event.leaf = event.leaf_now()
    if len(act.events) > FEW:
        insert_all(act.events)
        return
    for event in act.events:
        cursor.execute(INSERT, [getattr(event, name) for name in COLUMNS])


def _digest_of_changes(cursor: Any, act: Act) -> bytes | None:
    cursor.execute("select gate.digest(%s)", [act.id])
    digest = cursor.fetchone()[0]
    return bytes(digest) if digest is not None else None
