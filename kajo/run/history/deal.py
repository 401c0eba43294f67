"""Who are the new clients of each half-year?

Every sum of a cohort is dealt out exactly; chance only decides which of the dealt people bears what.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kajo.run.history.cohorts import (
    COHORTS,
    ESTIMATED,
    FIRST_AND_LAST,
    MINOR,
    USUAL_AGES,
    USUAL_YOUNG,
    WOMAN,
    Cohort,
)
from kajo.run.history.dice import Dice, age_on, shares, years_before
from kajo.run.history.seasons import SEASONS, Season
from kajo.run.history.terms import (
    BirthPrecision,
    ClientCategory,
    Form,
    Place,
    Referral,
    Removal,
    Residence,
    Sex,
    Span,
    Standing,
)

MINOR_BAND = "0-17"
ROUGHLY = {BirthPrecision.YEAR: 3.0, BirthPrecision.MONTH: 1.0, BirthPrecision.ESTIMATE: 1.0}
HARMED_AS_MINORS_2021, USUALLY_HARMED = 80, 0.3


@dataclass(slots=True, eq=False)
class Kid:
    """A client's child admitted after section 35(3), while the plan is being made."""

    parent: Draft
    season: tuple[int, int]
    admitted_on: date
    born_on: date
    sex: Sex
    removed_on: date | None = None
    removal: Removal | None = None
    standings: tuple[Standing, ...] = ()


@dataclass(slots=True, eq=False)
class Draft:
    """An admission while the plan is being made. `before` is the same person's earlier one."""

    season: tuple[int, int]
    admitted_on: date
    place: Place
    form: Form | None
    sex: Sex
    band: str
    born_on: date = date.min
    precision: BirthPrecision = BirthPrecision.DAY
    harmed_as_minor: bool = False
    before: Draft | None = None
    after: Draft | None = None
    removed_on: date | None = None
    kids: list[Kid] = field(default_factory=list)
    country: str | None = None
    stateless: bool = False
    residence: Residence = Residence.NONE
    office: int = 1
    moved_on: date | None = None
    moved_to: int | None = None
    standings: tuple[Standing, ...] = ()
    spans: tuple[Span, ...] = ()
    identified_on: date | None = None
    removal: Removal | None = None
    referral: Referral | None = None
    tried: list[Referral] = field(default_factory=list)

    @property
    def minor(self) -> bool:
        """Admitted under 18."""
        return self.band == MINOR_BAND

    @property
    def category(self) -> ClientCategory:
        """A person without a form assists an investigation."""
        return ClientCategory.VICTIM if self.form else ClientCategory.ASSISTING

    @property
    def is_woman(self) -> bool:
        """Woman or girl."""
        return self.sex is Sex.FEMALE

    def open_on(self, day: date) -> bool:
        """Tell whether the person is a client at the end of that day."""
        return self.admitted_on <= day and (self.removed_on is None or self.removed_on > day)


@dataclass(slots=True, eq=False)
class _Slot:
    place: Place
    form: Form | None
    sex: Sex = Sex.MALE
    band: str = ""


def deal(dice: Dice) -> dict[tuple[int, int], list[Draft]]:
    """Give the admissions of each half-year, in the order of their days. Minors have no birth date yet."""
    by_key = {(season.year, season.half): season for season in SEASONS}
    dealt: dict[tuple[int, int], list[Draft]] = {}
    for cohort in COHORTS:
        slots = [
            _Slot(place, form)
            for place, forms in ((Place.FINLAND, cohort.finland), (Place.ABROAD, cohort.abroad))
            for form, count in forms.items()
            for _ in range(count)
        ]
        _give_sex(cohort, slots, dice)
        _give_bands(cohort, slots, dice)
        slots = dice.shuffled(slots)
        for key in cohort.seasons:
            season = by_key[key]
            part, slots = slots[: season.admitted], slots[season.admitted :]
            dealt[key] = sorted((_draft(season, slot, dice) for slot in part), key=lambda draft: draft.admitted_on)
    for year in range(SEASONS[0].year, SEASONS[-1].year + 1):
        _give_harm([draft for key, drafts in dealt.items() if key[0] == year for draft in drafts], year, dice)
    return dealt


