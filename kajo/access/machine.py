"""From which states may a deed lead to which?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from kajo.access.gate import Refused
from kajo.access.verbs import Verb
from kajo.law.finding import N_ as _


@dataclass(frozen=True)
class Machine:
    """A table of moves for one field of one model: verb -> (states it may start from, state it leads to).

    `start` is the state a new row is born in, or one of `born_done` where the deed is over when it is noted; rows of
    history may also be born in the states of `also_born`. The database holds the same table and refuses all other
    moves, and every move by somebody who does not hold its verb.
    """

    table: str
    field: str
    start: StrEnum
    moves: Mapping[Verb, tuple[AbstractSet[StrEnum], StrEnum]]
    also_born: AbstractSet[StrEnum] = frozenset()
    born_done: AbstractSet[StrEnum] = frozenset()

    def check(self, verb: Verb, state: str) -> StrEnum:
        """Give the state that the deed leads to. Raises Refused from any state it may not start from."""
        sources, target = self.moves[verb]
        if state not in {str(source) for source in sources}:
            raise Refused(_("This has already moved on, so it cannot be done any more. Look at the page again."))
        return target

    def steps(self) -> Iterable[tuple[str, str, str]]:
        """List all moves the database lets pass, sorted: from which state to which, and the verb that is needed.

        The birth of a row has an empty first word, and needs no verb but for rows of history.
        """
        moves = {
            (str(source), str(target), str(verb))
            for verb, (sources, target) in self.moves.items()
            for source in sources
        }
        births = {("", str(state), "") for state in {self.start} | set(self.born_done)}
        history = {("", str(state), str(Verb.HISTORY_LOAD)) for state in self.also_born}
        return sorted(births | history | moves)
