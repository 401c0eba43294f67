"""What was each client's own standing, when did it change, and which office had the case?

Only what is needed to find who serves: municipality, asylum seeker, temporary protection, permit on another ground.
Two years have published numbers: 70 % of the new of 2017 had sought asylum; of the 236 exploited in Finland in 2022,
104 came on a visa and 54 held a permit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kajo.run.history.countries import COUNTRIES, EU
from kajo.run.history.deal import Draft, Kid
from kajo.run.history.dice import Dice
from kajo.run.history.places import (
    COUNTIES_BEGAN,
    RULE_KNOWN_FROM,
    county_of,
    later,
    moved,
    office_for,
    organiser,
    somewhere,
)
from kajo.run.history.seasons import END
from kajo.run.history.terms import Form, Place, Residence, Standing

R = Residence
Change = tuple[date, Residence, str | None]

# Of the 236 of 2022: 21 citizens of Finland and the EU, 6 under temporary protection; the other 51 are chosen.
FINLAND_2022 = {R.VISA: 104, R.PERMIT: 54, R.ASYLUM_SEEKER: 30, R.NONE: 21}
ASYLUM_2017 = 89  # 70 % of 127
IN_FINLAND = {R.PERMIT: 0.48, R.ASYLUM_SEEKER: 0.2, R.VISA: 0.18, R.NONE: 0.14}
FROM_ABROAD = {R.ASYLUM_SEEKER: 0.72, R.PERMIT: 0.2, R.NONE: 0.08}
_PROTECTED_FROM = date(2022, 3, 4)


def give_standing(drafts: Sequence[Draft], kids: Sequence[Kid], dice: Dice) -> None:
    """Fill in residence at admission, standing periods and office of all."""
    for draft in drafts:
        draft.residence = _at_first(draft, dice)
    _as_published_2022(drafts, dice)
    _as_published_2017(drafts, dice)
    for draft in drafts:
        home = somewhere(dice)
        draft.office = office_for(home, draft.admitted_on)
        draft.moved_on, draft.moved_to = moved(draft.office, draft.removed_on)
        draft.standings = _cut(_changes(draft, home, dice), draft.removed_on)
    for kid in kids:
        kid.standings = tuple(_within(kid.parent.standings, kid.admitted_on, kid.removed_on))


def _at_first(draft: Draft, dice: Dice) -> Residence:
    if draft.country == "FI":
        return R.FINNISH_CITIZEN
    if draft.country in EU:
        return R.EU_CITIZEN
    if draft.country == "UA" and draft.admitted_on >= _PROTECTED_FROM:
        return R.TEMPORARY_PROTECTION
    return dice.weighted(IN_FINLAND if draft.place is Place.FINLAND else FROM_ABROAD)


def _as_published_2022(drafts: Sequence[Draft], dice: Dice) -> None:
    fixed = (R.FINNISH_CITIZEN, R.EU_CITIZEN, R.TEMPORARY_PROTECTION)
    year = [
        draft
        for draft in dice.shuffled(drafts)
        if draft.admitted_on.year == 2022 and draft.place is Place.FINLAND and draft.residence not in fixed
    ]
    kinds = [kind for kind, count in FINLAND_2022.items() for _ in range(count)]
    year.sort(key=lambda draft: (draft.form is not Form.LABOUR) - COUNTRIES[draft.country or "FI"].labour)
    for draft, kind in zip(year, kinds, strict=True):
        draft.residence = kind


def _as_published_2017(drafts: Sequence[Draft], dice: Dice) -> None:
    year = [draft for draft in dice.shuffled(drafts) if draft.admitted_on.year == 2017]
    year = [draft for draft in year if draft.residence not in (R.FINNISH_CITIZEN, R.EU_CITIZEN)]
    year.sort(key=lambda draft: (draft.place is Place.FINLAND, draft.residence is not R.ASYLUM_SEEKER))
    for draft in year[:ASYLUM_2017]:
        draft.residence = R.ASYLUM_SEEKER
    for draft in year[ASYLUM_2017:]:
        draft.residence = R.PERMIT if draft.residence is R.ASYLUM_SEEKER else draft.residence


def _changes(draft: Draft, home: str, dice: Dice) -> list[Change]:
    start, first = draft.admitted_on, draft.residence
    with_home = {R.FINNISH_CITIZEN: 0.97, R.EU_CITIZEN: 0.5, R.PERMIT: 0.85}.get(first, 0.0)
    settled = dice.happens(with_home)
    changes: list[Change] = [(start, first, home if settled else None)]
    if settled:
        if dice.happens(0.12):
            changes.append((later(start, 120, 1500, dice), first, somewhere(dice)))
        return changes
    if first is R.TEMPORARY_PROTECTION:
        if dice.happens(0.5):
            changes.append((max(later(start, 365, 600, dice), date(2023, 4, 3)), first, home))
        return changes
    if first in (R.ASYLUM_SEEKER, R.VISA) and dice.happens(0.4):
        start = later(start, 90, 500, dice)
        changes.append((start, R.NONE, None))
    chance = {R.ASYLUM_SEEKER: 0.75, R.VISA: 0.45, R.NONE: 0.5}.get(first, 0.8)
    if dice.happens(chance):
        day = later(start, 180, 900, dice)
        kind = first if first in (R.EU_CITIZEN, R.FINNISH_CITIZEN) else R.PERMIT
        changes.append((day, kind, home if dice.happens(0.85) else None))
    return changes


def _cut(changes: list[Change], removed_on: date | None) -> tuple[Standing, ...]:
    """Make periods of changes, cut where the organiser changed by law; nothing after the removal or the end."""
    days: list[Change] = []
    for index, (day, residence, municipality) in enumerate(changes):
        following = changes[index + 1][0] if index + 1 < len(changes) else None
        days.append((day, residence, municipality))
        for turn in (COUNTIES_BEGAN, RULE_KNOWN_FROM):
            needless = turn == COUNTIES_BEGAN and (municipality is None or county_of(municipality) == "91")
            if day < turn and (following is None or turn < following) and not needless:
                days.append((turn, residence, municipality))
    last = min(removed_on or date.max, END)
    days = [change for change in days if change[0] < last or change is days[0]]
    periods = []
    for index, (day, residence, municipality) in enumerate(days):
        until = days[index + 1][0] if index + 1 < len(days) else removed_on
        who, code = organiser(residence, municipality, day)
        periods.append(Standing(day, until, residence, municipality, who, code, day < RULE_KNOWN_FROM))
    return tuple(periods)


def _within(periods: Sequence[Standing], first: date, until: date | None) -> list[Standing]:
    """Give the parts of the parent's periods that fall into the child's own time."""
    parts = []
    for index, period in enumerate(periods):
        last_one = index == len(periods) - 1
        ends = until if last_one else min(period.until_on or date.max, until or date.max)
        if (period.until_on is not None and period.until_on <= first and not last_one) or (
            until and period.from_on >= until
        ):
            continue
        starts = max(period.from_on, first)
        who, code = organiser(period.residence, period.municipality, starts)
        parts.append(Standing(starts, ends, period.residence, period.municipality, who, code, starts < RULE_KNOWN_FROM))
    return parts
