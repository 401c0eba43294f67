"""What does the law say of an interview?"""

from __future__ import annotations

from kajo.facts.terms import FoundOut, Gender, Interpreter
from kajo.law.acts import RECEPTION_ACT
from kajo.law.finding import N_ as _
from kajo.law.finding import Finding, Senseless

SAFE_INTERPRETER = RECEPTION_ACT.section("28.1")


def interpreter_may_come(interpreter: Interpreter) -> Finding[bool]:
    """Tell whether this interpreter (tulkki) may interpret for the person.

    Nobody interprets whom the person has left out, by name, gender, acquaintance or region: the act lets no interpreter
    in whose reliability or whose presence for the person's safety is in doubt, and what nobody has found out is doubt.

    Raises Senseless where only a woman and only a man are wanted.
    Law: Reception Act 746/2011, 28.1. Table: kajo/law/tables/facts/interpreter_may_come.csv.
    """
    if interpreter.woman_only and interpreter.man_only:
        raise Senseless(_("Only a woman and only a man cannot both be wanted."), field="woman_only")
    reason = _against(interpreter)
    if reason:
        return Finding(outcome=False, basis=SAFE_INTERPRETER, because=reason)
    return Finding(outcome=True, basis=SAFE_INTERPRETER, because=_("No wish of the person speaks against it."))


def _against(interpreter: Interpreter) -> str:
    wanted = Gender.WOMAN if interpreter.woman_only else Gender.MAN if interpreter.man_only else None
    if interpreter.is_named_out:
        return _("The person does not want this interpreter. Choose somebody else.")
    if wanted is not None and interpreter.gender is Gender.UNKNOWN:
        return _("The person wants an interpreter of one gender only. Find out first.")
    if wanted is not None and interpreter.gender is not wanted:
        return _("The person wants an interpreter of the other gender. Choose somebody else.")
    if interpreter.nobody_known and interpreter.knows_the_person is FoundOut.YES:
        return _("The person wants nobody they know. Choose somebody else.")
    if interpreter.has_regions and interpreter.is_from_there is FoundOut.YES:
        return _("The person wants nobody from that region or community. Choose somebody else.")
    if interpreter.nobody_known and interpreter.knows_the_person is FoundOut.UNKNOWN:
        return _("The person wants nobody they know. Find out first.")
    if interpreter.has_regions and interpreter.is_from_there is FoundOut.UNKNOWN:
        return _("The person wants nobody from a region or community. Find out first.")
    return ""
