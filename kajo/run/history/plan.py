"""Who are all the people of the demonstration history, in which order?

`history()` is the published history; `load(count)` gives any number of people of the same shape for measurements, one
by one. Parents always come before their children.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kajo.run.history import names
from kajo.run.history.births import FULL_AGE, give_births
from kajo.run.history.citizens import give_citizenships
from kajo.run.history.countries import COUNTRIES
from kajo.run.history.deal import Draft, Kid, deal
from kajo.run.history.dice import DAY, Dice, age_on, years_before
from kajo.run.history.papers import give_papers, identify, law_on
from kajo.run.history.referring import give_referrals, guardian_of
from kajo.run.history.standing import give_standing
from kajo.run.history.stays import Years
from kajo.run.history.terms import (
    BirthPrecision,
    Case,
    ClientCategory,
    Ground,
    Guardian,
    Outcome,
    Person,
    Referral,
    Representative,
    Residence,
    Sex,
)

SEED = 746_2011
CODE_SHARE = {Residence.FINNISH_CITIZEN: 1.0, Residence.PERMIT: 0.85, Residence.EU_CITIZEN: 0.6}
CODE_OTHERS = 0.2
_GROUNDS = {ClientCategory.VICTIM: Ground.S35_1, ClientCategory.ASSISTING: Ground.S35_2}


@dataclass(frozen=True, slots=True)
class Drafted:
    """The finished drafts: first admissions of all clients, and the referrals of people never admitted."""

    clients: tuple[Draft, ...]
    never_admitted: tuple[Referral, ...]


def draft() -> Drafted:
    """Make the drafts of the published history."""
    dealt = deal(Dice(SEED + 1))
    kids = Years(dealt, Dice(SEED + 2)).walk()
    drafts = [draft for season in dealt.values() for draft in season]
    give_births(drafts, Dice(SEED + 3))
    give_citizenships(drafts, Dice(SEED + 4))
    give_standing(drafts, kids, Dice(SEED + 5))
    give_papers(drafts, kids, Dice(SEED + 6))
    never_admitted = give_referrals(drafts, Dice(SEED + 7))
    identify(drafts, _decisions_of_2021(drafts, kids, never_admitted), Dice(SEED + 8))
    return Drafted(tuple(draft for draft in drafts if draft.before is None), tuple(never_admitted))


def _decisions_of_2021(drafts: Sequence[Draft], kids: Sequence[Kid], never_admitted: Sequence[Referral]) -> int:
    year = 2021
    referrals = [*never_admitted, *(referral for draft in drafts for referral in draft.tried)]
    refused = [r.decided_on for r in referrals if r.outcome is Outcome.REFUSED and r.decided_on]
    everybody: list[Draft | Kid] = [*drafts, *kids]
    days = [
        *(person.admitted_on for person in everybody),
        *(person.removed_on for person in everybody if person.removed_on),
        *(span.decided_on for draft in drafts for span in draft.spans),
        *refused,
    ]
    return sum(1 for day in days if day.year == year)


def history() -> list[Person]:
    """Give the published history, in the order in which people were first referred."""
    return list(_people(draft(), Dice(SEED + 9), names.Codes(), 0))


def plan(people: int | None = None) -> Iterator[Person]:
    """Give the published history, or that many clients (children too) of its shape with the referrals that led
    nowhere.
    """
    return iter(history()) if people is None else load(people)


def load(people: int) -> Iterator[Person]:
    """Give that many clients one by one, and in proportion people who were never admitted.

    All of the history as often as it fits, under new names and birth codes, then an even sample of its families.
    """
    drafted, dice, codes, number = draft(), Dice(SEED + 10), names.Codes(), 0
    size = sum(1 + _kids(client) for client in drafted.clients)
    while people > 0:
        part = drafted if people >= size else _sample(drafted, people, size)
        for person in _people(part, dice, codes, number):
            number += 1
            people -= person.category is not None
            yield person


def _kids(client: Draft) -> int:
    return sum(len(stay.kids) for stay in _stays(client))


def _sample(drafted: Drafted, people: int, size: int) -> Drafted:
    """Take an even sample that has exactly so many clients; families stay whole where they fit."""
    ordered = sorted(drafted.clients, key=_first_day)
    chosen: list[Draft] = []
    seen: set[int] = set()
    owed, left = 0.0, people
    for client in ordered:
        members = 1 + _kids(client)
        owed += members * people / size
        if owed >= members and members <= left:
            chosen.append(client)
            seen.add(id(client))
            owed -= members
            left -= members
    for client in ordered:
        if left and not _kids(client) and id(client) not in seen:
            chosen.append(client)
            left -= 1
    count = round(len(drafted.never_admitted) * people / size)
    step = len(drafted.never_admitted) / count if count else 0
    return Drafted(tuple(chosen), tuple(drafted.never_admitted[int(step * index)] for index in range(count)))


def _first_day(client: Draft) -> tuple[date, date]:
    assert client.referral is not None
    return min([client.referral, *client.tried], key=lambda r: r.received_at).received_at.date(), client.born_on


def _people(drafted: Drafted, dice: Dice, codes: names.Codes, number: int) -> Iterator[Person]:
    entries: list[tuple[tuple[date, date], Draft | Referral]] = [(_first_day(d), d) for d in drafted.clients]
    entries += [((r.received_at.date(), date.min), r) for r in drafted.never_admitted]
    for _, entry in sorted(entries, key=lambda item: item[0]):
        number += 1
        if isinstance(entry, Referral):
            yield _stranger(entry, number, dice)
            continue
        client = _client(entry, number, dice, codes)
        yield client
        parent = number
        for index, stay in enumerate(_stays(entry)):
            for kid in stay.kids:
                number += 1
                yield _child(kid, client, parent, index, number, dice, codes)


def _stays(first: Draft) -> list[Draft]:
    stays = [first]
    while (following := stays[-1].after) is not None:
        stays.append(following)
    return stays


def _client(first: Draft, number: int, dice: Dice, codes: names.Codes) -> Person:
    country = COUNTRIES[first.country or "SO"]
    referrals = list(first.tried)
    cases = []
    for stay in _stays(first):
        assert stay.referral is not None
        referrals.append(stay.referral)
        cases.append(_case(stay, len(referrals) - 1))
    code = None
    if first.precision is BirthPrecision.DAY and dice.happens(CODE_SHARE.get(first.residence, CODE_OTHERS)):
        code = codes.give(first.born_on, first.sex)
    given, family = names.given_name(country.names, first.sex, dice), names.family_name(country.names, dice)
    guardian = guardian_of(first)
    representative = None
    if guardian in (Guardian.MISSING, Guardian.SUSPECTED):
        # The director speaks for the child until then (section 39), so the order may come after the admission too.
        representative = Representative(
            names.given_name("finnish", Sex.FEMALE, dice), names.family_name("finnish", dice),
            first.admitted_on - DAY * dice.below(2), years_before(first.born_on, -FULL_AGE),
        )  # fmt: skip
    spoken = country.languages if dice.happens(0.3) else country.languages[:1]
    if country.code == "FI":
        spoken = ("sv", "fi") if dice.happens(0.07) else ("fi",)
    return Person(
        number, first.sex, _recorded(first), first.precision, (first.country,) if first.country else (),
        first.stateless, spoken, given, family, code, first.category, None, guardian, representative,
        tuple(referrals), tuple(cases),
    )  # fmt: skip


def _recorded(first: Draft) -> date:
    if first.precision is BirthPrecision.DAY:
        return first.born_on
    month = first.born_on.replace(day=1)
    return month if first.precision is BirthPrecision.MONTH else month.replace(month=1)


def _case(stay: Draft, referral: int) -> Case:
    return Case(
        stay.admitted_on, _GROUNDS[stay.category], law_on(stay.admitted_on), stay.office, referral, None,
        stay.form, stay.place, stay.minor, stay.harmed_as_minor, stay.standings, stay.spans,
        stay.identified_on, stay.removal, stay.moved_on, stay.moved_to,
    )  # fmt: skip


def _child(
    kid: Kid, parent: Person, parent_number: int, case: int, number: int, dice: Dice, codes: names.Codes
) -> Person:
    country = COUNTRIES[kid.parent.country or "SO"]
    settled = kid.standings[-1].municipality is not None
    own = Case(
        kid.admitted_on, Ground.S35_3, law_on(kid.admitted_on), kid.parent.office, None, case, None, None, True, False,
        kid.standings, (), None, kid.removal, *_child_moved(kid),
    )  # fmt: skip
    return Person(
        number, kid.sex, kid.born_on, BirthPrecision.DAY, parent.citizenships, parent.stateless, parent.languages,
        names.given_name(country.names, kid.sex, dice), parent.family_name,
        codes.give(kid.born_on, kid.sex) if settled else None, ClientCategory.CHILD, parent_number, Guardian.AVAILABLE,
        None, (), (own,),
    )  # fmt: skip


def _child_moved(kid: Kid) -> tuple[date | None, int | None]:
    on = kid.parent.moved_on
    if on is None or kid.admitted_on >= on or (kid.removed_on is not None and kid.removed_on <= on):
        return None, None
    return on, kid.parent.moved_to


def _stranger(referral: Referral, number: int, dice: Dice) -> Person:
    """Make a person who was referred once and never admitted; only what a referral tells."""
    country = COUNTRIES[dice.one(("IQ", "SO", "AF", "NG", "FI", "VN", "NP", "TH", "IN", "PK", "MA", "RU", "TR", "BD"))]
    sex = Sex.FEMALE if dice.happens(0.55) else Sex.MALE
    born = referral.received_at.date() - timedelta(days=dice.between(19 * 365, 52 * 365))
    born = (
        born.replace(month=1, day=1) if age_on(born.replace(month=1, day=1), referral.received_at.date()) < 60 else born
    )
    consent = referral.consent and replace(referral.consent, language=country.languages[0])
    return Person(
        number, sex, born, BirthPrecision.YEAR, (country.code,), False, country.languages[:1],
        names.given_name(country.names, sex, dice), names.family_name(country.names, dice), None, None, None, None,
        None, (replace(referral, consent=consent),), (),
    )  # fmt: skip
