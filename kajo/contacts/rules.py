"""What in a text may tell who somebody is?"""

from __future__ import annotations

import re
import unicodedata

from kajo.contacts.terms import Trace
from kajo.law.acts import RECEPTION_ACT, Basis
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding

WITHOUT_CONSENT = Basis.to_confirm(_("the assistance system's practice"), RECEPTION_ACT.section("38 a.2"))
LEAST_DIGITS = 7

CODE = re.compile(r"(?<!\w)\d{6}\s?[-+A-FU-Y]\s?\d{3}[0-9A-Y](?!\w)", re.IGNORECASE)
EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]{2,}")
PHONE = re.compile(r"(?<![\w.])(?:\+|0)[\d\s()/-]*\d(?!\w)")

SEEMS = {
    Trace.IDENTITY_CODE: _(
        "The text holds what looks like a personal identity code. Without consent nothing is kept that tells who"
        " somebody is: change it, or confirm that it does not."
    ),
    Trace.EMAIL: _(
        "The text holds what looks like an e-mail address. Without consent nothing is kept that tells who somebody is:"
        " change it, or confirm that it does not."
    ),
    Trace.PHONE: _(
        "The text holds what looks like a phone number. Without consent nothing is kept that tells who somebody is:"
        " change it, or confirm that it does not."
    ),
}


def looks_identifying(text: str) -> Finding[tuple[Trace, ...]]:
    """Tell what in the text of a consultation may tell who somebody is.

    Pointed out is what has the shape of a personal identity code, whether or not its check character fits, of an
    e-mail address, or of a phone number: a plus sign or a nought, then seven digits or more in all, with blanks,
    hyphens, strokes or brackets between. Days written with dots, years, sums and 112 are not. Names are not found.

    Law: Reception Act 746/2011, 38 a.2; to confirm (the assistance system's practice).
    Table: kajo/law/tables/contacts/looks_identifying.csv.
    """
    signs = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    plain = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in signs)
    plain = plain.replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-").replace("\N{HYPHEN}", "-")
    numbers = PHONE.findall(CODE.sub("", plain))
    has_phone = any(sum(sign.isdigit() for sign in number) >= LEAST_DIGITS for number in numbers)
    found = (
        *([Trace.IDENTITY_CODE] if CODE.search(plain) else []),
        *([Trace.EMAIL] if EMAIL.search(plain) else []),
        *([Trace.PHONE] if has_phone else []),
    )
    if found:
        return Finding(found, WITHOUT_CONSENT, SEEMS[found[0]])
    return Finding((), WITHOUT_CONSENT, _("Nothing in it looks as if it told who somebody is."))
