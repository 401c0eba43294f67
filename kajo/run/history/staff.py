"""Who of the demonstration staff did what in the history?

One director decided all along and never prepared. Cases are prepared and worked by turns by the workers of an office:
the one of the cast who sits there, and colleagues whom nobody signs in as, so that nobody has more than a person can
have. Real turnover of staff would need more of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kajo.clients.terms import Sex
from kajo.run.history import names
from kajo.run.history.dice import Dice
from kajo.run.history.places import HELSINKI, JOUTSENO, OULU, TAMPERE
from kajo.run.history.terms import Path

DECIDES = "aino"
WORKS = {JOUTSENO: "veikko", TAMPERE: "hilla", HELSINKI: "tuuli", OULU: "veikko"}
ON_DUTY = "mikko"
CASES_A_WORKER = 45
TEAMS = {JOUTSENO: ("Joutseno 1", "Joutseno 2"), TAMPERE: ("Tampere",), HELSINKI: ("Helsinki",), OULU: ("Oulu",)}
# So many that each has about that number of the cases open at the end of the history.
COLLEAGUES = {JOUTSENO: 7, TAMPERE: 10, HELSINKI: 17}
SEED = 746_2012


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of the invented further workers."""

    login: str
    name: str
    office: int
    team: str = ""


@dataclass(frozen=True, slots=True)
class Teams:
    """Which teams an installation has: those of each office, and who is in which."""

    of_office: Mapping[int, Sequence[UUID]]
    of_staff: Mapping[UUID, UUID]

    def of(self, worker: UUID, office: int) -> UUID | None:
        """Give the worker's own team if the office's, else the office's if it has but one, as Oulu's had.

        Oulu's cases were its own team's, though the head office's list worked them.
        """
        here, own = self.of_office.get(office, ()), self.of_staff.get(worker)
        if own in here:
            return own
        return here[0] if len(here) == 1 else None


NO_TEAMS = Teams({}, {})


def colleagues() -> list[Colleague]:
    """Give the further workers of all offices, the same every time."""
    dice = Dice(SEED)
    found = []
    for office, count in COLLEAGUES.items():
        for number in range(1, count + 1):
            sex = Sex.FEMALE if dice.happens(0.7) else Sex.MALE
            name = f"{names.given_name('finnish', sex, dice)} {names.family_name('finnish', dice)}"
            team = TEAMS[office][number % len(TEAMS[office])]
            found.append(Colleague(f"worker-{office}{number:02}", name, office, team))
    return found


class Crew:
    """The staff of an installation, by sign-in, their teams, and whose turn it is.

    `is_cast_full`: the cast has its cases already, so that more people are left to the colleagues.
    """

    def __init__(self, staff: Mapping[str, UUID], teams: Teams = NO_TEAMS, *, is_cast_full: bool = False) -> None:
        self._staff = staff
        self.teams = teams
        self._workers: dict[int, list[str]] = {
            office: [WORKS[office], *(each.login for each in colleagues() if each.office == office)]
            for office in COLLEAGUES
        }
        # Oulu's three years were worked from the head office's list, which took the cases over.
        self._workers[OULU] = self._workers[JOUTSENO]
        self._turn: Counter[tuple[int, bool]] = Counter()
        self._held: Counter[str] = Counter(dict.fromkeys(WORKS.values(), CASES_A_WORKER if is_cast_full else 0))

    @property
    def decider(self) -> UUID:
        """The one who decided."""
        return self._staff[DECIDES]

    def worker(self, office: int, *, open_cases: int) -> UUID:
        """Give the worker whose turn it is at an office, for a family with so many cases that are still open."""
        workers = self._workers[office]
        while True:
            turn = self._turn[office, open_cases > 0]
            self._turn[office, open_cases > 0] += 1
            login = workers[turn % len(workers)]
            if not open_cases or login not in self._held or self._held[login] < CASES_A_WORKER:
                break
        if open_cases and login in self._held:
            self._held[login] += open_cases
        return self._staff[login]

    def receiver(self, path: Path, worker: UUID) -> UUID:
        """Give the one who took a referral: calls come to the officer on duty, all else to the worker."""
        return self._staff[ON_DUTY] if path is Path.CALL else worker
