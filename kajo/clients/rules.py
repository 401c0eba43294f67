"""What do law and register say of a person?"""

from __future__ import annotations

import re
from datetime import date

from kajo.clients.terms import Applicant, ComingOfAge, Fee, FeeClaim, FeePayer, PersonalCode
from kajo.law.acts import INTEGRATION_ACT, POPULATION_DECREE, RECEPTION_ACT, TIME_LIMITS_ACT, Basis
from kajo.law.calendar import is_working_day
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding, Senseless
from kajo.law.terms import Dated, Term, ends, in_force, months_later

CODE_IS_MADE = POPULATION_DECREE.section("2")
NUMBER_IS_GIVEN = Basis.to_confirm(_("the register's practice on which numbers are given"), CODE_IS_MADE)

CENTRE_APPLIES = RECEPTION_ACT.section("39.1")
COUNTY_APPLIES = (Dated(Basis((INTEGRATION_ACT.section("35"),)), date(2025, 1, 1)),)
OF_AGE = 18
MAJORITY = Basis.to_confirm(_("the age of majority, and six months to prepare it, which are the system's own"))
PREPARED_MONTHS = (Dated(6, date(2006, 1, 1)),)

CENTURIES = {sign: century for century, signs in ((1800, "+"), (1900, "-YXWVU"), (2000, "ABCDEF")) for sign in signs}
CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
FIRST_NUMBER = 2
FIRST_TEMPORARY_NUMBER = 900
SHAPE = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})([-+YXWVUABCDEF])([0-9]{3})([0-9A-Y])")
INVALID = PersonalCode(valid=False)

FEE = Basis.to_confirm(
    _("decree 577/2024 on the fee, whose sections and first day are not quoted here"), RECEPTION_ACT.section("39.1")
)
FEE_IN_TIME = Basis.to_confirm(FEE.note, *FEE.sections, TIME_LIMITS_ACT.section("3"), TIME_LIMITS_ACT.section("5"))
# The Integration Act that the decree belongs to came into force on that day; what was paid before is not known here.
FEE_KNOWN_FROM = date(2025, 1, 1)
HOURLY_FEE_CENTS = (Dated(4500, FEE_KNOWN_FROM),)
ROUNDED_TO_MINUTES = (Dated(15, FEE_KNOWN_FROM),)
MOST_PREPARATION_MINUTES = (Dated(60, FEE_KNOWN_FROM),)
MOST_ACQUAINTING_MINUTES = (Dated(120, FEE_KNOWN_FROM),)
FEE_CLAIMED_WITHIN = (Dated(Term(FEE_IN_TIME, months=2), FEE_KNOWN_FROM),)
LONGEST_MONTH_MINUTES = 31 * 24 * 60


def personal_code(code: str | None) -> Finding[PersonalCode]:
    """Tell whether this is a personal identity code (henkilötunnus), whether a temporary one, and the birth date in it.

    Exactly eleven ASCII characters in capitals, DDMMYY, sign, number, check character; nothing is trimmed or turned
    into capitals. The sign tells the century and is part of the code: two people may differ by it alone. The number
    is 002-999, from 900 on the code is temporary or invented. Whether the birth date lies ahead is not asked.

    Never raises: anything else, None too, is no code.
    Law: Population Information Decree 128/2010, 2; to confirm (the register's practice on which numbers are given).
    Table: kajo/law/tables/clients/personal_code.csv.
    """
    shape = SHAPE.fullmatch(code or "")
    if shape is None:
        return Finding(INVALID, CODE_IS_MADE, _("It does not have the eleven characters of a personal identity code."))
    day, month, year, sign, number, check = shape.groups()
    try:
        born_on = date(CENTURIES[sign] + int(year), int(month), int(day))
    except ValueError:
        return Finding(INVALID, CODE_IS_MADE, _("It does not start with a date."))
    if int(number) < FIRST_NUMBER:
        return Finding(INVALID, NUMBER_IS_GIVEN, _("Its number is never given to anybody."))
    if check != CHECK_CHARACTERS[int(day + month + year + number) % len(CHECK_CHARACTERS)]:
        return Finding(INVALID, CODE_IS_MADE, _("Its check character does not fit."))
    if int(number) >= FIRST_TEMPORARY_NUMBER:
        found = PersonalCode(valid=True, temporary=True, born_on=born_on)
        return Finding(found, NUMBER_IS_GIVEN, _("It is a temporary personal identity code."))
    return Finding(PersonalCode(valid=True, born_on=born_on), CODE_IS_MADE, _("It is a personal identity code."))


