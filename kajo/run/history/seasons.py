"""How many came, stayed and left in each half-year?

Numbers that were published stand in `figures.py` and are checked against the finished plan; here stand the numbers the
plan is made from. Where nothing was published the number is chosen, and the reason is written beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kajo.run.history.terms import Form

START = date(2006, 1, 2)
END = date(2026, 10, 31)


@dataclass(frozen=True, slots=True)
class Season:
    """A half-year: referrals received, clients admitted (of them admitted before), children admitted, and who is left.

    `clients` and `children` are the stock at its end; `women` and `minors` (admitted as minors) are of the clients,
    None where chance decides.
    """

    year: int
    half: int
    referrals: int
    admitted: int
    again: int
    children_admitted: int
    clients: int
    children: int
    women: int | None
    minors: int | None

    @property
    def starts(self) -> date:
        """The first day."""
        return date(self.year, 1, 2) if self.half == 1 else date(self.year, 7, 1)

    @property
    def ends(self) -> date:
        """The last day; the history ends before the last half-year does."""
        return min(date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31), END)


# Chosen: referrals before 2019 (a little above admissions, as later) and in the second halves where only a year is
# known; the halves of years, as all that is known before 2018 is two first halves and year sums; stocks before 2016
# except 77 in June 2014, and every split of a stock into clients and children that was not published (2016, 2017,
# middle of 2018 to 2020, 2020, 2023, 2024). End of 2024: 1341 + 269, the share of the middle of 2025 applied to 1610.
# `again`: 2412 admissions were published but 2381 persons, so 31 came a second time; that is the simplest reading,
# spread over the years from 2016 in step with those who had left, none in the first half of 2022 where ages were
# published. Women: 528 of 880 and 565 of 949 follow published shares; about 60 % in 2023 and two thirds in the middle
# of 2025.
SEASONS = tuple(
    Season(*row)
    for row in (
        #  y  h  ref  adm ag ch  cli  chi  wom  min
        (2006, 1, 5, 3, 0, 0, 3, 0, None, None),
        (2006, 2, 9, 6, 0, 0, 9, 0, None, None),
        (2007, 1, 11, 7, 0, 0, 15, 0, None, None),
        (2007, 2, 11, 8, 0, 1, 21, 1, None, None),
        (2008, 1, 17, 12, 0, 1, 29, 2, None, None),
        (2008, 2, 18, 13, 0, 1, 36, 3, None, None),
        (2009, 1, 22, 15, 0, 1, 41, 4, None, None),
        (2009, 2, 23, 17, 0, 2, 46, 5, None, None),
        (2010, 1, 31, 22, 0, 2, 53, 6, None, None),
        (2010, 2, 34, 26, 0, 3, 60, 8, None, None),
        (2011, 1, 34, 25, 0, 3, 63, 9, None, None),
        (2011, 2, 34, 25, 0, 3, 66, 11, None, None),
        (2012, 1, 34, 26, 0, 3, 67, 12, None, None),
        (2012, 2, 32, 24, 0, 3, 66, 13, None, None),
        (2013, 1, 33, 24, 0, 4, 65, 15, None, None),
        (2013, 2, 37, 28, 0, 3, 64, 15, None, None),
        (2014, 1, 29, 21, 0, 3, 62, 15, None, None),
        (2014, 2, 27, 19, 0, 4, 68, 17, 40, None),
        (2015, 1, 34, 22, 0, 5, 80, 20, None, None),
        (2015, 2, 44, 30, 0, 6, 100, 24, 60, 2),
        (2016, 1, 76, 58, 0, 11, 140, 33, None, None),
        (2016, 2, 94, 72, 1, 14, 190, 43, 118, 22),
        (2017, 1, 79, 60, 1, 13, 216, 53, None, None),
        (2017, 2, 86, 67, 1, 15, 258, 64, 158, 34),
        (2018, 1, 101, 75, 1, 16, 303, 76, None, None),
        (2018, 2, 114, 88, 2, 21, 361, 94, 220, 41),
        (2019, 1, 158, 125, 2, 35, 461, 126, None, None),
        (2019, 2, 145, 104, 2, 33, 521, 155, 315, 51),
        (2020, 1, 208, 128, 2, 35, 617, 187, None, None),
        (2020, 2, 186, 119, 2, 29, 695, 212, 418, 57),
        (2021, 1, 147, 109, 2, 14, 770, 222, None, None),
        (2021, 2, 153, 134, 2, 34, 880, 252, 528, 79),
        (2022, 1, 185, 139, 0, 26, 949, 235, 565, None),
        (2022, 2, 293, 228, 5, 36, 1051, 263, 613, 94),
        (2023, 1, 231, 152, 2, 16, 1171, 275, None, None),
        (2023, 2, 279, 174, 3, 17, 1287, 276, 768, 91),
        (2024, 1, 196, 110, 2, 15, 1329, 273, None, None),
        (2024, 2, 175, 97, 1, 13, 1341, 269, 856, 77),
        (2025, 1, 185, 88, 1, 12, 1323, 265, 882, 78),
        (2025, 2, 170, 92, 2, 13, 1341, 262, None, None),
        (2026, 1, 188, 95, 1, 14, 1358, 264, None, None),
        (2026, 2, 128, 62, 1, 9, 1372, 265, None, None),
    )
)

L, S, M, C, B = Form.LABOUR, Form.SEXUAL, Form.MARRIAGE, Form.CRIME, Form.BEGGING
G, K, F, X = Form.ORGAN, Form.CHILD_SOLDIER, Form.BENEFIT_FRAUD, Form.OTHER
A = None  # a person assisting an investigation has no form

# Clients by form at the end of a half-year. Published: rare forms at the end of 2021, everything in the middle of 2022
# (organ trade within the rest of 29), crime and child soldiers at the end of 2022, and the order of the large forms.
# All else is chosen so that those are reached without a jump.
BY_FORM: dict[tuple[int, int], dict[Form | None, int]] = {
    (2014, 2): {L: 26, S: 27, M: 4, C: 3, B: 2, X: 6},
    (2015, 2): {L: 40, S: 41, M: 7, C: 4, B: 1, X: 7},
    (2016, 2): {L: 71, S: 76, M: 20, C: 5, B: 2, K: 3, A: 1, X: 12},
    (2017, 2): {L: 100, S: 100, M: 30, C: 6, B: 1, K: 5, G: 1, A: 0, X: 15},
    (2018, 2): {L: 142, S: 131, M: 52, C: 8, B: 2, K: 7, G: 1, A: 1, X: 17},
    (2019, 2): {L: 215, S: 173, M: 84, C: 10, B: 2, K: 10, G: 2, A: 1, X: 24},
    (2020, 2): {L: 294, S: 219, M: 124, C: 15, B: 2, K: 11, G: 3, F: 2, A: 1, X: 24},
    (2021, 2): {L: 360, S: 278, M: 172, C: 17, B: 2, K: 11, G: 3, F: 3, A: 3, X: 31},
    (2022, 1): {L: 391, S: 292, M: 200, C: 16, B: 2, K: 11, G: 3, F: 4, A: 4, X: 26},
    (2022, 2): {L: 455, S: 302, M: 224, C: 23, B: 2, K: 10, G: 2, F: 6, A: 3, X: 24},
}
