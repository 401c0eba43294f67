"""What do law and register say of a person?"""

from __future__ import annotations

import re
from datetime import date

from kajo.clients.terms import PersonalCode
from kajo.law.acts import POPULATION_DECREE, Basis
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding

CODE_IS_MADE = POPULATION_DECREE.section("2")
NUMBER_IS_GIVEN = Basis.to_confirm(_("the register's practice on which numbers are given"), CODE_IS_MADE)

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
