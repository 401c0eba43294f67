"""Who was newly admitted, by place, form, sex and age?

A cohort spans the half-years for which its make-up is known together. Published parts are checked in `figures.py`; the
rest is chosen near what is known of neighbouring years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kajo.run.history.seasons import A, B, C, F, G, K, L, M, S, X
from kajo.run.history.terms import Form, Place, Sex

Forms = Mapping[Form | None, int]
FI, AB = Place.FINLAND, Place.ABROAD


@dataclass(frozen=True, slots=True)
class Cohort:
    """New clients of some half-years, re-admissions included, clients' children not.

    `women` counts girls too. `minors`: girls and boys exploited in Finland, girls and boys exploited abroad. `young`:
    adults of 18-21, None for an ordinary share. `ages`: exact adults per band. `women_of`: exact women where known.
    """

    seasons: tuple[tuple[int, int], ...]
    women: int
    minors: tuple[int, int, int, int]
    finland: Forms
    abroad: Forms
    young: int | None = None
    ages: Mapping[str, int] = field(default_factory=dict)
    women_of: Mapping[tuple[Place, Form | None], int] = field(default_factory=dict)

    def minors_by(self) -> dict[tuple[Place, Sex], int]:
        """Minors by place and sex."""
        return dict(
            zip([(place, sex) for place in (FI, AB) for sex in (Sex.FEMALE, Sex.MALE)], self.minors, strict=True)
        )


FIRST_AND_LAST = {
    "18-21": (18, 21),
    "22-29": (22, 29),
    "30-39": (30, 39),
    "40-49": (40, 49),
    "50-59": (50, 59),
    "60-": (60, 66),
}
USUAL_AGES = {"22-29": 33.0, "30-39": 35.0, "40-49": 20.0, "50-59": 6.0, "60-": 1.0}
USUAL_YOUNG = 0.17
ESTIMATED = "estimated"


def _year(year: int) -> tuple[tuple[int, int], ...]:
    return ((year, 1), (year, 2))


COHORTS = (
    # Ten minors: 55 of all admitted in 2006-2018 were under 18, and 45 of them are known by year. 141 were 18-21.
    Cohort(
        tuple((year, half) for year in range(2006, 2015) for half in (1, 2)),
        193,
        (2, 0, 5, 3),
        {L: 50, S: 42, M: 2, C: 4, X: 2},
        {L: 90, S: 98, M: 10, C: 4, B: 5, X: 14},
        young=60,
    ),
    Cohort(_year(2015), 34, (0, 0, 0, 0), {L: 8, S: 6, M: 1, C: 1}, {L: 12, S: 18, M: 3, X: 3}, young=10),
    Cohort(
        _year(2016),
        86,
        (1, 0, 10, 10),
        {L: 24, S: 12, M: 4, C: 1, A: 1},
        {L: 26, S: 44, M: 9, K: 3, B: 1, X: 5},
        young=21,
    ),
    Cohort(
        _year(2017),
        78,
        (1, 0, 7, 6),
        {L: 26, S: 13, M: 6, C: 2},
        {L: 22, S: 42, M: 8, K: 2, G: 1, X: 5},
        young=21,
    ),
    Cohort(
        _year(2018),
        102,
        (1, 0, 5, 4),
        {L: 20, S: 18, M: 10, C: 2, A: 1, X: 1},
        {L: 42, S: 45, M: 16, K: 2, B: 1, X: 5},
        young=29,
    ),
    Cohort(
        _year(2019),
        140,
        (1, 0, 7, 6),
        {L: 40, S: 13, M: 12, C: 3, X: 2},
        {L: 65, S: 60, M: 22, K: 3, G: 1, X: 8},
    ),
    Cohort(
        _year(2020),
        139,
        (2, 1, 5, 2),
        {L: 78, S: 15, M: 23, C: 5, F: 2},
        {L: 45, S: 48, M: 21, C: 1, K: 1, G: 1, X: 7},
    ),
    # 28 minors in 2021, 27 of them exploited abroad. 113 exploited in Finland in the year is chosen; 45 in its first
    # half is known.
    Cohort(((2021, 1),), 66, (1, 0, 6, 5), {L: 27, S: 6, M: 9, C: 2, F: 1}, {L: 16, S: 27, M: 15, X: 6}),
    Cohort(
        ((2021, 2),),
        82,
        (0, 0, 9, 7),
        {L: 43, S: 8, M: 11, C: 2, F: 1, A: 2, X: 1},
        {L: 18, S: 27, M: 15, K: 1, X: 5},
    ),
    # The published ages make 124 adults of 125. The one left over gets an estimated birth date, which is in no age
    # group. 43 + 13 are the 56 of 18-29 years.
    Cohort(
        ((2022, 1),),
        84,
        (2, 1, 6, 5),
        {L: 38, S: 16, M: 11, F: 1},
        {L: 25, S: 19, M: 26, A: 1, X: 2},
        ages={"18-21": 13, "22-29": 43, "30-39": 42, "40-49": 21, "50-59": 5, ESTIMATED: 1},
    ),
    Cohort(
        ((2022, 2),),
        108,
        (2, 1, 5, 3),
        {L: 140, S: 8, M: 14, C: 5, F: 2, X: 1},
        {L: 14, S: 22, M: 17, C: 3, X: 2},
    ),
    Cohort(
        ((2023, 1),),
        86,
        (1, 0, 2, 2),
        {L: 47, S: 12, M: 13, C: 2, F: 1, X: 1},
        {L: 18, S: 24, M: 28, C: 1, X: 5},
    ),
    Cohort(
        ((2023, 2),),
        92,
        (1, 0, 4, 2),
        {L: 104, S: 10, M: 14, C: 3, F: 1, X: 1},
        {L: 10, S: 13, M: 14, K: 1, X: 3},
    ),
    # 48 men of whom 45 (94 %) were in forced labour and 43 women of whom 21 (49 %) in forced marriage give every
    # published share of 2024 in Finland; other numbers of men and women do not.
    Cohort(
        _year(2024),
        126,
        (0, 0, 6, 3),
        {L: 55, S: 12, M: 21, C: 2, X: 1},
        {L: 38, S: 29, M: 45, C: 1, X: 3},
        women_of={(FI, L): 10, (FI, S): 11, (FI, M): 21, (FI, C): 0, (FI, X): 1},
    ),
    Cohort(((2025, 1),), 54, (1, 0, 4, 3), {L: 19, S: 8, M: 11, C: 2, X: 1}, {L: 8, S: 16, M: 19, X: 4}),
    # From here on nothing was published.
    Cohort(((2025, 2),), 57, (1, 0, 4, 2), {L: 21, S: 8, M: 12, C: 2, X: 1}, {L: 9, S: 15, M: 20, K: 1, X: 3}),
    Cohort(((2026, 1),), 60, (0, 0, 4, 2), {L: 22, S: 8, M: 13, C: 2, F: 1}, {L: 9, S: 16, M: 20, X: 4}),
    Cohort(((2026, 2),), 39, (0, 0, 3, 1), {L: 15, S: 5, M: 8, C: 1, A: 1, X: 1}, {L: 5, S: 11, M: 13, X: 2}),
)

# How often a woman, by form: only a leaning, the sums above hold. Labour in Finland is mostly men's, marriage women's.
WOMAN: dict[tuple[Place, Form | None], float] = {
    (FI, L): 0.3, (AB, L): 0.45, (FI, S): 0.92, (AB, S): 0.9, (FI, M): 0.95, (AB, M): 0.85, (FI, C): 0.25, (AB, C): 0.3,
    (FI, B): 0.5, (AB, B): 0.5, (FI, G): 0.3, (AB, G): 0.3, (FI, K): 0.1, (AB, K): 0.1, (FI, F): 0.4, (AB, F): 0.4,
    (FI, X): 0.6, (AB, X): 0.55, (FI, A): 0.6, (AB, A): 0.5,
}  # fmt: skip
MINOR = {L: 0.3, S: 0.5, M: 0.8, C: 0.5, B: 0.4, G: 0.0, K: 0.9, F: 0.0, X: 0.4, A: -9.0}