def _give_harm(drafts: list[Draft], year: int, dice: Dice) -> None:
    """Mark whom the exploitation met as a minor: beside minors rather the young and the married."""
    count = HARMED_AS_MINORS_2021 if year == 2021 else round(len(drafts) * USUALLY_HARMED)

    def liking(draft: Draft) -> float:
        sure = draft.minor or draft.form is Form.CHILD_SOLDIER
        young = draft.band == "18-21"
        return 9.0 * sure + 0.4 * young + 0.3 * (draft.form is Form.MARRIAGE) + dice.roll()

    for draft in sorted((draft for draft in drafts if draft.form), key=liking, reverse=True)[:count]:
        draft.harmed_as_minor = True


def _first(slots: Iterable[_Slot], count: int, liking: Callable[[_Slot], float]) -> Sequence[_Slot]:
    return sorted(slots, key=liking, reverse=True)[:count]


def _give_sex(cohort: Cohort, slots: list[_Slot], dice: Dice) -> None:
    left, free = cohort.women, slots
    for (place, form), count in cohort.women_of.items():
        cell = [slot for slot in slots if (slot.place, slot.form) == (place, form)]
        for slot in cell[:count]:
            slot.sex = Sex.FEMALE
        left -= count
        free = [slot for slot in free if slot not in cell]
    for slot in _first(free, left, lambda slot: WOMAN[slot.place, slot.form] + 0.5 * dice.roll()):
        slot.sex = Sex.FEMALE


def _give_bands(cohort: Cohort, slots: list[_Slot], dice: Dice) -> None:
    for (place, sex), count in cohort.minors_by().items():
        cell = [slot for slot in slots if (slot.place, slot.sex) == (place, sex)]
        for slot in _first(cell, count, lambda slot: MINOR[slot.form] + dice.roll()):
            slot.band = MINOR_BAND
    adults = dice.shuffled(slot for slot in slots if not slot.band)
    bands = dict(cohort.ages)
    if not bands:
        young = round(len(adults) * USUAL_YOUNG) if cohort.young is None else cohort.young
        bands = {"18-21": young, **shares(len(adults) - young, USUAL_AGES)}
    ages = [band for band, count in bands.items() for _ in range(count)]
    for slot, band in zip(adults, ages, strict=True):
        slot.band = band


def _draft(season: Season, slot: _Slot, dice: Dice) -> Draft:
    draft = Draft(
        (season.year, season.half), dice.weekday(season.starts, season.ends), slot.place, slot.form, slot.sex, slot.band
    )
    if slot.band == ESTIMATED:
        draft.born_on, draft.precision = date(season.year - 45, 1, 1), BirthPrecision.ESTIMATE
    elif not draft.minor:
        draft.born_on = born_at_age(*FIRST_AND_LAST[slot.band], draft.admitted_on, dice)
        older = slot.band not in ("18-21", "22-29")
        # A day known only roughly never moves anybody over the edge of a published age group.
        if older and draft.season != (2022, 1) and dice.happens(0.12):
            draft.precision = dice.weighted(
                {BirthPrecision.YEAR: 3, BirthPrecision.MONTH: 1, BirthPrecision.ESTIMATE: 1}
            )
    return draft


def born_at_age(youngest: int, oldest: int, on: date, dice: Dice) -> date:
    """Give a birth date that makes this age on that day."""
    age = dice.between(youngest, oldest)
    born = years_before(on, age) - timedelta(days=dice.between(1, 364))
    assert age_on(born, on) == age, (born, on)
    return born


def count_by(drafts: Iterable[Draft], what: Callable[[Draft], object]) -> dict[object, int]:
    """Count drafts by some quality."""
    counts: dict[object, int] = defaultdict(int)
    for draft in drafts:
        counts[what(draft)] += 1
    return counts
