"""Which decisions were made about a client besides admission, under which law?

Recovery periods and the separate identification belong to the law of July 2015 to December 2022; before, the director
made one decision without listed grounds, which is noted under the ground it comes nearest to.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kajo.run.history.deal import Draft, Kid
from kajo.run.history.dice import DAY, Dice
from kajo.run.history.places import later
from kajo.run.history.seasons import END
from kajo.run.history.terms import Exit, Form, Law, Removal, Residence, Span, Step

CHAPTER_OF_2015 = date(2015, 7, 1)
CHAPTER_OF_2023 = date(2023, 1, 1)
LAWS = (
    (CHAPTER_OF_2023, Law.CHAPTER_OF_2023),
    (CHAPTER_OF_2015, Law.CHAPTER_OF_2015),
    (date(2011, 9, 1), Law.AS_ENACTED),
    (date.min, Law.INTEGRATION_ACT),
)
# All decisions of 2021 were published, 425, their kinds were not: identifications, the kind we know least of, fill up.
DECISIONS_2021 = 425
IDENTIFIED_A_YEAR = 14

_NOW = {Exit.R1: 46.0, Exit.R2A: 24.0, Exit.R2B: 3.0, Exit.R3A: 11.0, Exit.R3B: 15.0, Exit.R4: 1.0}
_OF_2015 = {
    Exit.R1: 28.0, Exit.OLD_2: 20.0, Exit.OLD_3: 14.0, Exit.OLD_4: 5.0, Exit.OLD_5: 3.0,
    Exit.R2A: 13.0, Exit.R2B: 4.0, Exit.R3A: 5.0, Exit.R3B: 8.0,
}  # fmt: skip
_BEFORE = {Exit.R1: 60.0, Exit.R2A: 18.0, Exit.R2B: 6.0, Exit.R3A: 6.0, Exit.R3B: 10.0}


def law_on(day: date) -> Law:
    """Give the law a decision of that day was made under."""
    return next(law for first, law in LAWS if first <= day)


def give_papers(drafts: Sequence[Draft], kids: Sequence[Kid], dice: Dice) -> None:
    """Fill in recovery and reflection periods and removals of all, and the children's removals."""
    for draft in drafts:
        if draft.form is not None:
            draft.spans = _spans(draft, dice)
        if draft.removed_on is not None:
            draft.removal = removal(draft.admitted_on, draft.removed_on, dice)
    for kid in kids:
        if kid.removed_on is None:
            continue
        parent = kid.parent.removal
        together = parent is not None and parent.on == kid.removed_on
        ground = parent.ground if parent is not None and together else Exit.R1
        # A child is no victim, so points 2-5 of 2015 cannot fit; nor is a child removed for the danger a parent was.
        ground = Exit.R1 if ground is Exit.R4 or ground.startswith("REMOVE_OLD") else ground
        kid.removal = removal(kid.admitted_on, kid.removed_on, dice, ground)


def _spans(draft: Draft, dice: Dice) -> tuple[Span, ...]:
    day = draft.admitted_on
    if day < CHAPTER_OF_2015:
        return ()
    if draft.residence is Residence.NONE:
        return _reflection(draft, dice) if dice.happens(0.35) else ()
    if day < CHAPTER_OF_2023 - 31 * DAY and dice.happens(0.1):
        return _recovery(draft, dice)
    return ()


def _recovery(draft: Draft, dice: Dice) -> tuple[Span, ...]:
    """Thirty days with the admission, at most sixty more, interrupted by removal; none runs past the law."""
    first, ends = draft.admitted_on, draft.admitted_on + 30 * DAY
    spans = [Span(Step.RECOVERY_GRANT, first, first, ends)]
    longer = min(ends + DAY * dice.between(15, 60), CHAPTER_OF_2023)
    if longer > ends and dice.happens(0.35) and _still(draft, ends):
        spans.append(Span(Step.RECOVERY_EXTEND, _before(ends, dice), ends, longer, _broken(draft, longer)))
    return tuple(spans)


def _reflection(draft: Draft, dice: Dice) -> tuple[Span, ...]:
    """At least thirty days, with extensions at most six months; now and then interrupted."""
    first = draft.admitted_on
    ends = first + DAY * dice.one((30, 30, 45, 60, 90))
    stopped = _still(draft, ends) and ends <= END and dice.happens(0.04)
    spans = [Span(Step.REFL_GRANT, first, first, ends, ends - 7 * DAY if stopped else _broken(draft, ends))]
    if not stopped and _still(draft, ends) and ends <= END and dice.happens(0.4):
        longer = ends + DAY * dice.between(30, 80)
        spans.append(Span(Step.REFL_EXTEND, _before(ends, dice), ends, longer, _broken(draft, longer)))
    return tuple(spans)


def _still(draft: Draft, day: date) -> bool:
    return draft.removed_on is None or draft.removed_on > day


def _before(day: date, dice: Dice) -> date:
    return dice.weekday(day - 10 * DAY, day - 2 * DAY)


def _broken(draft: Draft, ends: date) -> date | None:
    return draft.removed_on if draft.removed_on is not None and draft.removed_on < ends else None


def removal(admitted_on: date, on: date, dice: Dice, ground: Exit | None = None) -> Removal:
    """Make a removal of that day with what its ground asks for: overall assessment, hearing, tries to reach."""
    law = law_on(on)
    if ground is None:
        kinds = {Law.CHAPTER_OF_2023: _NOW, Law.CHAPTER_OF_2015: _OF_2015}.get(law, _BEFORE)
        ground = dice.weighted(kinds)
    assessed = heard = help_until = None
    tries: tuple[date, ...] = ()
    if ground is Exit.R1:
        assessed = max(admitted_on + DAY, dice.weekday(on - 50 * DAY, on - 15 * DAY))
    if ground in (Exit.R1, Exit.R4) or ground.startswith("REMOVE_OLD"):
        heard = max(assessed or admitted_on, dice.weekday(on - 14 * DAY, on - 3 * DAY))
    if ground is Exit.R3B:
        tries = tuple(max(admitted_on, on - DAY * days) for days in (60, 38, 17))
    if ground is not Exit.R3B and dice.happens(0.3):
        help_until = later(on, 14, 60, dice)
    return Removal(on, ground, law, assessed, heard, tries, help_until)


def identify(drafts: Sequence[Draft], already_2021: int, dice: Dice) -> None:
    """Fill in identifications (IDENTIFY_38) of victims, some every year the section was in force.

    `already_2021` counts all other decisions of 2021; see DECISIONS_2021.
    """
    for year in range(2015, 2023):
        first = max(date(year, 1, 1), CHAPTER_OF_2015)
        count = DECISIONS_2021 - already_2021 if year == 2021 else IDENTIFIED_A_YEAR
        possible = [
            draft
            for draft in dice.shuffled(drafts)
            if draft.form not in (None, Form.OTHER)
            and draft.identified_on is None
            and draft.admitted_on + 90 * DAY < date(year, 12, 1)
            and _still(draft, date(year, 12, 31))
            and draft.admitted_on.year >= year - 2
        ]
        for draft in possible[:count]:
            earliest = max(first, draft.admitted_on + 90 * DAY)
            draft.identified_on = dice.weekday(earliest, date(year, 12, 31) - timedelta(days=2))
