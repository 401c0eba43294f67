"""From which states may a deed lead to which?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from kajo.access.gate import Refused
from kajo.access.verbs import Verb
from kajo.law.finding import N_


@dataclass(frozen=True)
class Machine:
    """A table of moves for one field of one model: verb -> (states it may start from, state it leads to).

    `start` is the state a new row is born in; rows of history may also be born in the states of `also_born`. The
    database holds the same table and refuses all other moves.
    """

    table: str
    field: str
    start: StrEnum
    moves: Mapping[Verb, tuple[AbstractSet[StrEnum], StrEnum]]
    also_born: AbstractSet[StrEnum] = frozenset()

    def check(self, verb: Verb, state: str) -> StrEnum:
        """Give the state that the deed leads to. Raises Refused from any state it may not start from."""
        sources, target = self.moves[verb]
        if state not in {str(source) for source in sources}:
            raise Refused(N_("This has already moved on, so it cannot be done any more. Look at the page again."))
        return target

    def pairs(self) -> Iterable[tuple[str, str]]:
        """List all pairs of states the database lets pass, sorted; the birth of a row has an empty first word."""
        steps = {(str(source), str(target)) for sources, target in self.moves.values() for source in sources}
        births = {("", str(state)) for state in {self.start} | set(self.also_born)}
        return sorted(births | steps)
