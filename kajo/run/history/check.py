"""Do the planned people give the published figures?

Counted from the finished people alone, without the numbers they were made from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from kajo.run.history.births import FULL_AGE
from kajo.run.history.countries import EU
from kajo.run.history.dice import age_on
from kajo.run.history.figures import FIGURES, Figure, Match, What
from kajo.run.history.terms import BirthPrecision, Case, ClientCategory, Outcome, Person

HELSINKI = ZoneInfo("Europe/Helsinki")
NEAR = 2.0


@dataclass(frozen=True, slots=True)
class Line:
    """A published figure beside what the plan gives."""

    figure: Figure
    counted: float
    holds: bool


@dataclass(frozen=True, slots=True)
class Stay:
    """One case with its person, seen on a day."""

    person: Person
    case: Case
    on: date

    @property
    def age(self) -> int:
        """Age at admission."""
        return age_on(self.person.born_on, self.case.admitted_on)

    def band(self, name: str) -> bool:
        """Tell whether the age at admission is in the band; an estimated birth date is in none."""
        if self.person.birth_precision is BirthPrecision.ESTIMATE:
            return False
        low, _, high = name.partition("-")
        return int(low) <= self.age <= int(high or 999)


QUALITIES: dict[str, Callable[[Stay, str], bool]] = {
    "place": lambda stay, value: stay.case.place == value,
    "sex": lambda stay, value: stay.person.sex == value,
    "form": lambda stay, value: stay.case.form == value,
    "category": lambda stay, value: stay.person.category == value,
    "minor": lambda stay, value: (stay.age < FULL_AGE) == (value == "yes"),
    "still a minor": lambda stay, _: stay.age < FULL_AGE and age_on(stay.person.born_on, stay.on) < FULL_AGE,
    "harmed as a minor": lambda stay, _: stay.case.harmed_as_minor,
    "age": lambda stay, value: stay.band(value),
    "residence": lambda stay, value: stay.case.standings[0].residence == value,
    "union": lambda stay, _: any(code == "FI" or code in EU for code in stay.person.citizenships),
    "country": lambda stay, value: value in (stay.person.citizenships or ("unknown",)),
}


class Count:
    """The people to count."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = list(people)
        stays = [(person, case) for person in self.people for case in person.cases]
        self.clients = [stay for stay in stays if stay[0].category is not ClientCategory.CHILD]
        self.children = [stay for stay in stays if stay[0].category is ClientCategory.CHILD]

    def line(self, figure: Figure) -> Line:
        """Count one figure."""
        counted = float(self._count(figure, figure.among))
        if figure.match in (Match.SHARE, Match.NEARLY, Match.SHARE_OVER):
            counted = 100 * counted / self._count(figure, figure.among[:-1])
        holds = {
            Match.EXACT: counted == figure.value,
            Match.SHARE: round(counted) == figure.value,
            Match.NEARLY: abs(counted - figure.value) <= NEAR,
            Match.OVER: counted > figure.value,
            Match.SHARE_OVER: counted > figure.value,
        }[figure.match]
        return Line(figure, round(counted, 1), holds)

    def _count(self, figure: Figure, among: Sequence[tuple[str, str]]) -> int:
        what, first, last = figure.what, figure.first, figure.last
        if what is What.REFERRALS:
            return self._referrals(first, last, among)
        if what is What.DECISIONS:
            return sum(1 for day in self._decisions() if first <= day <= last)
        if what is What.PERSONS:
            return len({person.number for person, case in self.clients if case.admitted_on <= last})
        if what is What.LARGEST:
            return self._rank(among[-1][1], last)
        if what is What.STOCK:
            return sum(1 for _, case in (*self.clients, *self.children) if case.open_on(last))
        chosen = [stay for stay in self._stays(what, first, last) if all(QUALITIES[n](stay, v) for n, v in among)]
        if what in (What.COUNTRIES, What.COUNTRIES_NEW):
            return len({code for stay in chosen for code in stay.person.citizenships})
        return len(chosen)

    def _stays(self, what: What, first: date, last: date) -> list[Stay]:
        group = self.children if what.value.startswith("children") else self.clients
        if what in (What.NEW, What.CHILDREN_ADMITTED, What.COUNTRIES_NEW):
            return [Stay(person, case, last) for person, case in group if first <= case.admitted_on <= last]
        if what in (What.REMOVED, What.CHILDREN_REMOVED):
            return [
                Stay(person, case, last) for person, case in group if case.removal and first <= case.removal.on <= last
            ]
        return [Stay(person, case, last) for person, case in group if case.open_on(last)]

    def _referrals(self, first: date, last: date, among: Sequence[tuple[str, str]]) -> int:
        kinds = [value for _, value in among]
        return sum(
            1
            for person in self.people
            for referral in person.referrals
            if first <= referral.received_at.astimezone(HELSINKI).date() <= last
            and all(referral.referrer == kind for kind in kinds)
        )

    def _decisions(self) -> Iterable[date]:
        for person in self.people:
            for referral in person.referrals:
                if referral.outcome is Outcome.REFUSED and referral.decided_on:
                    yield referral.decided_on
            for case in person.cases:
                yield case.admitted_on
                yield from (span.decided_on for span in case.spans)
                if case.identified_on:
                    yield case.identified_on
                if case.removal:
                    yield case.removal.on

    def _rank(self, country: str, on: date) -> int:
        counts = Counter(code for person, case in self.clients if case.open_on(on) for code in person.citizenships)
        return 1 + sum(1 for count in counts.values() if count > counts[country])


def lines(people: Iterable[Person]) -> list[Line]:
    """Count every published figure."""
    count = Count(people)
    return [count.line(figure) for figure in FIGURES]
