"""Does the ledger still say what it said?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import connection

from kajo.ledger.leaf import Tree
from kajo.ledger.models import LEAF_COLUMNS, Change, Event, Head
from kajo.ledger.sealer import statement
from kajo.ledger.signing import is_signed, key_name, public_key

COLUMNS = ("id", "act", "xid", "at", *LEAF_COLUMNS, "leaf")
NO_ACT = UUID(int=0)
"""Under which the database notes what is changed outside acts; it lets nobody do that but data moves."""

ODD_ACT = """
    with noted as (
        select act, sha256(string_agg(
            convert_to(place || '|' || row::text || '|' || deed || '|' || columns, 'UTF8'), '\\x0a'::bytea order by id
        )) as digest
        from ledger_change where act <> %s group by act
    ), told as (select distinct act, changes from ledger_event)
    select coalesce(noted.act, told.act), told.act is not null, noted.act is not null
    from noted full join told on told.act = noted.act
    where told.act is null or told.changes is distinct from noted.digest
    order by 1 limit 1
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many events were checked, and the first broken place; empty when all is well.

    `moved` counts the changes that data moves made: they belong to no act, so no event proves them.
    """

    checked: int
    heads: int
    anchors: int
    broken: str = ""
    moved: int = 0


def verify(anchors: Path) -> Verdict:
    """Recompute every leaf, the tree, all signatures, and compare with the anchors outside the database.

    Finds events altered, removed, inserted or reordered, heads that were forged, a database that was set back behind
    an anchor, and acts whose noted changes are not those that their events prove. Stops at the first broken place.
    """
    heads = {head.size: head for head in Head.objects.order_by("size")}
    outside = _anchors(anchors)
    tree, checked = Tree(), 0
    wanted = sorted(set(heads) | {size for size, _ in outside})
    try:
        for size in wanted:
            _break_if(size == 0, "a head of nothing")
        for place, found in enumerate(_sealed_events()):
            _break_if(found.place != place, f"leaf {place}: missing or out of its place")
            _break_if(found.event is None, f"leaf {place}: its event was removed")
            assert found.event is not None
            _break_if(
                found.event.leaf_now() != bytes(found.event.leaf), f"leaf {place}: event {found.event.id} was altered"
            )
            _break_if(
                bytes(found.event.leaf) != found.leaf, f"leaf {place}: event {found.event.id} is not the one sealed"
            )
            tree.append(found.leaf)
            checked += 1
            if tree.size in heads:
                _check_head(heads[tree.size], tree)
            for size, root in outside:
                if size == tree.size:
                    _break_if(root != tree.root(), f"anchor {size}: another root than in the database")
        _break_if(bool(heads) and max(heads) != tree.size, f"head {max(heads, default=0)}: {tree.size} leaves are here")
        _break_if(not heads and tree.size > 0, "leaves without a head")
        for size, _ in outside:
            _break_if(size > tree.size, f"anchor {size}: the database was set back to {tree.size} events")
        for event in _unsealed():
            _break_if(event.leaf_now() != bytes(event.leaf), f"event {event.id}: altered before it was sealed")
        late = _unsealed_before_the_last_head()
        _break_if(late is not None, f"event {late}: inserted behind what was sealed")
        odd = _odd_act()
        _break_if(odd is not None, str(odd))
    except _Broken as place:
        return Verdict(checked, len(heads), len(outside), str(place))
    return Verdict(checked, len(heads), len(outside), moved=_moved())


class _Broken(Exception):
    pass


@dataclass(frozen=True, slots=True)
class _Sealed:
    place: int
    leaf: bytes
    event: Event | None


def _break_if(broken: bool, where: str) -> None:
    if broken:
        raise _Broken(where)


def _check_head(head: Head, tree: Tree) -> None:
    _break_if(bytes(head.root) != tree.root(), f"head {head.size}: another root than its leaves give")
    key = public_key()
    _break_if(head.key != key_name(key), f"head {head.size}: signed with an unknown key")
    _break_if(not is_signed(key, bytes(head.signature), statement(head)), f"head {head.size}: the signature is wrong")


def _sealed_events() -> Iterator[_Sealed]:
    columns = ", ".join(f"e.{name}" for name in COLUMNS)
    with connection.cursor() as cursor:
        last = -1
        while True:
            cursor.execute(
                f"select l.place, l.leaf, {columns} from ledger_leaf l left join ledger_event e on e.id = l.event"  # noqa: S608
                " where l.place > %s order by l.place limit 5000",
                [last],
            )
            rows = cursor.fetchall()
            if not rows:
                return
            for place, leaf, *values in rows:
                facts = dict(zip(COLUMNS, values, strict=True))
                yield _Sealed(place, bytes(leaf), Event(**facts) if facts["id"] is not None else None)
            last = rows[-1][0]


def _unsealed() -> Iterator[Event]:
    rows = Event.objects.raw(
        "select e.* from ledger_event e where not exists (select from ledger_leaf l where l.event = e.id)"
    )
    return iter(rows)


def _unsealed_before_the_last_head() -> object | None:
    """Give an event that has no leaf although a later transaction is sealed; the sealer skips none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select e.id from ledger_event e where not exists (select from ledger_leaf l where l.event = e.id)"
            " and e.xid <= (select max(s.xid) from ledger_event s join ledger_leaf l on l.event = s.id) limit 1"
        )
        found = cursor.fetchone()
    return found[0] if found else None


def _odd_act() -> str | None:
    """Say of one act that its noted changes and its events differ, None if there is none.

    The database hashes and compares in one pass and one snapshot, in the form of `gate.digest`, whose own text is not
    trusted here: whoever may alter changes may replace that function too.
    """
    with connection.cursor() as cursor:
        cursor.execute(ODD_ACT, [NO_ACT])
        found = cursor.fetchone()
    if found is None:
        return None
    act, is_told, is_noted = found
    if not is_told:
        return f"act {act}: it changed rows, but no event tells of it"
    if not is_noted:
        return f"act {act}: the changes that its events prove were removed"
    return f"act {act}: its changes are not the ones that its events prove"


def _moved() -> int:
    return Change.objects.filter(act=NO_ACT).count()


def _anchors(folder: Path) -> list[tuple[int, bytes]]:
    found: list[tuple[int, bytes]] = []
    for path in sorted(folder.glob("*.json")):
        said = json.loads(path.read_text())
        head = Head(
            size=said["size"],
            root=bytes.fromhex(said["root"]),
            previous=said["previous"],
            at=datetime.fromisoformat(said["at"]),
        )
        if is_signed(public_key(), bytes.fromhex(said["signature"]), statement(head)):
            found.append((head.size, bytes(head.root)))
    return found
