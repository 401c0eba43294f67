"""What does the law say of how long data are kept?"""

from __future__ import annotations

from datetime import date

from kajo.law.acts import MIGRATION_DATA_ACT, Basis
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding
from kajo.law.terms import Term, ends
from kajo.retention.terms import Data, Kept

ERASED = MIGRATION_DATA_ACT.section("15")
OBSERVED = Basis((MIGRATION_DATA_ACT.section("7.3"), ERASED))
OF_A_CITIZEN = Basis.to_confirm(_("practice, for a citizen, whose right to stay never ends"), ERASED)
OF_A_PERSON = Basis.to_confirm(_("practice, where several of these days are known"), ERASED)

OBSERVATION_LASTS = Term(OBSERVED, months=6)
MATTER_LASTS = Term(ERASED, years=5)
IDENTIFIER_LASTS = Term(OF_A_PERSON, years=10)


def erase_on(data: Data, kept: Kept) -> Finding[date | None]:
    """Tell on which day data of this kind are erased at the latest, or None while that day is not known.

    An observation: six months after it was entered. Data of a matter: five years after the later of the end of the
    right of residence and the last entry, once both are known; for a citizen after the last entry alone. Identifiers:
    ten years after the earliest of death, citizenship and the erasure of the matter. The day has the number of the day
    it runs from, or is the last of a shorter month, and never moves.

    Raises NotKnown beyond the calendar.
    Law: Act on Personal Data in Migration Administration 615/2020, 7.3 and 15;
    to confirm (practice, for a citizen and where several days are known).
    Table: kajo/law/tables/retention/erase_on.csv.
    """
    if data is Data.OBSERVATION:
        return _after(OBSERVATION_LASTS, kept.entered_on, _("Six months after the observation was entered."))
    if data is Data.MATTER and kept.citizen_on is not None:
        since_last_entry = Term(OF_A_CITIZEN, years=MATTER_LASTS.years)
        return _after(since_last_entry, kept.last_entry_on, _("A citizen: five years after the last entry."))
    if data is Data.MATTER:
        days = (kept.residence_ended_on, kept.last_entry_on)
        known = [day for day in days if day is not None]
        return _after(
            MATTER_LASTS,
            max(known) if len(known) == len(days) else None,
            _("Five years after the right of residence ended or the last entry was made, whichever came later."),
        )
    ended = [day for day in (kept.died_on, kept.citizen_on, kept.matter_erased_on) if day is not None]
    return _after(
        IDENTIFIER_LASTS,
        min(ended, default=None),
        _("Ten years after death, citizenship or the erasure of the matter, whichever came first."),
    )


def _after(term: Term, since: date | None, because: str) -> Finding[date | None]:
    if since is None:
        return Finding(None, term.basis, _("The day it runs from is not known yet."))
    return Finding(ends(term, since), term.basis, because)