def representative_fee(claim: FeeClaim) -> Finding[Fee]:
    """Tell what a representative (edustaja) of a child without a guardian is paid for one month, and by whom.

    45 euros an hour for the work of the month. Preparation counts for one hour a month at most; getting to know the
    child for two, unless the child's interest needs more. The minutes that count are added up and rounded to the
    nearest quarter of an hour. It is claimed within two months of its cause, the last day moving to a working day; a
    later claim is paid only for a good reason. The Finnish Immigration Service pays while the child has no permit,
    then the KEHA Centre.

    Raises Senseless for minutes that no month has and for a claim before its cause, NotKnown for a cause before 2025.
    Law: Reception Act 746/2011, 39.1; Time Limits Act 150/1930, 3 and 5;
    to confirm (decree 577/2024 on the fee, whose sections and first day are not quoted here).
    Table: kajo/law/tables/clients/representative_fee.csv.
    """
    _check_claim(claim)
    on = claim.cause_on
    payer = FeePayer.KEHA if claim.residence_permit else FeePayer.MIGRI
    claim_ends_on = ends(in_force(FEE_CLAIMED_WITHIN, on), on, is_working_day)
    if claim.claimed_on > claim_ends_on and not claim.has_good_reason:
        return Finding(
            Fee(0, 0, payer, claim_ends_on), FEE_IN_TIME, _("It was claimed later than two months after its cause.")
        )
    preparation = min(claim.preparation_minutes, in_force(MOST_PREPARATION_MINUTES, on))
    most_acquainting = in_force(MOST_ACQUAINTING_MINUTES, on)
    acquainting = claim.acquainting_minutes
    if not claim.interest_needs_more:
        acquainting = min(acquainting, most_acquainting)
    step = in_force(ROUNDED_TO_MINUTES, on)
    # While the step is odd, no whole minute lies just between two of them.
    minutes = (claim.work_minutes + preparation + acquainting + step // 2) // step * step
    found = Fee(minutes, minutes * in_force(HOURLY_FEE_CENTS, on) // 60, payer, claim_ends_on)
    if (preparation, acquainting) != (claim.preparation_minutes, claim.acquainting_minutes):
        return Finding(found, FEE, _("More was claimed than a month allows for preparing or for getting acquainted."))
    return Finding(found, FEE, _("All minutes count, rounded to the nearest quarter of an hour."))


def _check_claim(claim: FeeClaim) -> None:
    for name in ("work_minutes", "preparation_minutes", "acquainting_minutes"):
        if not 0 <= getattr(claim, name) <= LONGEST_MONTH_MINUTES:
            raise Senseless(_("No month has so many minutes."), field=name)
    if claim.claimed_on < claim.cause_on:
        raise Senseless(_("A fee is not claimed before its cause."), field="claimed_on")


def representative_needed(
    age: int | None, *, has_guardian: bool, has_permit: bool, on: date
) -> Finding[Applicant | None]:
    """Tell whether a child needs a representative (edustaja), and who applies to the court for one; None if nobody.

    A child who is here without a guardian gets one without delay: the reception centre applies while the child has no
    residence permit, the wellbeing services county once it has. Somebody whose age is not known may be a child.
    `age` is in whole years.

    Raises Senseless for an age below zero, NotKnown for a child with a permit before 2025.
    Law: Reception Act 746/2011, 39.1; Integration Act 681/2023, 35.
    Table: kajo/law/tables/clients/representative_needed.csv.
    """
    if age is not None and age < 0:
        raise Senseless(_("An age is not below zero."), field="age")
    if age is not None and age >= OF_AGE:
        return Finding(None, CENTRE_APPLIES, _("An adult speaks for themselves."))
    if has_guardian:
        return Finding(None, CENTRE_APPLIES, _("A guardian speaks for the child."))
    if has_permit:
        return Finding(
            Applicant.COUNTY,
            in_force(COUNTY_APPLIES, on),
            _("The child holds a permit: the wellbeing services county applies."),
        )
    return Finding(Applicant.CENTRE, CENTRE_APPLIES, _("No guardian and no permit: the reception centre applies."))


def comes_of_age(born_on: date) -> Finding[ComingOfAge]:
    """Tell when somebody comes of age, and from which day on that is prepared.

    On the eighteenth birthday, for those born on 29 February on 28 February of a shorter year. The representative's
    task ends, the client speaks alone, services change: six months before, it is time to begin.

    Raises NotKnown beyond the calendar and for somebody of age before 2006.
    Law: to confirm (the age of majority, and six months to prepare it, which are the system's own).
    Table: kajo/law/tables/clients/comes_of_age.csv.
    """
    of_age_on = ends(Term(MAJORITY, years=OF_AGE), born_on)
    months = in_force(PREPARED_MONTHS, of_age_on)
    return Finding(
        ComingOfAge(months_later(of_age_on, -months), of_age_on),
        MAJORITY,
        _("Of age on the eighteenth birthday; it is prepared six months ahead."),
    )
