"""When were those born who were admitted as minors?

Published is how many of them were still under 18 on four days. Going through these days we choose who still is; the
18th birthday of the others falls before the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kajo.run.history.deal import Draft
from kajo.run.history.dice import Dice, years_before

# The last of them: 21 of the clients were minors in the middle of 2025.
STILL_MINORS = (
    (date(2021, 12, 31), 24),
    (date(2022, 12, 31), 29),
    (date(2023, 12, 31), 19),
    (date(2025, 6, 30), 21),
)
FULL_AGE = 18
LONGEST = timedelta(days=365 * 11)  # nobody was younger than seven
DAY = timedelta(days=1)


def give_births(drafts: Sequence[Draft], dice: Dice) -> None:
    """Fill in the birth dates of all who were admitted as minors."""
    minors = [draft for draft in drafts if draft.minor]
    after = {draft: draft.admitted_on for draft in minors}
    until = {draft: draft.admitted_on + LONGEST for draft in minors}
    for day, count in STILL_MINORS:
        here = [draft for draft in minors if draft.open_on(day)]
        possible = [draft for draft in here if until[draft] > day + DAY and after[draft] <= day]
        fixed = [draft for draft in here if after[draft] >= day]
        newest = dice.shuffled(draft for draft in possible if draft not in fixed)
        newest.sort(key=lambda draft: draft.admitted_on.toordinal() + 300 * dice.roll(), reverse=True)
        still = [*fixed, *newest][:count]
        assert len(still) == count, (day, len(still))
        for draft in here:
            if draft in still:
                after[draft] = max(after[draft], day)
            else:
                until[draft] = min(until[draft], day)
    for draft in minors:
        width = (until[draft] - after[draft]).days
        birthday = after[draft] + DAY * max(1, min(width, round(width * dice.roll() ** 1.5)))
        draft.born_on = years_before(birthday, FULL_AGE)
