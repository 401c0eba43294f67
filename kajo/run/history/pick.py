"""Which clients leave, so that the published sums of those who stay come out?

Several sums must hold at once (by form, women, admitted as minors). We begin with chance and exchange people until all
sums hold; within a cell of equal people chance and length of stay decide.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kajo.run.history.deal import Draft
from kajo.run.history.dice import Dice
from kajo.run.history.terms import Form

Cell = tuple[Form | None, bool, bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many leave; None: chance decides."""

    count: int
    forms: dict[Form | None, int] | None = None
    women: int | None = None
    minors: int | None = None


def cell(draft: Draft) -> Cell:
    """Give what of a person counts in a sum."""
    return (draft.form, draft.is_woman, draft.minor)


class Picking:
    """A choice being made. `fixed` are chosen beforehand and stay."""

    def __init__(self, pool: Sequence[Draft], fixed: Sequence[Draft], wanted: Wanted, dice: Dice) -> None:
        self.wanted, self.fixed = wanted, list(fixed)
        self.pool: dict[Cell, list[Draft]] = defaultdict(list)
        for draft in pool:
            self.pool[cell(draft)].append(draft)
        self.dice = dice
        self.taken: Counter[Cell] = Counter()
        self.sums: dict[tuple[str, Form | bool | None], int] = defaultdict(int)
        for draft in fixed:
            self._add(cell(draft), 1)

    def choose(self) -> list[Draft]:
        """Give the chosen people, the fixed ones among them.

        Raises ValueError if no exchange reaches the wanted sums: the numbers in `seasons` then contradict each other.
        """
        self._begin()
        for _ in range(400):
            if self._miss() == 0:
                return self.fixed + [draft for key, count in self.taken.items() for draft in self._from(key, count)]
            self._exchange()
        raise ValueError(f"these sums cannot be reached: {self.wanted}, off by {self._miss()}")

    def _add(self, key: Cell, step: int) -> None:
        self.sums["form", key[0]] += step
        self.sums["women", True] += step * key[1]
        self.sums["minors", True] += step * key[2]

    def _take(self, key: Cell, step: int) -> None:
        self.taken[key] += step
        self._add(key, step)

    def _begin(self) -> None:
        everyone = self.dice.shuffled(key for key, drafts in self.pool.items() for _ in drafts)
        left = self.wanted.count - len(self.fixed)
        later = []
        for key in everyone:
            if left and self._fits(key):
                self._take(key, 1)
                left -= 1
            else:
                later.append(key)
        for key in later[:left]:
            self._take(key, 1)

    def _fits(self, key: Cell) -> bool:
        forms, women, minors = self.wanted.forms, self.wanted.women, self.wanted.minors
        return (
            (forms is None or self.sums["form", key[0]] < forms.get(key[0], 0))
            and (women is None or not key[1] or self.sums["women", True] < women)
            and (minors is None or not key[2] or self.sums["minors", True] < minors)
        )

    def _miss(self) -> int:
        off = 0
        if self.wanted.forms is not None:
            kinds = {key[0] for key in self.pool} | set(self.wanted.forms)
            off += sum(abs(self.sums["form", kind] - self.wanted.forms.get(kind, 0)) for kind in kinds)
        if self.wanted.women is not None:
            off += abs(self.sums["women", True] - self.wanted.women)
        if self.wanted.minors is not None:
            off += abs(self.sums["minors", True] - self.wanted.minors)
        return off

    def _exchange(self) -> None:
        now, ties = self._miss(), []
        for out in [key for key, count in self.taken.items() if count]:
            self._take(out, -1)
            for into, drafts in self.pool.items():
                if into == out or self.taken[into] >= len(drafts):
                    continue
                self._take(into, 1)
                then = self._miss()
                self._take(into, -1)
                if then < now:
                    self._take(into, 1)
                    return
                if then == now:
                    ties.append((out, into))
            self._take(out, 1)
        if ties:
            out, into = self.dice.one(ties)
            self._take(out, -1)
            self._take(into, 1)

    def _from(self, key: Cell, count: int) -> list[Draft]:
        drafts = self.pool[key]
        if not count:
            return []
        longest = min(draft.admitted_on for draft in drafts).toordinal()
        newest = max(draft.admitted_on for draft in drafts).toordinal() + 1

        def liking(draft: Draft) -> float:
            return self.dice.roll() * (0.25 + (newest - draft.admitted_on.toordinal()) / (newest - longest + 365))

        return sorted(drafts, key=liking, reverse=True)[:count]
