"""Which provisions does a decision name as applied (Administrative Procedure Act 434/2003, 45.1)?

Those of a removal follow from its ground, those of a correction from its error beside those of what it corrects.
"""

from __future__ import annotations

from kajo.decisions.terms import Anew, DecisionKind, Words
from kajo.law.acts import ALIENS_ACT, PROCEDURE_ACT, RECEPTION_ACT, Act, Basis, Section

REFLECTION_DECIDED = (RECEPTION_ACT.section("33.1(2)"), RECEPTION_ACT.section("33.2"))
REASONED = PROCEDURE_ACT.section("45.1")


def _sections(act: Act, *places: str) -> tuple[Section, ...]:
    return tuple(act.section(place) for place in places)


STAY = "40.1(7)"
SAID = ("52 c.2", "52 c.3")
PROVISIONS = {
    DecisionKind.ADMIT_35_1: Basis(_sections(RECEPTION_ACT, "33.1(1)", "33.2", "35.1", "35.4")),
    DecisionKind.ADMIT_35_2: Basis(_sections(RECEPTION_ACT, "33.1(1)", "33.2", "35.2", "35.4")),
    DecisionKind.ADMIT_35_3: Basis(_sections(RECEPTION_ACT, "5", "33.1(1)", "33.2", "35.3", "35.4")),
    DecisionKind.REFUSE: Basis((*_sections(RECEPTION_ACT, "33.1(1)", "33.2", "35.1", "35.2", "35.3"), REASONED)),
    DecisionKind.REFL_GRANT: Basis((*REFLECTION_DECIDED, *_sections(ALIENS_ACT, STAY, "52 b.1", *SAID), REASONED)),
    DecisionKind.REFL_EXTEND: Basis((*REFLECTION_DECIDED, *_sections(ALIENS_ACT, STAY, "52 b.2", *SAID), REASONED)),
    DecisionKind.REFL_INTERRUPT: Basis((*REFLECTION_DECIDED, *_sections(ALIENS_ACT, STAY, "52 b.4", *SAID), REASONED)),
}


def provisions(said: Words) -> Basis:
    """Give what the letter of a decision names as applied."""
    its = _of_its_kind(said)
    if said.correction is None:
        return its
    if said.correction.anew is None:
        return Basis((*its.sections, PROCEDURE_ACT.section("51.1")))
    places = ["50.1", *(["50.3"] if said.correction.anew is Anew.WORSE else []), "52"]
    return Basis((*its.sections, *_sections(PROCEDURE_ACT, *places)))


def _of_its_kind(said: Words) -> Basis:
    childs = (RECEPTION_ACT.section("5"),) if said.child and said.kind is not DecisionKind.ADMIT_35_3 else ()
    if said.is_taken_back and said.kind is DecisionKind.REMOVE:
        return Basis((*childs, *_sections(RECEPTION_ACT, "33.1(6)", "33.2"), REASONED))
    if said.removal is None:
        return Basis((*childs, *PROVISIONS[said.kind].sections))
    places = [
        *("33.1(6)", "33.2", "38 f.2" if said.removal.ground == "R4" else "38 f.1"),
        *(["38 f.3"] if said.removal.after_last_on else []),
        "38 f.4",
    ]
    return Basis((*childs, *_sections(RECEPTION_ACT, *places), REASONED))
