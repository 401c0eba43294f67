"""Who comes back, whose children come along, and who leaves when?

The half-years are walked through in order; each ends with the stock that `seasons` tells.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from kajo.run.history.cohorts import FIRST_AND_LAST
from kajo.run.history.deal import Draft, Kid, count_by
from kajo.run.history.dice import Dice, age_on, shares, years_before
from kajo.run.history.pick import Picking, Wanted
from kajo.run.history.seasons import BY_FORM, SEASONS, Season
from kajo.run.history.terms import Form, Sex

SHORTEST_STAY = timedelta(days=45)
SHORTEST_ABSENCE = timedelta(days=150)
FREELY_LEAVING = (Form.LABOUR, Form.SEXUAL)
ADULT = 18


class Years:
    """The half-years walked through, with those who are clients and those who have left."""

    def __init__(self, dealt: dict[tuple[int, int], list[Draft]], dice: Dice) -> None:
        self.dealt, self.dice = dealt, dice
        self.clients: list[Draft] = []
        self.kids: list[Kid] = []
        self.left: list[Draft] = []
        self.all_kids: list[Kid] = []
        self.seasons = {(season.year, season.half): season for season in SEASONS}

    def walk(self) -> list[Kid]:
        """Fill in comings and goings of all; give the children."""
        for season in SEASONS:
            newcomers = self.dealt[season.year, season.half]
            self._bring_back(season, newcomers)
            leaving = len(self.clients) + len(newcomers) - season.clients
            wanted = self._wanted(season, newcomers, leaving)
            self.clients += newcomers
            before = list(self.kids)
            self._admit_children(season, newcomers)
            self._let_go(season, wanted, before)
        return self.all_kids

    def _bring_back(self, season: Season, newcomers: list[Draft]) -> None:
        open_places = [draft for draft in self.dice.shuffled(newcomers) if draft.form and not draft.minor]
        for draft in open_places:
            if sum(1 for other in newcomers if other.before) == season.again:
                return
            low, high = FIRST_AND_LAST.get(draft.band, (0, 0))
            for old in self.left:
                if (
                    old.after is None
                    and old.sex is draft.sex
                    and old.form
                    and not old.minor
                    and not old.kids
                    and old.removed_on is not None
                    and old.removed_on + SHORTEST_ABSENCE < draft.admitted_on
                    and low <= age_on(old.born_on, draft.admitted_on) <= high
                ):
                    draft.before, old.after = old, draft
                    draft.born_on, draft.precision = old.born_on, old.precision
                    break
        assert sum(1 for other in newcomers if other.before) == season.again, season

    def _wanted(self, season: Season, newcomers: list[Draft], leaving: int) -> Wanted:
        key = (season.year, season.half)
        if season.half == 2 or season.women is not None or key in BY_FORM:
            group, target, part = newcomers, season, 1.0
        else:
            # Only the end of the year is known: its leavers are spread over the halves as all leavers are.
            target = self.seasons[season.year, 2]
            group = [*newcomers, *self.dealt[season.year, 2]]
            gone = len(self.clients) + len(group) - target.clients
            part = leaving / gone if gone else 0.0
        now = self.clients + group
        forms = BY_FORM.get((target.year, target.half))
        chosen = None
        if forms is not None:
            have = count_by(now, lambda draft: draft.form)
            goes = {form: have.get(form, 0) - forms.get(form, 0) for form in [*Form, None]}
            assert min(goes.values()) >= 0, (key, goes)
            chosen = goes if part == 1.0 else shares(leaving, {form: float(count) for form, count in goes.items()})
        return Wanted(
            leaving,
            chosen,
            self._part(now, target.women, part, lambda draft: draft.is_woman),
            self._part(now, target.minors, part, lambda draft: draft.minor),
        )

    @staticmethod
    def _part(now: list[Draft], target: int | None, part: float, what: Callable[[Draft], bool]) -> int | None:
        if target is None:
            return None
        goes = sum(1 for draft in now if what(draft)) - target
        return round(goes * part)

    def _admit_children(self, season: Season, newcomers: list[Draft]) -> None:
        dice, count = self.dice, season.children_admitted
        new_parents = dice.shuffled(draft for draft in newcomers if self._may_bring(draft, season))
        older = self.clients[: -len(newcomers)]
        old_parents = dice.shuffled(draft for draft in older if self._may_bring(draft, season))
        while count:
            siblings = min(count, dice.weighted({1: 45, 2: 30, 3: 17, 4: 8}))
            came_along = bool(new_parents) and (dice.happens(0.7) or not old_parents)
            parent = (new_parents if came_along else old_parents).pop()
            if came_along:
                days = [parent.admitted_on] * siblings
            else:
                siblings = min(siblings, 2)
                days = [dice.weekday(max(season.starts, parent.admitted_on), season.ends)] * siblings
            born_here = not came_along and parent.is_woman and dice.happens(0.7)
            for day in days[: 1 if born_here else siblings]:
                self._admit_child(parent, season, day, born_here=born_here)
                count -= 1

    @staticmethod
    def _may_bring(draft: Draft, season: Season) -> bool:
        age = age_on(draft.born_on, draft.admitted_on) if not draft.minor else 0
        return 21 <= age <= 48 and not draft.kids and draft.before is None and draft.admitted_on < season.ends

    def _admit_child(self, parent: Draft, season: Season, day: date, *, born_here: bool) -> None:
        oldest = min(15, age_on(parent.born_on, day) - 19)
        if born_here:
            born = max(day - timedelta(days=self.dice.between(10, 60)), parent.admitted_on - timedelta(days=20))
        else:
            born = years_before(day, self.dice.between(0, oldest)) - timedelta(days=self.dice.between(5, 360))
        kid = Kid(parent, (season.year, season.half), day, born, self.dice.one((Sex.FEMALE, Sex.MALE)))
        parent.kids.append(kid)
        self.kids.append(kid)
        self.all_kids.append(kid)

    def _let_go(self, season: Season, wanted: Wanted, before: list[Kid]) -> None:
        kids_leaving = len(self.kids) - season.children
        grown = [kid for kid in before if age_on(kid.born_on, season.ends) >= ADULT][:kids_leaving]
        for kid in grown:
            birthday = years_before(kid.born_on, -ADULT)
            kid.removed_on = self.dice.weekday(max(season.starts, birthday), season.ends)
        parents, kids_leaving = self._parents_leaving(
            wanted, kids_leaving - len(grown), set(before) - set(grown), season
        )
        tied = {kid.parent for kid in self.kids if kid.removed_on is None} | set(parents)
        pool = [draft for draft in self.clients if draft not in tied and self._may_leave(draft, season)]
        for draft in Picking(pool, parents, wanted, self.dice).choose():
            draft.removed_on = self.dice.weekday(max(season.starts, draft.admitted_on + SHORTEST_STAY), season.ends)
            for kid in draft.kids:
                if kid.removed_on is None or kid.removed_on > draft.removed_on:
                    kid.removed_on = draft.removed_on
        # A child may leave while the parent stays: it moves to the other parent, or needs no more help.
        alone = self.dice.shuffled(kid for kid in before if kid.removed_on is None)
        for kid in alone[: len([kid for kid in self.kids if kid.removed_on is None]) - season.children]:
            kid.removed_on = self.dice.weekday(season.starts, season.ends)
        self._settle(season)

    def _parents_leaving(
        self, wanted: Wanted, kids_leaving: int, leavable: set[Kid], season: Season
    ) -> tuple[list[Draft], int]:
        parents: list[Draft] = []
        women, minors, forms = wanted.women, wanted.minors, dict(wanted.forms or {})
        for draft in self.dice.shuffled(self._with_kids()):
            here = [kid for kid in draft.kids if kid.removed_on is None]
            if (
                len(here) > kids_leaving
                or not all(kid in leavable for kid in here)
                or not self._may_leave(draft, season)
                or len(parents) * 2 >= wanted.count
                or (wanted.forms is not None and forms.get(draft.form, 0) <= 0)
                or (women is not None and draft.is_woman and women <= 0)
                or (minors is not None and draft.minor)
            ):
                continue
            parents.append(draft)
            kids_leaving -= len(here)
            forms[draft.form] = forms.get(draft.form, 0) - 1
            women = None if women is None else women - draft.is_woman
            for kid in here:
                kid.removed_on = season.ends
        return parents, kids_leaving

    def _with_kids(self) -> list[Draft]:
        return [draft for draft in self.clients if any(kid.removed_on is None for kid in draft.kids)]

    @staticmethod
    def _may_leave(draft: Draft, season: Season) -> bool:
        # Before sums by form are known the rare forms stay, or none would be left to count later.
        if season.year < 2014 and draft.form not in FREELY_LEAVING and draft.admitted_on.year >= 2011:
            return False
        return draft.admitted_on + SHORTEST_STAY < season.ends

    def _settle(self, season: Season) -> None:
        gone = [draft for draft in self.clients if draft.removed_on is not None]
        self.left = [*self.dice.shuffled(gone), *self.left]
        self.clients = [draft for draft in self.clients if draft.removed_on is None]
        self.kids = [kid for kid in self.kids if kid.removed_on is None]
        assert (len(self.clients), len(self.kids)) == (season.clients, season.children), (
            season,
            len(self.clients),
            len(self.kids),
        )
