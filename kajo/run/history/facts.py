"""What is known and told of a planned person, in the words of the rooms?"""

from __future__ import annotations

from typing import Any

from kajo.clients.terms import STATELESS, CitizenshipGroup, Known
from kajo.law.calendar import legal_day
from kajo.referrals.terms import AgeBand, Referrer, Told
from kajo.run.history import terms, words
from kajo.run.history.dice import age_on
from kajo.run.history.terms import BirthPrecision, Residence

WRITTEN = {BirthPrecision.DAY: "%Y-%m-%d", BirthPrecision.MONTH: "%Y-%m"}
OFFICIAL = frozenset({"fi", "sv"})
EXPLAINED = frozenset({"fi", "sv", "en", "ar"})
REFERRERS = {terms.Referrer.ORGANISATION: Referrer.NGO}


def name(person: terms.Person) -> str:
    """Give the name in use."""
    return f"{person.given_name} {person.family_name}"


def born(person: terms.Person) -> str:
    """Write the birth date as exactly as it is known."""
    return person.born_on.strftime(WRITTEN.get(person.birth_precision, "%Y"))


def known(person: terms.Person) -> Known:
    """Give what the record of a person begins with."""
    citizenships = (STATELESS,) if person.stateless else person.citizenships
    return Known(
        name=name(person),
        born_on=person.born_on,
        birth_precision=person.birth_precision,
        sex=person.sex,
        citizenship_group=CitizenshipGroup.of(citizenships),
        citizenships=citizenships,
        languages=person.languages,
        personal_code=person.personal_code or "",
    )


def told(person: terms.Person, referral: terms.Referral) -> Told:
    """Give what a referral told of the person. A child's guardian is known; nobody asks for an adult's."""
    on = legal_day(referral.received_at)
    band = AgeBand.of(max(0, age_on(person.born_on, on)))
    case = next((each for each in person.cases if each.referral == person.referrals.index(referral)), None)
    return Told(
        path=str(referral.path),
        referrer_kind=str(REFERRERS.get(referral.referrer, referral.referrer)),
        age_band=str(band),
        guardian=str(person.guardian or "") if band is not AgeBand.ADULT else "",
        is_in_finland=True,
        name=name(person),
        language=person.languages[0],
        born_on=born(person),
        reach=words.reach(referral),
        account=words.account(person, case),
        need=words.need(person),
    )


def written_in(language: str) -> dict[str, str]:
    """Give the language of decisions about somebody who speaks this one, and the one they are explained in."""
    official = language if language in OFFICIAL else "fi"
    return {"language": official, "explained_in": language if language in EXPLAINED else "en"}


def standing_of(residence: Residence, municipality: str | None) -> dict[str, Any]:
    """Give the facts of a standing: what the organiser follows from, and what stands beside it."""
    return {
        "municipality": municipality,
        "asylum_seeker": residence is Residence.ASYLUM_SEEKER,
        "temporary_protection": residence is Residence.TEMPORARY_PROTECTION,
        "residence_permit": residence is Residence.PERMIT,
        "finnish_citizen": residence is Residence.FINNISH_CITIZEN,
    }
