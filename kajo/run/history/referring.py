"""Who referred whom, when, and what came of it?

Referrals are counted in the year they came in, and not all are decided in it. Each admission has one; the rest of each
half-year's number are referrals that led to nothing, mostly of people met only that once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from kajo.run.history.births import FULL_AGE
from kajo.run.history.countries import COUNTRIES
from kajo.run.history.deal import Draft
from kajo.run.history.dice import DAY, Dice, age_on
from kajo.run.history.places import office_for, somewhere
from kajo.run.history.seasons import END, SEASONS, START
from kajo.run.history.terms import Consent, ConsentGiver, Guardian, Outcome, Path, Referral, Referrer

W = Referrer
# Published: 7 by municipal authorities in 2018 (social services were theirs then), police 25 in 2020 and 7 in 2021,
# social services 11 and 40 by themselves in 2021, 48 by themselves in 2022; police first and RIKU second in 2022,
# Migri and the reception centres most in 2021. The rest is chosen.
EXACT: Mapping[int, Mapping[Referrer, int]] = {
    2018: {W.MUNICIPALITY: 7, W.SOCIAL_SERVICES: 0},
    2020: {W.POLICE: 25},
    2021: {W.SELF: 40, W.POLICE: 7, W.SOCIAL_SERVICES: 11, W.MUNICIPALITY: 0},
    2022: {W.SELF: 48, W.POLICE: 118, W.RIKU: 84, W.SHELTER: 24},
}
_USUAL = {
    W.MIGRI: 24.0, W.RECEPTION_CENTRE: 26.0, W.POLICE: 10.0, W.BORDER_GUARD: 3.0, W.SOCIAL_SERVICES: 5.0,
    W.MUNICIPALITY: 2.0, W.HEALTH_CARE: 3.0, W.LABOUR_INSPECTION: 3.0, W.RIKU: 7.0, W.SHELTER: 4.0,
    W.LAWYER: 10.0, W.ORGANISATION: 6.0, W.SELF: 9.0,
}  # fmt: skip
_SINCE_2023 = {**_USUAL, W.COUNTY: 6.0, W.SOCIAL_SERVICES: 0.0, W.POLICE: 16.0, W.LABOUR_INSPECTION: 6.0, W.RIKU: 12.0}
_PRIVATE = {Path.CALL: 5.0, Path.WEB: 4.0, Path.EMAIL: 1.0}
_AUTHORITY = {Path.EMAIL: 6.0, Path.LETTER: 2.0, Path.CALL: 1.5, Path.WEB: 1.0}
_NOTHING = {Outcome.REFUSED: 55.0, Outcome.WITHDRAWN: 18.0, Outcome.LAPSED: 22.0, Outcome.TRANSFERRED: 5.0}
REPRESENTED_FROM = 15


def give_referrals(drafts: Sequence[Draft], dice: Dice) -> list[Referral]:
    """Fill in each admission's referral, earlier vain ones too; give those of people who were never admitted."""
    for draft in drafts:
        draft.referral = _admitted(draft, dice)
    vain = _vain(drafts, dice)
    owners: list[tuple[Referral, Draft | None]] = [(draft.referral, draft) for draft in drafts if draft.referral]
    owners += _lend(vain, drafts, dice)
    alone: list[Referral] = []
    for referral, owner in _with_referrers(owners, dice):
        if owner is None:
            alone.append(referral)
        elif referral.outcome is Outcome.ADMITTED:
            owner.referral = referral
        else:
            owner.tried.append(referral)
    return alone


