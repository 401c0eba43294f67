"""What do law and register say of a person?"""

from __future__ import annotations

import re
from datetime import date

from kajo.clients.terms import Applicant, ComingOfAge, PersonalCode
from kajo.law.acts import INTEGRATION_ACT, POPULATION_DECREE, RECEPTION_ACT, Basis
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


def personal_code(code: str | None) -> Finding[PersonalCode]:
    """Tell whether this is a personal identity code (henkilötunnus), whether a temporary one, and the birth date in it.

    Exactly eleven ASCII characters in capitals, DDMMYY, sign, number, check character; nothing is trimmed or turned
    into capitals. The sign tells the century and is part of the code: two people may differ by it alone. The number
    is 002-999, from 900 on the code is temporary or invented. Whether the birth date lies ahead is not asked.

    Never raises: anything else, None too, is no code.
    Law: Population Information Decree 128/2010, 2; to confirm (the register's practice on which numbers are given).
    Table: tests/tables/clients/personal_code.csv.
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


def representative_needed(
    age: int | None, *, has_guardian: bool, has_permit: bool, on: date
) -> Finding[Applicant | None]:
    """Tell whether a child needs a representative (edustaja), and who applies to the court for one; None if nobody.

    A child who is here without a guardian gets one without delay: the reception centre applies while the child has no
    residence permit, the wellbeing services county once it has. Somebody whose age is not known may be a child.
    `age` is in whole years.

    Raises Senseless for an age below zero, NotKnown for a child with a permit before 2025.
    Law: Reception Act 746/2011, 39.1; Integration Act 681/2023, 35.
    Table: tests/tables/clients/representative_needed.csv.
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
    Table: tests/tables/clients/comes_of_age.csv.
    """
    of_age_on = ends(Term(MAJORITY, years=OF_AGE), born_on)
    months = in_force(PREPARED_MONTHS, of_age_on)
    return Finding(
        ComingOfAge(months_later(of_age_on, -months), of_age_on),
        MAJORITY,
        _("Of age on the eighteenth birthday; it is prepared six months ahead."),
    )
