"""The access table: who gets what at which address, as `addresses.csv` and the matrix say it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kajo.access import matrix
from kajo.access.roles import Actor
from kajo.access.scopes import Scope
from kajo.access.verbs import Verb
from tests.access.threads import PROTECTED, RELATIONS, Thread

SITES = ("staff", "partner", "public")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ABSENT, MALFORMED, MIXED = "absent", "malformed", "mixed"
"""No such record; an address that is none; a record one is tied to together with one of somebody else."""
THERE = "there"
OPEN, ANYONE, NOT_OFFERED = "all", "anyone", "-"


@dataclass(frozen=True)
class Row:
    """One line of the table. `get` and `post` are verbs, `all`, `anyone` (who is signed in) or `-`."""

    site: str
    name: str
    get: str
    post: str
    of: str
    open: str

    @property
    def sensitive(self) -> list[str]:
        """List the verbs of its deed that demand a fresh second factor."""
        return [verb for verb in self.post.split() if verb in matrix.STEP_UP]

    @cached_property
    def words(self) -> dict[str, str]:
        """Give what fills the address: for each of its places the word of a record, or the value itself."""
        return dict(each.split("=", 1) for each in self.of.split())

    def asked(self, method: str) -> str:
        """Give what a method asks for."""
        if method in ("GET", "HEAD"):
            return self.get
        return self.post if method == "POST" else NOT_OFFERED

    def is_protected(self, threads: dict[str, Thread]) -> bool:
        """Tell whether the address names a client's record."""
        return any(word in threads["own"].keys for word in self.words.values())


@dataclass(frozen=True)
class Cell:
    """One question to one address: which method, who asks (empty for nobody), and how they stand to the record.

    `has_proof`: with a fresh second factor for this very deed.
    """

    row: Row
    method: str
    who: str
    relation: str
    has_proof: bool = False

    def __str__(self) -> str:
        proof = " with a proof" if self.has_proof else ""
        return f"{self.row.site} {self.row.name} {self.method} {self.who or 'nobody'} {self.relation}{proof}"


def table() -> list[Row]:
    """Read the table."""
    with (Path(__file__).parent / "addresses.csv").open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


def addresses(site: str) -> Iterator[tuple[str, URLPattern]]:
    """Give every address of a site by its name, as the resolver knows it."""
    yield from _walk(get_resolver(f"kajo.urls.{site}"), ())


def _walk(resolver: Any, spaces: tuple[str, ...]) -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _walk(each, (*spaces, each.namespace) if each.namespace else spaces)
        else:
            yield ":".join((*spaces, each.name or f"unnamed {each.pattern}")), each


def relations(row: Row, threads: dict[str, Thread]) -> tuple[str, ...]:
    """List how somebody can stand to what an address names."""
    if row.is_protected(threads):
        is_of_two = sum(word in threads["own"].keys for word in row.words.values()) > 1
        return (*RELATIONS, ABSENT, MALFORMED, *([MIXED] if is_of_two else []))
    return (THERE, ABSENT, MALFORMED) if set(row.words) & {"key", "visit", "passkey"} else (THERE,)


def cells(
    threads: dict[str, Thread], people: dict[str, tuple[str, ...]], at_home: dict[str, set[str]]
) -> Iterator[Cell]:
    """Give every cell: addresses × methods × people of the site, nobody and a stranger's cookie × relations.

    Deeds that demand a fresh second factor are tried by those at home with and without one.
    """
    for row in table():
        for relation in relations(row, threads):
            for who in ("", *people[row.site]):
                for method in METHODS:
                    yield Cell(row, method, who, relation)
                if who in at_home[row.site] and row.sensitive:
                    yield Cell(row, "POST", who, relation, has_proof=True)


def path_of(cell: Cell, threads: dict[str, Thread], common: dict[str, Any]) -> str:
    """Write the address of a cell."""
    urls = f"kajo.urls.{cell.row.site}"
    values: dict[str, Any] = {}
    for place, word in cell.row.words.items():
        mixed = "other" if values else "own"
        thread = threads.get(mixed if cell.relation == MIXED else cell.relation)
        value = thread.keys[word] if thread and word in thread.keys else common.get(word, word)
        if isinstance(value, UUID) or word in threads["own"].keys:
            value = value if cell.relation not in (ABSENT, MALFORMED) else uuid4()
        elif cell.relation == ABSENT and value.isdigit():
            value = "999999999"
        values[place] = value
    path = reverse(cell.row.name, urlconf=urls, kwargs=values)
    if cell.relation == MALFORMED:
        first = next(str(value) for place, value in values.items() if place in ("key", "visit", "passkey", "person"))
        path = path.replace(first, f"{first[:-1]}zz")
    return path


def holds(actor: Actor, asked: str) -> bool:
    """Tell whether a person holds all verbs that are asked for."""
    return asked in (OPEN, ANYONE) or all(matrix.scope_of(actor.roles, Verb(verb)) for verb in asked.split())


def reaches(actor: Actor, asked: str, relation: str, kind: str) -> bool:
    """Tell by the matrix whether a person may do this to a record to which they stand in this relation.

    Broad scopes leave out sealed records, own ones reach what one is tied to, a conflict bars from all. Whoever does
    something to a record must also be allowed to see it.
    """
    if relation in (ABSENT, MALFORMED, MIXED, "conflict"):
        return False
    for verb in {*asked.split(), f"{kind}.view"}:
        scopes = matrix.scopes_of(actor.roles, Verb(verb))
        broad = Scope.ALL in scopes and not relation.startswith("sealed")
        own = Scope.OWN in scopes and relation in ("own", "sealed_own")
        if not (broad or own):
            return False
    return True


def kind_of(row: Row, threads: dict[str, Thread]) -> str:
    """Tell the kind of the record that an address names first."""
    word = next(word for word in row.words.values() if word in threads["own"].keys)
    return threads["own"].kinds[word]


def sees(actor: Actor, thread: Thread, kind: str) -> bool:
    """Tell whether anything of this kind in a thread may be shown to a person."""
    return reaches(actor, f"{kind}.view", thread.relation, kind)


KINDS = sorted({each.kind for each in PROTECTED})