def _moment(day: date, dice: Dice, *, at_night: bool) -> datetime:
    """Give a moment of that Finnish day in UTC; two hours before its end are left out, so the day is the same in
    both.
    """
    minutes = dice.below(20 * 60) if at_night else dice.between(5 * 60, 14 * 60)
    return datetime.combine(day, time(minutes // 60, minutes % 60), UTC)


def _admitted(draft: Draft, dice: Dice) -> Referral:
    urgent = draft.minor or dice.happens(0.1)
    wait = dice.between(0, 3) if urgent else 3 + int(85 * dice.roll() ** 2.2)
    earliest = draft.before.removed_on + 30 * DAY if draft.before and draft.before.removed_on else START
    day = max(earliest, draft.admitted_on - wait * DAY)
    moment = _moment(day, dice, at_night=urgent and day < draft.admitted_on)
    consent = _consent(draft, day, dice)
    return Referral(moment, Path.EMAIL, W.SELF, urgent, Outcome.ADMITTED, draft.admitted_on, consent, draft.office)


def guardian_of(draft: Draft) -> Guardian | None:
    """Tell whether a minor's guardian can speak for the minor; None for adults. Follows from the days, without
    chance.
    """
    if not draft.minor:
        return None
    return (Guardian.MISSING, Guardian.MISSING, Guardian.AVAILABLE, Guardian.SUSPECTED)[draft.born_on.toordinal() % 4]


def _consent(draft: Draft, day: date, dice: Dice) -> Consent:
    language = COUNTRIES[draft.country].languages[0] if draft.country else "en"
    speaks = ConsentGiver.GUARDIAN if guardian_of(draft) is Guardian.AVAILABLE else ConsentGiver.REPRESENTATIVE
    age = age_on(draft.born_on, day)
    who: tuple[ConsentGiver, ...] = (ConsentGiver.PERSON,)
    if draft.minor:
        who = (ConsentGiver.PERSON, speaks) if age >= REPRESENTED_FROM else (speaks,)
    return Consent(who, day, dice.happens(0.3), language)


def _vain(drafts: Sequence[Draft], dice: Dice) -> list[Referral]:
    taken = Counter(_half(draft.referral.received_at.date()) for draft in drafts if draft.referral)
    vain = []
    for season in SEASONS:
        missing = season.referrals - taken[season.year, season.half]
        assert missing >= 0, (season, missing)
        for _ in range(missing):
            day = dice.day(season.starts, season.ends)
            decided = dice.weekday(day + DAY, day + DAY * (4 + int(100 * dice.roll() ** 1.5)))
            outcome = dice.weighted(_NOTHING)
            if decided > END:
                outcome = Outcome.PENDING
            urgent = dice.happens(0.07)
            consent = None
            if outcome is not Outcome.LAPSED or dice.happens(0.6):
                consent = Consent((ConsentGiver.PERSON,), day, dice.happens(0.3), "en")
            vain.append(
                Referral(
                    _moment(day, dice, at_night=urgent), Path.EMAIL, W.SELF, urgent, outcome,
                    None if outcome is Outcome.PENDING else decided, consent, office_for(somewhere(dice), day),
                )
            )  # fmt: skip
    return vain


def _half(day: date) -> tuple[int, int]:
    return day.year, 1 if day.month <= 6 else 2


def _lend(vain: list[Referral], drafts: Sequence[Draft], dice: Dice) -> list[tuple[Referral, Draft | None]]:
    """Let some vain referrals be earlier ones of people who were admitted within two years after."""
    by_half: dict[tuple[int, int], list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.before is None and not draft.minor and not draft.tried:
            by_half[draft.season].append(draft)
    owners: list[tuple[Referral, Draft | None]] = []
    for referral in vain:
        owner = None
        if referral.decided_on is not None and dice.happens(0.06):
            key = _half(referral.decided_on + timedelta(days=dice.between(200, 600)))
            candidates = by_half.get(key, [])
            if candidates:
                draft = candidates.pop(dice.below(len(candidates)))
                assert draft.referral is not None
                if draft.referral.received_at.date() > referral.decided_on and _of_age(draft, referral):
                    owner = draft
        owners.append((referral, owner))
    return owners


def _of_age(draft: Draft, referral: Referral) -> bool:
    return age_on(draft.born_on, referral.received_at.date()) >= FULL_AGE


def _with_referrers(owners: list[tuple[Referral, Draft | None]], dice: Dice) -> list[tuple[Referral, Draft | None]]:
    years: dict[int, list[tuple[Referral, Draft | None]]] = defaultdict(list)
    for referral, draft in owners:
        years[referral.received_at.year].append((referral, draft))
    dealt = []
    for year in sorted(years):
        items = dice.shuffled(years[year])
        kinds = _kinds(year, len(items), dice)
        for (referral, draft), kind in zip(items, kinds, strict=True):
            private = kind is W.SELF
            path = dice.weighted(_PRIVATE if private else _AUTHORITY)
            spoken = path is Path.CALL
            consent = replace(referral.consent, by_word_of_mouth=spoken) if referral.consent else None
            dealt.append((replace(referral, referrer=kind, path=path, consent=consent), draft))
    return sorted(dealt, key=lambda item: item[0].received_at)


def _kinds(year: int, count: int, dice: Dice) -> list[Referrer]:
    exact = EXACT.get(year, {})
    usual = _SINCE_2023 if year >= 2023 else _USUAL
    kinds = [kind for kind, number in exact.items() for _ in range(number)]
    others = {kind: weight for kind, weight in usual.items() if kind not in exact}
    return dice.shuffled(kinds + [dice.weighted(others) for _ in range(count - len(kinds))])
